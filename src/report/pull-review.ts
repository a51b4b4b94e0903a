/** A review as it is posted on a pull request: one text for the whole, one for each line. All of a model's words are text (trust.md T20). */
import type { Mend } from '../outcomes/mend.ts';
import type { Finding } from '../outcomes/review.ts';
import { markerOf, mendsWithin, type Reviewed, reviewMarkerOf } from '../review/marker.ts';
import type { Decision, Located } from '../review/memory.ts';
import type { Placed } from '../review/placement.ts';
import { codeSpan, forgeLine } from './markdown.ts';
import { withoutSecrets } from './redact.ts';
import { redactOutcome } from './redact-outcome.ts';
import { details, idOf, placeOf, type ReviewAsk } from './review.ts';
import { reviewMarkdown } from './review-markdown.ts';
import { sendBackLines } from './send-back.ts';
import { counted } from './words.ts';

/** Characters of a comment that GitHub takes (github.md G18). */
const MOST = 65_536;
/** Of these for what can be sent back, however much there is to read; and for all of the marker else, and the sentences around it. */
const MENDS_ROOM = 20_000;
const AROUND = 4_000;
/** Of the lists at the end: what stands before them is bounded by itself (review-markdown.ts). */
const LISTED = 20;

export interface PullReviewText extends Omit<ReviewAsk, 'sendBack'> {
  review: NonNullable<ReviewAsk['review']>;
  /** Findings that stand on no line, and why. */
  beside: readonly { finding: Finding; why: string }[];
  /** How many stand on lines: said now, or before. */
  onLines: number;
  decisions: readonly Decision[];
  /** The commit that was reviewed. */
  head: string;
  /** By which it was judged (review/judged-by.ts), where a pass may stand in for the change on another base later. */
  rules?: string | undefined;
  /** What people may send back to the executor (mends.ts), worst first; undefined: a change that no executor made. */
  mends?: readonly Mend[] | undefined;
}

/** The whole, with its marker: together never more than the forge takes. Where that is too little, what is to be read is cut. */
export function pullReviewBody({ head, mends, rules, ...ask }: PullReviewText): string {
  const said = withoutSecrets(saidOf(ask));
  const room = Math.max(MENDS_ROOM, MOST - AROUND - said.length);
  const kept = mends && mendsWithin(redactOutcome(mends), room);
  const back = kept ? sendBackLines({ by: 'comment', plan: ask.plan, ...kept }, codeSpan) : [];
  const { nonce, tree, base, verdict, why } = ask.review;
  const marker: Reviewed = { nonce, head, tree, base, verdict, why: withoutSecrets(why), rules, ...kept };
  const end = [...back, HOW, reviewMarkerOf(marker)].join('\n\n');
  return `${fitted(said, MOST - end.length - 2)}\n\n${end}`;
}

function saidOf({
  beside,
  onLines,
  decisions,
  ...ask
}: Omit<PullReviewText, 'head' | 'rules' | 'mends'>): string {
  const refuted = ask.review.findings.filter(({ standing }) => standing === 'refuted');
  const findings = [...beside.map(({ finding }) => finding), ...refuted];
  const text = reviewMarkdown({ ...ask, review: { ...ask.review, findings } });
  const declined = decisions.flatMap((one) =>
    one.do === 'declined' ? [`${named(one.finding)}: declined by ${codeSpan(one.by)}, and not counted`] : [],
  );
  const unchanged = decisions.flatMap((one) =>
    one.do === 'leave' && one.why === 'unchanged'
      ? [`${codeSpan(one.thread.path)}: ${forgeLine(one.thread.marked.claim, 200)}`]
      : [],
  );
  const parts = [
    text.trimEnd(),
    ...(onLines > 0
      ? [`${counted(onLines, 'finding')} ${onLines === 1 ? 'stands' : 'stand'} on the lines.`]
      : []),
    ...reasons(beside),
    ...list('Declined', declined),
    ...list('Not found again, though the code is as it was', unchanged),
  ];
  return parts.join('\n\n');
}

const HOW =
  'Who may write to the repository, and wrote nothing of the change, declines a finding by answering it with `/planfile decline` and why.';

/** What stands on one line, with its marker. */
export function commentMarkdown({ finding, replacement }: Placed<Located>): string {
  const { severity, category, by, claim } = finding;
  const origin = by === 'program' ? ' (found by the program)' : '';
  const id = idOf(finding) && ` · ${codeSpan(idOf(finding))}`;
  const text = [
    `**${severity}** · ${category}${origin}${id}: ${forgeLine(claim, 1_000)}`,
    details(finding)
      .map(([name, said]) => `- ${name}: ${forgeLine(said, 2_000)}`)
      .join('\n'),
    ...(replacement === undefined ? [] : [suggestion(replacement)]),
  ].filter((part) => part !== '');
  // The marker, too, is posted: nobody sees it, and anybody can read it.
  return `${withoutSecrets(text.join('\n\n'))}\n\n${markerOf({ ...finding, claim: withoutSecrets(claim) })}`;
}

/** Exactly these bytes can be committed with a click: who calls has asked whether they may (`suggestionGuards`). */
function suggestion(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}suggestion\n${text}\n${fence}`;
}

/** What is said in a thread before it is closed. */
export const closingMarkdown = (why: 'fixed' | 'refuted' | 'moved', head: string): string =>
  ({
    fixed: `Mended by ${codeSpan(head.slice(0, 12))}: it is not found any more.`,
    refuted: `A second look at ${codeSpan(head.slice(0, 12))} could not support it.`,
    moved: 'The code is elsewhere by now: the comment goes on there.',
  })[why];

const named = (finding: Finding): string =>
  `**${finding.severity}** ${codeSpan(placeOf(finding))}: ${forgeLine(finding.claim, 200)}`;

/** Why not all of it stands where it belongs. */
function reasons(beside: readonly { why: string }[]): string[] {
  const groups = [...Map.groupBy(beside, ({ why }) => why)];
  return groups.length === 0
    ? []
    : [`Not on a line: ${groups.map(([why, all]) => `${all.length} (${why})`).join(', ')}.`];
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > LISTED ? [`- and ${lines.length - LISTED} more`] : [];
  return [`### ${title}`, [...lines.slice(0, LISTED).map((line) => `- ${line}`), ...more].join('\n')];
}

const CUT = '…\n\n(cut: the outcome has it all)';

const fitted = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - CUT.length).toWellFormed()}${CUT}` : text;
