/** The prompts, rendered. What a model is told of a plan comes from the canonical text alone (trust.md T1): `Told` is all they take. */

import type { Mend } from '../../outcomes/mend.ts';
import type { Told } from '../../plan/told.ts';
import executorSystemText from './executor-system.md';
import executorTaskText from './executor-task.md';
import { mendingText } from './mending.ts';
import { fence, render } from './render.ts';
import reviewerChangeText from './reviewer-change.md';
import reviewerRebasedText from './reviewer-rebased.md';
import reviewerRebasedTaskText from './reviewer-rebased-task.md';
import reviewerSecondText from './reviewer-second.md';
import reviewerSystemText from './reviewer-system.md';
import reviewerTaskText from './reviewer-task.md';

export interface ExecutorTask {
  told: Told;
  /** As people call it: `sonnet`. */
  model: string;
  budget: { usd: number; turns: number; minutes: number };
  rounds: number;
  /** Has the model a `bash`? */
  shell: boolean;
  /** The repository, bounded. */
  map: string;
  /** Agent instructions of the default branch. */
  instructions: readonly { path: string; text: string }[];
  /** What a person gave along. */
  documents?: readonly { path: string; text: string }[];
  /** How often an advisor may be consulted; 0: there is none. */
  consults?: number;
  /** What a review found of this phase, which stands in the tree, and a person sends back; none: it is built for the first time. */
  mends?: readonly Mend[];
  /** What is told of an earlier model at work on the same phase, its own marks included. */
  earlier?: string | undefined;
}

export const executorSystem = (): string => render(executorSystemText, {});

/** `mark` sets what others wrote apart; it is a parameter so that a test can show what happens without. */
export function executorTask(task: ExecutorTask, mark = fence): string {
  const { told, budget } = task;
  const { plan, phase, needs } = told;
  return render(executorTaskText, {
    'hand-over': handOver(plan.id, task.model, [phase.id]),
    plan: planText([told], mark),
    phase: phase.id,
    needs:
      needs.length === 0
        ? 'It needs no other phase.'
        : `What it needs is done: ${list(needs.map(({ id }) => id))}.`,
    contract: mark('contract', [...lines('paths', phase.paths), ...lines('verify', phase.verify)].join('\n')),
    instructions: task.instructions
      .map(
        ({ path, text }) =>
          `What ${path} of the default branch says to agents:\n\n${mark('instructions', text)}\n\n`,
      )
      .join(''),
    documents: (task.documents ?? [])
      .map(({ path, text }) => `A person gave this along:\n\n${mark('document', `${path}\n\n${text}`)}\n\n`)
      .join(''),
    map: mark('repository', task.map),
    shell: task.shell ? '' : NO_SHELL,
    advisor: task.consults ? advisorText(task.consults) : '',
    mending: mendingText(task.mends ?? [], mark),
    earlier: task.earlier === undefined ? '' : `\n${task.earlier}\n`,
    budget: `${budget.turns} turns, ${Math.ceil(budget.minutes)} minutes and ${Number(budget.usd.toFixed(2))} US dollars`,
    rounds: task.rounds === 1 ? 'once' : `${task.rounds} times`,
  });
}

const NO_SHELL =
  '\nThere is no shell here: you have the file tools alone, and a person is asked before `verify` runs.\n';

const advisorText = (uses: number): string =>
  `\nYou may consult \`advisor\`, a stronger model that sees all that you have seen, at most ${uses === 1 ? 'once' : `${uses} times`}: before you commit to an approach that would be dear to undo, or when the same thing has failed twice. It gives advice; the plan decides.\n`;

/** For both passes of a review, so that they share all that stands before their tasks. `shape`: the JSON Schema of the answer. */
export const reviewerSystem = (shape: Record<string, unknown>): string =>
  render(reviewerSystemText, { shape: JSON.stringify(shape) });

export interface ReviewedChange {
  /** The phases of one plan that are reviewed; none: the change belongs to no plan. */
  told: readonly Told[];
  /** The changed files, a line each. */
  files: string;
  /** The parts of the diff that fit. */
  diff: string;
  /** What a person gave along. */
  documents?: readonly { path: string; text: string }[];
}

