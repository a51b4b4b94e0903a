/**
 * Writes a plan's document from a proposal, in the layout that people know from the examples. Pure and total: whether the text is
 * a valid plan that means what was proposed is asked of the text (proposal-guards.ts), as of every other plan.
 */
import { Document, isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Proposal, ProposedBudget, ProposedPhase } from './proposal.ts';
import { VERSION } from './schema.ts';

export interface Composing {
  proposal: Proposal;
  issue?: number | undefined;
  /** By phase. */
  budgets: ReadonlyMap<string, ProposedBudget>;
  /** Who executes a phase that decides: an alias or a full id. */
  strong: string;
}

export function composePlan({ proposal, issue, budgets, strong }: Composing): string {
  const body = [
    `# ${proposal.title}`,
    proposal.why,
    list(
      'Considered',
      proposal.options.map(
        ({ option, chosen, because }) => `${option}: ${chosen ? 'chosen' : 'not'}, because ${because}`,
      ),
    ),
    list('Decided', proposal.decided),
    list('Out of scope', proposal.outOfScope),
    list('Risks', proposal.risks),
    ...proposal.phases.map(sectionOf),
  ].filter((part) => part !== '');
  return `---\n${frontMatter({ proposal, issue, budgets, strong })}---\n\n${body.map((part) => part.trim()).join('\n\n')}\n`;
}

function frontMatter({ proposal, issue, budgets, strong }: Composing): string {
  const usd = [...budgets.values()].reduce((sum, budget) => sum + budget.usd, 0);
  const document = new Document({
    planfile: VERSION,
    id: proposal.id,
    ...(issue === undefined ? {} : { issue }),
    ...(usd > 0 ? { budget: { usd: cents(usd) } } : {}),
    phases: proposal.phases.map((phase) => entryOf(phase, budgets, strong)),
  });
  flow(document.get('budget'));
  for (const phase of (document.get('phases') as YAMLSeq<YAMLMap>).items) onOneLine(phase);
  return document.toString(YAML_STYLE);
}

/** The entry of a phase in the front matter. */
export const entryOf = (
  { id, kind, needs, paths, verify }: ProposedPhase,
  budgets: Composing['budgets'],
  strong: string,
): Record<string, unknown> => ({
  id,
  ...(needs.length > 0 ? { needs } : {}),
  paths,
  verify,
  ...(kind === 'decide' ? { models: { executor: strong } } : {}),
  ...(budgets.has(id) ? { budget: budgets.get(id) } : {}),
});

/** Values of an entry that read well on one line are written so. */
export function onOneLine(phase: YAMLMap): void {
  for (const { value } of phase.items) if (short(value)) flow(value);
}

/** No folded lines: the front matter is a strict subset of YAML (design.md §2). */
export const YAML_STYLE = { lineWidth: 0, flowCollectionPadding: false } as const;

/** A list that reads well on one line. */
const short = (value: unknown): boolean => isMap(value) || (isSeq(value) && String(value).length <= 90);

function flow(value: unknown): void {
  if (isMap(value) || isSeq(value)) value.flow = true;
}

/** A phase's section, heading and criteria included. */
export function sectionOf({ id, title, work, unlocks, criteria }: ProposedPhase): string {
  return [
    `## Phase ${id}: ${title}`,
    work.trim(),
    unlocks.length === 0
      ? ''
      : `It changes protected files: ${unlocks.map(({ path, because }) => `\`${path}\`, because ${because.trim()}`).join('; ')}`,
    criteria.map((text) => `- [ ] ${text.trim()}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const list = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `${title}:\n\n${items.map((item) => `- ${item.trim()}`).join('\n')}`;

const cents = (usd: number): number => Math.round(usd * 100) / 100;
