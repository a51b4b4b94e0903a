/**
 * report: the account of a plan, or of all of a repository, from records and documents alone. It reads everything in a few children
 * whatever the number of plans, and proves nothing: what may run is the gate's to say.
 */
import { parseRecord } from '../lifecycle/record.ts';
import { plannerNamed } from '../lifecycle/trailers.ts';
import { resolveModel } from '../models/aliases.ts';
import { defaultModel } from '../models/roles.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Repository } from '../ports/git.ts';
import { nameOf } from '../ports/person.ts';
import type { Ports } from '../ports/ports.ts';
import { figuresOf, pastSessions } from '../report/figures/figures.ts';
import type { PlanMaterial } from '../report/figures/material.ts';
import type { Figures } from '../report/figures/schema.ts';
import { landedOf } from './arrived.ts';
import { policyIn } from './policy.ts';
import { type Surveyed, surveyPlans } from './survey.ts';

type ReportPorts = Pick<Ports, 'git' | 'clock'>;

/** `name`: an id or a path; undefined: every plan of the repository. Faults: no such plan. */
export async function report(ask: { name: string | undefined }, ports: ReportPorts): Promise<Figures> {
  const { repository } = ports.git;
  const [stored, main] = await Promise.all([repository.records(), repository.defaultCommit()]);
  const surveying = surveyPlans(main, repository);
  const records = new Map([...stored].map(([id, { text }]) => [id, parseRecord(text)] as const));
  const surveyed = await surveying;
  const ids = chosen(ask.name, records, surveyed);
  const notes: string[] = [];
  const policy = policyOrNote(surveyed, notes);
  const [landed, edits] = await Promise.all([
    landedOf(ids, records, { main, notes }, repository),
    editsOf(surveyed, repository),
  ]);
  const plans = ids.map((id): PlanMaterial => {
    const { steps = [], problems = [] } = records.get(id) ?? {};
    const plan = surveyed.plans.get(id);
    const own = landed.get(id);
    return {
      id,
      plan,
      steps,
      problems: problems.length,
      edits: plan ? (edits.get(plan.path) ?? []) : [],
      messages: own?.messages ?? new Map(),
      mergedAt: own?.mergedAt,
    };
  });
  return figuresOf({
    now: ports.clock.now().getTime(),
    plans,
    past: pastSessions([...records.values()].map(({ steps }) => steps)),
    policy,
    introduction: surveyed.introduction,
    planner: policy ? resolveModel(policy.models.planner) : defaultModel('planner'),
    unreadable: surveyed.unreadable.filter(({ plan }) => ask.name === undefined || ids.includes(plan)),
    notes,
  });
}

function chosen(
  name: string | undefined,
  records: ReadonlyMap<string, unknown>,
  { plans, unreadable }: Surveyed,
): string[] {
  const all = [...new Set([...plans.keys(), ...records.keys()])].sort();
  if (name === undefined) return all;
  const path = name.replace(/^\.\//, '');
  const byPath = [...plans.values()].find((plan) => plan.path === path)?.id;
  const id = byPath ?? all.find((one) => one === name);
  if (id !== undefined) return [id];
  const broken = unreadable.find(({ plan }) => plan === name || plan === path);
  if (broken)
    throw new Fault('refused', 'plan-invalid', `the plan is not valid: ${broken.message}`, broken.fix);
  throw new Fault(
    'usage',
    'plan-not-found',
    `there is no plan ${JSON.stringify(name)}: neither a document nor a record has this name`,
    'planfile report lists all plans of this repository.',
  );
}

function policyOrNote({ policy }: Surveyed, notes: string[]): Policy | undefined {
  try {
    return policyIn(policy);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    notes.push(`without estimates: ${fault.message}`);
    return undefined;
  }
}

/** By path: when a document was committed, and who planned it (planned-by.ts), oldest first. */
async function editsOf(
  { commits }: Surveyed,
  repository: Repository,
): Promise<Map<string, { at: string; by: string }[]>> {
  const history = (await repository.historyOf(commits, ['PLAN.md', 'plans'])).filter(
    ({ parents }) => parents.length < 2,
  );
  const changes = await repository.blobChanges(history);
  const found = new Map<string, { at: string; by: string }[]>();
  for (const { id, at, authorName, authorEmail, message } of history.toReversed()) {
    for (const { path, blob } of changes.get(id) ?? []) {
      if (blob === undefined) continue;
      const own = found.get(path) ?? [];
      own.push({ at, by: plannerNamed(message) ?? nameOf({ name: authorName, email: authorEmail }) });
      found.set(path, own);
    }
  }
  return found;
}