/** What both passes are told first, byte for byte the same. */
export function reviewerChange(change: ReviewedChange, mark = fence): string {
  const { told, files, diff, documents = [] } = change;
  const first = told[0];
  return render(reviewerChangeText, {
    about:
      first === undefined
        ? 'This change belongs to no plan: judge it by what it does.'
        : `This was built from ${first.plan.id}: ${list(told.map(({ phase }) => phase.id))}. The \`verify\` commands of each phase passed on this very tree.`,
    plans:
      first === undefined
        ? ''
        : `${planText(told, mark)}\n\n# Criteria to judge\n\n${mark('criteria', told.map(criteriaOf).join('\n\n'))}\n\n`,
    files: mark('files', files),
    diff: mark('diff', diff),
    documents: alongWith(documents, mark),
  });
}

const alongWith = (documents: NonNullable<ReviewedChange['documents']>, mark: typeof fence): string =>
  documents
    .map(({ path, text }) => `\nA person gave this along:\n\n${mark('document', `${path}\n\n${text}`)}\n`)
    .join('');

export interface RebasedChange extends Omit<ReviewedChange, 'told'> {
  /** What the base changed since the change passed, as of the change. */
  base: Pick<ReviewedChange, 'files' | 'diff'>;
}

/** The same of a change that passed on another base. */
export const reviewerRebased = ({ base, files, diff, documents = [] }: RebasedChange, mark = fence): string =>
  render(reviewerRebasedText, {
    'base-files': mark('files', base.files),
    'base-diff': mark('diff', base.diff),
    files: mark('files', files),
    diff: mark('diff', diff),
    documents: alongWith(documents, mark),
  });

export const reviewerRebasedTask = (): string => render(reviewerRebasedTaskText, {});

export const reviewerTask = ({ told }: Pick<ReviewedChange, 'told'>): string =>
  render(reviewerTaskText, {
    criteria: told.some(({ phase }) => phase.criteria.length > 0)
      ? ' Judge every criterion.'
      : ' There are no criteria to judge.',
  });

/** What one ruling is asked on. */
export interface Claimed {
  severity: string;
  path: string | null;
  line: number | null;
  claim: string;
  evidence: string;
  scenario: string;
}

export function reviewerSecond(findings: readonly Claimed[], mark = fence): string {
  const text = findings.map(({ severity, path, line, claim, evidence, scenario }, i) =>
    [
      `Finding ${i + 1} (${severity})`,
      `place: ${path === null ? 'the change as a whole' : line === null ? path : `${path}:${line}`}`,
      `claim: ${claim}`,
      `evidence: ${evidence}`,
      `how it fails: ${scenario}`,
    ].join('\n'),
  );
  return render(reviewerSecondText, {
    findings: mark('findings', text.join('\n\n')),
    numbers: findings.length === 1 ? '1' : `1 to ${findings.length}`,
  });
}

/** Said in words wherever work passes from one to another (design.md §3). */
export const handOver = (plan: string, model: string, phases: readonly string[]): string =>
  `Hand over ${plan} to ${model}: ${list(phases)}`;

/** The plan as it stands in the canonical texts: what phases share once, then each phase. */
function planText(told: readonly Told[], mark: typeof fence): string {
  const { plan } = told[0]!;
  const phases = told.map(({ phase }) => `## Phase ${phase.id}: ${phase.title}\n\n${phase.section}`);
  return mark('plan', [`# ${plan.title}`, plan.body, ...phases].map((part) => part.trim()).join('\n\n'));
}

const criteriaOf = ({ phase }: Told): string =>
  [
    `Phase ${phase.id}${phase.criteria.length === 0 ? ' promises no criteria.' : ':'}`,
    ...phase.criteria.map((text, i) => `${i + 1}. ${text}`),
  ].join('\n');

const list = (items: readonly string[]): string => items.join(', ');
const lines = (name: string, items: readonly string[]): string[] =>
  items.length === 0 ? [`${name}: none`] : [`${name}:`, ...items.map((item) => `- ${item}`)];
