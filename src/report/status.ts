/** Where a plan stands, on a terminal. For markdown, see status-markdown.ts. */
import type { PhaseStateName } from '../lifecycle/transitions.ts';
import { cleanLine } from './clean.ts';
import { type Paint, plain } from './paint.ts';
import { type Table, textTable } from './table.ts';
import { usdRange } from './wave-answer.ts';
import { counted, usd } from './words.ts';

export interface PhaseView {
  phase: string;
  title: string;
  digest: string;
  state: PhaseStateName;
  reason: string | null;
  message: string;
  needs: readonly string[];
  approval: { decision: 'approved' | 'refused' | 'undecided'; code: string; message: string; fix: string };
  waitingFor: readonly string[];
  commit: string | null;
  /** How often it was mended after it had landed. */
  mended: number;
  /** As answered. */
  model: string | null;
  usd: number;
  /** Of the advisor. */
  consults: number;
  /** US dollars that it will probably take. */
  estimate: { low: number | null; likely: number | null; high: number | null } | null;
}

export interface PlanView {
  id: string;
  path: string;
  title: string;
  branch: string;
  status: string;
  notes: readonly string[];
  toApprove: { set: string; phases: readonly string[]; command: string } | null;
  next: string | null;
  review: { verdict: 'pass' | 'block' | 'none'; why: string; model: string | null } | null;
  spentUsd: number;
  phases: readonly PhaseView[];
  problems: readonly { message: string; fix: string }[];
}

export const STATE_MARKS: Record<PhaseStateName, string> = {
  pending: '○',
  running: '●',
  done: '✓',
  failed: '✗',
  blocked: '■',
};
export const VERDICTS = { pass: 'passes', block: 'blocks', none: 'is missing' } as const;

export function statusText(plan: PlanView, paint: Paint = plain): string {
  const { id, title, path, branch, status, notes, review, toApprove, next, problems, phases } = plan;
  const why = phases.flatMap((phase) => {
    const line = whyNot(phase);
    return line
      ? [
          `${paint.yellow(phase.phase)}: ${cleanLine(line.message)}${line.fix ? `\n  ${paint.cyan('fix:')} ${cleanLine(line.fix)}` : ''}`,
        ]
      : [];
  });
  const trouble = problems.map(
    ({ message, fix }) =>
      `${paint.red('!')} ${cleanLine(message)}\n  ${paint.cyan('fix:')} ${cleanLine(fix)}`,
  );
  const approve = toApprove
    ? [
        `${paint.dim('approve')} ${toApprove.command}\n${paint.dim('        set digest')} ${toApprove.set.slice(0, 32)} ${paint.dim(`(${toApprove.phases.join(', ')})`)}`,
      ]
    : [];
  const indent = (text: string) => text.replace(/^(?=.)/gm, '  ');
  return [
    `${paint.bold(id)} ${tintOf(status, paint)(status)}  ${cleanLine(title)}\n${paint.dim(`${cleanLine(path)}, branch ${branch}, ${usd(plan.spentUsd)} usd spent${comingUsd(plan)}`)}`,
    ...(notes.length > 0 ? [indent(notes.map((note) => paint.dim(cleanLine(note))).join('\n'))] : []),
    indent(textTable(phaseTable(plan, paint), paint)),
    ...(why.length > 0 ? [indent(why.join('\n'))] : []),
    ...(trouble.length > 0 ? [indent(trouble.join('\n'))] : []),
    ...(review
      ? [indent(`${paint.dim('review ')} ${VERDICTS[review.verdict]}: ${cleanLine(review.why)}`)]
      : []),
    ...(approve.length + (next ? 1 : 0) > 0
      ? [
          indent(
            [...approve, ...(next ? [`${paint.dim('next   ')} ${paint.bold(cleanLine(next))}`] : [])].join(
              '\n',
            ),
          ),
        ]
      : []),
  ].join('\n\n');
}

function phaseTable({ phases }: PlanView, paint: Paint): Table {
  return {
    columns: [
      { title: 'phase' },
      { title: 'state' },
      { title: 'approval' },
      { title: 'needs' },
      { title: 'commit' },
      { title: 'model' },
      { title: 'usd', align: 'right' },
    ],
    rows: phases.map(({ phase, approval, needs, commit, model, usd: spent, consults, estimate, ...one }) => [
      phase,
      tintOf(one.state, paint)(shownState(one)),
      one.state === 'done' ? paint.dim('spent') : approval.decision,
      needs.join(', '),
      commit?.slice(0, 10) ?? '',
      model === null ? '' : `${cleanLine(model, 40)}${consulted(consults)}`,
      spent > 0 ? usd(spent) : estimate ? paint.dim(`~${usdRange(estimate)}`) : '',
    ]),
  };
}

/** What the phases that are not done will probably take together. */
export function comingUsd({ phases }: Pick<PlanView, 'phases'>): string {
  const coming = phases.flatMap(({ estimate }) => estimate ?? []);
  const sum = (of: (one: (typeof coming)[number]) => number | null) =>
    coming.reduce<number | null>((total, one) => addPrice(total, of(one)), 0);
  const [low, high] = [sum((one) => one.low), sum((one) => one.high)];
  return coming.length === 0 || low === null || high === null
    ? ''
    : `, about ${usdRange({ low, high })} to come`;
}

const addPrice = (total: number | null, one: number | null): number | null =>
  total === null || one === null ? null : total + one;

export const consulted = (consults: number): string =>
  consults === 0 ? '' : `, ${counted(consults, 'consult')}`;

/** With what it ended for, or what became of it since it landed. */
export const shownState = ({
  state,
  reason,
  mended,
}: Pick<PhaseView, 'state' | 'reason' | 'mended'>): string =>
  `${STATE_MARKS[state]} ${state}${reason ? ` (${reason})` : ''}${mended > 0 ? `, mended ${mended === 1 ? 'once' : 'twice'}` : ''}`;

/** Why a phase does not go on by itself, and what came of a fix; nothing for what is running, or only waits for others. */
export function whyNot({
  state,
  reason,
  message,
  approval,
  waitingFor,
}: PhaseView): { message: string; fix: string } | undefined {
  if (state === 'done') return message === '' ? undefined : { message, fix: '' };
  if (state === 'running') return undefined;
  if (reason !== null) return { message: `${state} (${reason})${message ? `: ${message}` : ''}`, fix: '' };
  if (approval.decision !== 'approved') return approval;
  return waitingFor.length > 0 ? { message: `waits for ${waitingFor.join(', ')}`, fix: '' } : undefined;
}

function tintOf(state: string, paint: Paint): (text: string) => string {
  if (state === 'done' || state === 'approved') return paint.green;
  if (state === 'failed' || state === 'blocked') return paint.red;
  return state === 'running' ? paint.cyan : paint.yellow;
}
