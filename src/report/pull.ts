/**
 * A plan's pull request for people: where it stands, who allowed and who built what, what to look at closely, what it cost, how to go
 * on. Whoever reads only this and `git log` knows what happened. All words of models are text in it (trust.md T20).
 */
import type { PhaseState } from '../lifecycle/fold.ts';
import { commitSubject } from '../lifecycle/trailers.ts';
import type { CheckWord } from '../review/check.ts';
import { type CostEntry, costNotes, costTable } from './cost.ts';
import { codeSpan, forgeLine } from './markdown.ts';
import { type OnwardFacts, onward } from './onward.ts';
import { CHECK_MARKS } from './review.ts';
import { shownState } from './status.ts';
import { phaseGraph } from './status-markdown.ts';
import { markdownTable } from './table.ts';
import { counted, usd } from './words.ts';

export interface PullPhase {
  phase: string;
  title: string;
  needs: readonly string[];
  state: PhaseState['state'];
  reason: PhaseState['reason'];
  /** Why it ended so. */
  message: string;
  /** What landed, as it stands; null: nothing does. */
  commit: string | null;
  /** A commit that did not land and is kept under the record. */
  kept: string | null;
  run: string | null;
  model: string | null;
  approvedBy: readonly string[];
  usd: number;
  deviations: readonly string[];
  /** How often it was mended after it had landed. */
  mended: number;
  /** Protected files that the plan unlocks and the phase changed. */
  unlocked: readonly string[];
  /** Changed files that `verify` itself loads (trust.md T16). */
  selfVerified: readonly string[];
  refused: OnwardFacts['phases'][number]['refused'];
}

export interface PullFacts extends Pick<OnwardFacts, 'plan' | 'path' | 'approve' | 'starting'> {
  phases: readonly PullPhase[];
  check: CheckWord;
  /** Of the whole plan, reviews and earlier revisions included. */
  spentUsd: number;
  cost: readonly CostEntry[];
  /** The model that costs are shown beside, a full id. */
  planner: string;
  /** What was not possible, and why. */
  notes: readonly string[];
}

/** Of a plan's title, which a squash makes the subject of a commit. */
export const pullTitle = ({ id, title }: { id: string; title: string }): string => commitSubject(title) || id;

/** How much is told: the most that fits is. */
interface Detail {
  /** Characters of one message or deviation. */
  text: number;
  /** Items of one list; files of one item. */
  items: number;
  files: number;
  tables: boolean;
}
const DETAILS: readonly Detail[] = [
  { text: 1_000, items: 40, files: 20, tables: true },
  { text: 200, items: 40, files: 5, tables: true },
  { text: 80, items: 10, files: 1, tables: true },
  { text: 80, items: 3, files: 1, tables: false },
];

/** At most `most` characters; empty where not even the least has room. */
export function pullMarkdown(facts: PullFacts, most: number): string {
  for (const detail of DETAILS) {
    const text = render(facts, detail);
    if (text.length <= most) return text;
  }
  return '';
}

function render(facts: PullFacts, detail: Detail): string {
  const { phases, check, notes, cost, planner } = facts;
  const close = phases.flatMap((phase) => toLookAt(phase, detail));
  const otherwise = phases.flatMap((phase) => endedOtherwise(phase, detail));
  return [
    head(facts),
    ...(detail.tables ? [phaseGraph(phases), phaseTable(phases)] : []),
    `**Check** ${CHECK_MARKS[check.conclusion]} ${forgeLine(check.title)}`,
    ...section('Look closely', close, detail),
    ...section('Went otherwise', otherwise, detail),
    ...(detail.tables && cost.length > 0
      ? [
          '**Cost**',
          markdownTable(costTable(cost, planner)),
          costNotes(cost)
            .map((note) => forgeLine(note))
            .join(' '),
        ]
      : []),
    ...section(
      'Not possible here',
      notes.map((note) => () => forgeLine(note)),
      detail,
    ),
    ...section(
      'How to go on',
      onward(facts).map((line) => () => line),
      detail,
    ),
    'Planfile writes this part anew; what stands above and below it is yours.',
  ].join('\n\n');
}

/** Lines are made when they are shown: there may be thousands that are not. */
type Line = () => string;

function section(title: string, lines: readonly Line[], { items }: Detail): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, items).map((line) => `- ${line()}`);
  const left = lines.length - shown.length;
  return [`**${title}**`, [...shown, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n')];
}

function head({ plan, path, phases, spentUsd }: PullFacts): string {
  const done = phases.filter(({ state }) => state === 'done').length;
  return (
    `### Plan ${codeSpan(plan)}: ${done} of ${counted(phases.length, 'phase')} done\n\n` +
    `What was approved stands in ${codeSpan(path)}; it took ${usd(spentUsd)} usd so far.`
  );
}

function phaseTable(phases: readonly PullPhase[]): string {
  return markdownTable({
    columns: [
      { title: 'phase' },
      { title: 'what' },
      { title: 'state' },
      { title: 'commit' },
      { title: 'built by' },
      { title: 'approved by' },
      { title: 'usd', align: 'right' },
    ],
    rows: phases.map((one) => [
      codeSpan(one.phase),
      forgeLine(one.title, 200),
      shownState(one),
      one.commit?.slice(0, 12) ?? '',
      one.model === null ? '' : codeSpan(one.model),
      one.approvedBy.map(codeSpan).join(', '),
      one.usd > 0 ? usd(one.usd) : '',
    ]),
  });
}

function toLookAt({ phase, deviations, unlocked, selfVerified }: PullPhase, detail: Detail): Line[] {
  const name = codeSpan(phase);
  const lines: Line[] = [];
  if (unlocked.length > 0)
    lines.push(() => `${name} changed protected files that the plan unlocks: ${files(unlocked, detail)}`);
  if (selfVerified.length > 0)
    lines.push(
      () =>
        `${name} changed what its own verify loads, so its verify speaks for itself: ${files(selfVerified, detail)}`,
    );
  for (const one of deviations)
    lines.push(() => `${name} deviates from the plan: ${forgeLine(one, detail.text)}`);
  return lines;
}

function endedOtherwise({ phase, state, reason, message, kept }: PullPhase, detail: Detail): Line[] {
  if (state === 'done' && message !== '')
    return [() => `${codeSpan(phase)}: ${forgeLine(message, detail.text)}`];
  if (state !== 'failed' && state !== 'blocked') return [];
  const place = kept === null ? '' : `, its work kept as ${kept.slice(0, 12)} under the record`;
  return [() => `${codeSpan(phase)} ${state} (${reason})${place}: ${forgeLine(message, detail.text)}`];
}

function files(paths: readonly string[], { files: most }: Detail): string {
  const shown = paths.slice(0, most).map(codeSpan);
  const left = paths.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
