/**
 * The next revision of a plan: what a planner proposes, and the document that comes of it. What is kept stays word for word, so that its
 * digest, and every approval of it, stays too.
 */
import { parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { z } from 'zod';
import { type Composing, entryOf, onOneLine, sectionOf, YAML_STYLE } from './compose.ts';
import { readDocument } from './document.ts';
import { findFrontMatter } from './front-matter.ts';
import type { Plan } from './plan.ts';
import { type Proposal, type ProposedPhase, proposedPhase } from './proposal.ts';
import { type ProposalFacts, proposalGuards } from './proposal-guards.ts';
import { ID } from './schema.ts';

export const revisionProposal = z.strictObject({
  because: z.string().min(1).max(5_000).describe('What was wrong with the plan, and what this changes.'),
  body: z
    .string()
    .max(40_000)
    .nullable()
    .describe(
      'null. Only where the text outside of the phases is wrong: all of it, without the title; costs every approval.',
    ),
  phases: z
    .array(
      z.strictObject({
        id: z.string().regex(ID),
        phase: proposedPhase.nullable().describe('null: it stays as it is, word for word.'),
      }),
    )
    .min(1)
    .max(60)
    .describe('Every phase of the revised plan, in order. One that is not here any more is dropped.'),
});

export type RevisionProposal = z.output<typeof revisionProposal>;

export interface Revising extends Pick<Composing, 'budgets' | 'strong'> {
  /** The document as it stands. */
  text: string;
  revision: RevisionProposal;
}

/** The revised document. Total; whether it is a valid plan is asked of the text. */
export function revisePlan({ text, revision, budgets, strong }: Revising): string {
  const document = readDocument(new TextEncoder().encode(text), '');
  const { lines } = document.source;
  const found = findFrontMatter(lines);
  if (typeof found === 'string' || !document.outline) return text;
  const front = reviseEntries(lines.slice(1, found.close - 1).join('\n'), revision, budgets, strong);
  const body = reviseBody(lines, found.close, document.outline, revision);
  return `---\n${front}---\n\n${body}\n`;
}

function reviseEntries(
  yaml: string,
  { phases }: RevisionProposal,
  budgets: Composing['budgets'],
  strong: string,
): string {
  const document = parseDocument(yaml, { version: '1.2', schema: 'core' });
  const entries = document.get('phases') as YAMLSeq<YAMLMap> | undefined;
  if (!entries?.items) return `${yaml}\n`;
  const known = new Map(entries.items.map((entry) => [String(entry.get('id')), entry]));
  entries.items = phases.flatMap(({ id, phase }) => {
    if (phase === null) return known.get(id) ?? [];
    const entry = document.createNode(entryOf(phase, budgets, strong)) as YAMLMap;
    onOneLine(entry);
    const { commentBefore, spaceBefore } = known.get(id) ?? {};
    return [Object.assign(entry, { commentBefore, spaceBefore })];
  });
  return document.toString(YAML_STYLE);
}

type Outline = NonNullable<ReturnType<typeof readDocument>['outline']>;

function reviseBody(
  lines: readonly string[],
  close: number,
  outline: Outline,
  { body, phases }: RevisionProposal,
): string {
  const sections = new Map(
    outline.sections.map((section) => [section.id, lines.slice(section.heading.first - 1, section.end - 1)]),
  );
  const inSection = (line: number) =>
    outline.sections.some(({ heading, end }) => line >= heading.first && line < end);
  const [title] = outline.titles;
  const outside =
    body === null
      ? lines.filter((_, i) => i >= close && !inSection(i + 1))
      : [...(title ? lines.slice(title.first - 1, title.last) : []), '', body];
  const written = phases.map(({ id, phase }) =>
    phase === null ? (sections.get(id) ?? []).join('\n') : sectionOf(phase),
  );
  return [outside.join('\n'), ...written]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
}

export interface RevisionFacts extends Omit<ProposalFacts, 'proposal'> {
  revision: RevisionProposal;
  before: Plan;
  /** Phases that are done or running: nothing of them changes. */
  fixed: ReadonlySet<string>;
}

type RevisionGuard = (facts: RevisionFacts) => readonly string[];

/** Of the guards of a first draft those that are about one phase hold for changed phases too. */
const OF_PHASES = [
  'its paths are here, or named as new',
  'what is protected is unlocked with a reason',
  'checks, owners and instructions are left to people',
  'deciding and building are apart',
  'verify is what the repository knows',
] as const;

export const revisionGuards: Record<string, RevisionGuard> = {
  'the document passes every rule': ({ reading, ...facts }) =>
    proposalGuards['the document passes every rule']!({ reading, ...facts } as unknown as ProposalFacts),

  'what is kept is there': ({ revision, before }) => {
    const known = new Set(before.phases.map(({ id }) => id));
    return revision.phases.flatMap(({ id, phase }) => [
      ...(phase === null && !known.has(id) ? [`there is no phase ${id} that could stay`] : []),
      ...(phase !== null && phase.id !== id ? [`phase ${id} is called ${phase.id} inside`] : []),
    ]);
  },

  'done and running phases stay as they are': ({ revision, before, reading, fixed }) =>
    before.phases.flatMap(({ id, digest }) => {
      if (!fixed.has(id)) return [];
      const kept = revision.phases.some((one) => one.id === id && one.phase === null);
      if (!kept) return [`phase ${id} is done or running: keep it, and make the change in another phase`];
      const now = reading.plan?.phases.find((one) => one.id === id)?.digest;
      return now === undefined || now === digest || revision.body !== null
        ? []
        : [`phase ${id} is done or running, and builds on a phase that you change: change another`];
    }),

  'the text outside of the phases stays while phases are done or running': ({ revision, fixed }) =>
    revision.body !== null && fixed.size > 0
      ? [`${[...fixed].join(', ')} were built for the text outside of the phases as it is: leave body null`]
      : [],

  'what is kept reads back as it was': ({ revision, before, reading }) =>
    revision.phases.flatMap(({ id, phase }) => {
      const [was, is] = [before, reading.plan].map((plan) => plan?.phases.find((one) => one.id === id));
      if (phase !== null || !was || !is) return [];
      const same = was.section === is.section && JSON.stringify(was.paths) === JSON.stringify(is.paths);
      return same ? [] : [`phase ${id} does not read back as it was: keep headings out of the other texts`];
    }),

  'what is changed reads back as it was proposed': ({ revision, reading, ...facts }) => {
    const changed = changedIn(revision);
    const { plan } = reading;
    if (!plan || changed.length === 0) return [];
    const phases = plan.phases.filter(({ id }) => changed.some((phase) => phase.id === id));
    const proposal = { id: plan.id, phases: changed } as unknown as Proposal;
    return proposalGuards['the document reads back as it was proposed']!({
      ...facts,
      proposal,
      reading: { ...reading, plan: { ...plan, phases } },
    } as ProposalFacts);
  },

  'something changes': ({ revision, before }) => {
    const same =
      revision.body === null &&
      changedIn(revision).length === 0 &&
      revision.phases.length === before.phases.length;
    return same ? ['nothing would change'] : [];
  },

  ...Object.fromEntries(
    OF_PHASES.map((name): [string, RevisionGuard] => [
      name,
      ({ revision, before, ...facts }) =>
        proposalGuards[name]!({
          ...facts,
          planned: before.phases.flatMap(({ paths }) => paths.filter(isPlain)),
          proposal: { phases: changedIn(revision) } as Proposal,
        }),
    ]),
  ),
};

/** The messages of all guards; none: it may become the next revision. */
export const revisionObjections = (
  facts: RevisionFacts,
  guards: readonly RevisionGuard[] = Object.values(revisionGuards),
): string[] => [...new Set(guards.flatMap((guard) => guard(facts)))];

const changedIn = ({ phases }: RevisionProposal): ProposedPhase[] =>
  phases.flatMap(({ phase }) => (phase === null ? [] : [phase]));

/** Files that the plan is still to make: whoever kept it may build on them. */
const isPlain = (path: string): boolean => !/[*?{]/.test(path);
