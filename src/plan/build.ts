/**
 * From a document without errors to a plan with its digests. Total: what is not there makes no plan, and no
 * exception.
 */
import { type PhaseContent, type PhaseRef, phaseDigest, phaseText, planText } from './digest.ts';
import type { PlanDocument } from './document.ts';
import type { Section, Task } from './outline.ts';
import type { Phase, Plan } from './plan.ts';
import type { AllowEntry, FrontMatter, PhaseEntry } from './schema.ts';

export function buildPlan(document: PlanDocument): Plan | undefined {
  const { source, outline } = document;
  const header = document.header?.value;
  const title = outline?.titles[0]?.text;
  if (!header || !outline || title === undefined) return undefined;

  const plan: Plan = {
    path: source.path,
    id: header.id,
    title,
    ...(header.issue !== undefined && { issue: header.issue }),
    models: header.models ?? {},
    ...(header.effort && { effort: header.effort }),
    budget: header.budget ?? {},
    allow: header.allow,
    body: outline.body,
    phases: [],
  };
  const content = planContent(plan);
  const common = { content, text: planText(content) };
  const built = new Map<string, Phase>();
  for (const entry of inOrderOfNeeds(header.phases)) {
    const section = outline.sections.find((one) => one.id === entry.id);
    const needs = entry.needs.map((id) => built.get(id));
    if (!section || needs.includes(undefined)) return undefined;
    built.set(entry.id, buildPhase(plan, common, entry, section, outline.tasks, needs as PhaseRef[]));
  }
  plan.phases = header.phases.map(({ id }) => built.get(id)!);
  return plan.phases.includes(undefined as never) ? undefined : plan;
}

/** What is the same in the content of every phase. */
function planContent(plan: Plan): PhaseContent['plan'] {
  return {
    id: plan.id,
    title: plan.title,
    models: plan.models,
    ...(plan.effort && { effort: plan.effort }),
    budget: plan.budget,
    allow: allowed(plan.allow, undefined),
    body: plan.body,
  };
}

function buildPhase(
  plan: Plan,
  common: { content: PhaseContent['plan']; text: string },
  entry: PhaseEntry,
  section: Section,
  tasks: readonly Task[],
  needs: readonly PhaseRef[],
): Phase {
  const criteria = criteriaOf(section, tasks).map(({ text, line }, index) => ({
    number: index + 1,
    text,
    line,
  }));
  const content: PhaseContent = {
    planfile: 1,
    plan: common.content,
    phase: {
      id: entry.id,
      title: section.title,
      paths: entry.paths,
      verify: entry.verify,
      models: entry.models ?? {},
      ...(entry.effort && { effort: entry.effort }),
      budget: entry.budget ?? {},
      allow: allowed(plan.allow, entry.id),
      section: section.text,
      criteria: criteria.map(({ text }) => text),
    },
    needs: needsOf(needs),
  };
  const text = phaseText(content, common.text);
  const { title, models, effort, budget } = content.phase;
  return {
    id: entry.id,
    title,
    needs: entry.needs,
    paths: entry.paths,
    verify: entry.verify,
    models,
    ...(effort && { effort }),
    budget,
    section: section.text,
    criteria,
    text,
    digest: phaseDigest(text),
    line: section.heading.first,
  };
}

/** The criteria of a section: task items of lists that are direct children of the document. */
export function criteriaOf(section: Section, tasks: readonly Task[]): Task[] {
  return tasks.filter((task) => task.direct && task.line >= section.start && task.line < section.end);
}

function allowed(
  entries: readonly AllowEntry[],
  phase: string | undefined,
): { rule: string; reason: string }[] {
  return entries.filter((entry) => entry.phase === phase).map(({ rule, reason }) => ({ rule, reason }));
}

/** A set: neither order nor repetition means anything. */
function needsOf(needs: readonly PhaseRef[]): PhaseRef[] {
  const byId = new Map(needs.map(({ id, digest }) => [id, { id, digest }]));
  return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Each phase after all that it needs; what stands in a circle, or needs what is not there, comes last as
 * written.
 */
function inOrderOfNeeds(phases: FrontMatter['phases']): PhaseEntry[] {
  const waiting = new Set(phases);
  const ids = new Set(phases.map(({ id }) => id));
  const done = new Set<string>();
  const ordered: PhaseEntry[] = [];
  for (let grew = true; grew; ) {
    grew = false;
    for (const entry of waiting) {
      if (!entry.needs.every((id) => done.has(id) || !ids.has(id))) continue;
      waiting.delete(entry);
      done.add(entry.id);
      ordered.push(entry);
      grew = true;
    }
  }
  return [...ordered, ...waiting];
}
