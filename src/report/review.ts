/** A review for people, on a terminal. For markdown, see review-markdown.ts. */
import type { Finding, FindingSeverity, Review } from '../outcomes/review.ts';
import { criterionId, mendsOf, shortId } from '../review/mends.ts';
import { isRefuted } from '../review/verdict.ts';
import { clean, cleanLine } from './clean.ts';
import { type Paint, plain } from './paint.ts';
import { type SendBack, sendBackLines } from './send-back.ts';
import { counted } from './words.ts';

export interface ReviewAsk {
  plan: string;
  /** undefined: there is none. */
  review: Review | undefined;
  /** What the check says, which need not be what the review says. */
  check: { conclusion: 'success' | 'failure' | 'action_required' | 'neutral'; title: string };
  /** Where a person may send it back from; undefined: what was reviewed is no landed work of a plan. */
  sendBack?: SendBack['by'] | undefined;
}

export const CHECK_MARKS = { success: '✓', failure: '✗', action_required: '!', neutral: '–' } as const;
const ORDER: readonly FindingSeverity[] = ['blocker', 'major', 'minor', 'nit'];

/** Worst findings first, then each criterion with its evidence. */
export function reviewText({ plan, review, check, sendBack }: ReviewAsk, paint: Paint = plain): string {
  const good = check.conclusion === 'success' ? paint.green : paint.red;
  const title = `${good(`${CHECK_MARKS[check.conclusion]} ${plan}`)}: ${cleanLine(check.title)}`;
  if (review === undefined) return `${title}\nThere is no review.`;
  const tint = { blocker: paint.red, major: paint.red, minor: paint.yellow, nit: paint.dim };
  const shown = (findings: readonly Finding[]) =>
    sorted(findings).flatMap((one) => {
      const id = idOf(one) && ` ${paint.dim(idOf(one))}`;
      return [
        `${tint[one.severity](one.severity)} ${paint.bold(placeOf(one))}${id} ${cleanLine(one.claim, 1_000)}`,
        ...details(one).map(([name, text]) => `  ${paint.dim(`${name}:`)} ${cleanLine(text, 1_000)}`),
      ];
    });
  const { standing, refuted } = parted(review.findings);
  const criteria = review.criteria.map((one) => {
    const { phase, criterion, text, met, evidence } = one;
    const id = met ? '' : `${paint.dim(shortId(criterionId(one)))} `;
    return `${met ? paint.green('✓') : paint.red('✗')} ${phase} ${criterion}. ${id}${cleanLine(text)}\n  ${paint.dim(cleanLine(evidence))}`;
  });
  const by = paint.dim(
    `reviewed${review.model ? ` by ${cleanLine(review.model, 60)}` : ''}: tree ${review.tree.slice(0, 12)}`,
  );
  const section = (heading: string, lines: readonly string[]) =>
    lines.length > 0 ? [`${paint.bold(heading)}\n${lines.join('\n')}`] : [];
  return [
    [title, ...why({ review, check }).map((text) => cleanLine(text)), by].join('\n'),
    ...(review.summary ? [clean(review.summary)] : []),
    ...section(tally(standing), shown(standing)),
    ...section('Refuted by a second look', shown(refuted)),
    ...section('Criteria', criteria),
    ...section('Beside that', remarks(review)),
    ...(sendBack ? sendBackLines({ by: sendBack, plan, mends: mendsOf(review) }, paint.cyan) : []),
  ].join('\n\n');
}

/** By which people name it. What was refuted shows none: nobody sends it back. */
export const idOf = (finding: Finding): string => (isRefuted(finding) ? '' : shortId(finding.fingerprint));

export function details(finding: Finding): (readonly [string, string])[] {
  const { evidence, scenario, suggestion, standing, reason } = finding;
  const all = [
    ['evidence', evidence],
    ['how it fails', scenario],
    ['suggestion', suggestion ?? ''],
    [standing === 'refuted' ? 'refuted' : 'seen again', reason],
  ] as const;
  return all.filter(([, text]) => text.trim() !== '');
}

export function placeOf({ path, line }: Finding): string {
  if (path === null) return 'the change';
  return line === null ? cleanLine(path) : `${cleanLine(path)}:${line}`;
}

/** What a second look could not support is told apart, and counts for nothing but what the policy says. */
export function parted(findings: readonly Finding[]): { standing: Finding[]; refuted: Finding[] } {
  return {
    standing: findings.filter((one) => !isRefuted(one)),
    refuted: findings.filter(isRefuted),
  };
}

/** What went otherwise than one would take for granted, a line each. */
export function remarks({ since, base, findings, leftOut, unread, context, notes }: Review): string[] {
  const unjudged = findings.filter(({ standing }) => standing === 'unjudged').length;
  const reasons = [...Map.groupBy(leftOut, ({ why }) => why)];
  const short = (id: string) => id.slice(0, 12);
  return [
    ...(since === undefined
      ? []
      : [
          `Read: what the base changed from ${short(since.base)} to ${short(base)}; the change itself is the same, and passed at ${short(since.head)}.`,
        ]),
    ...(unread.length > 0 ? [`Not read: ${few(unread)}.`] : []),
    ...reasons.map(
      ([reason, files]) => `Left out (${cleanLine(reason)}): ${few(files.map(({ path }) => path))}.`,
    ),
    ...(unjudged > 0 ? [`${counted(unjudged, 'finding')} had no second look.`] : []),
    ...(context.length > 0 ? [`Given along: ${few(context.map(({ path }) => path))}.`] : []),
    ...notes.map((note) => `${cleanLine(note)}.`),
  ];
}

const few = (paths: readonly string[]): string => {
  const named = paths.slice(0, 10).map((path) => cleanLine(path));
  return paths.length > 10 ? `${named.join(', ')} and ${paths.length - 10} more` : named.join(', ');
};

/** `1 minor, 2 nits`, or that there are none. */
export function tally(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings';
  return ORDER.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [counted(count, severity, severity === 'nit' ? 'nits' : severity)] : [];
  }).join(', ');
}

export function sorted(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** The verdict's reason, where the check does not say the same. */
export function why({ review, check }: Pick<ReviewAsk, 'review' | 'check'>): string[] {
  return review === undefined || review.why === check.title ? [] : [review.why];
}
