/** A review as the text of a pull request's review and check. For a terminal, see review.ts. */
import type { Finding, Judgement } from '../outcomes/review.ts';
import { criterionId, mendsOf, shortId } from '../review/mends.ts';
import { codeSpan, forgeLine, forgeMarkdown } from './markdown.ts';
import {
  CHECK_MARKS,
  details,
  idOf,
  parted,
  placeOf,
  type ReviewAsk,
  remarks,
  sorted,
  tally,
  why,
} from './review.ts';
import { sendBackLines } from './send-back.ts';
import { markdownTable } from './table.ts';
import { counted } from './words.ts';

/** Bytes for each list; all of them, and all else, stay below the 65,536 characters of a comment (github.md). The outcome has them all. */
const LIST_BYTES = 20_000;
const REFUTED_BYTES = 8_000;

/** Markdown to post. All that a model wrote is text in it (trust.md T20); the whole stays well below GitHub's limit of 65,536. */
export function reviewMarkdown({ plan, review, check, sendBack }: ReviewAsk): string {
  const title = `## ${CHECK_MARKS[check.conclusion]} ${codeSpan(plan)}: ${forgeLine(check.title)}`;
  if (review === undefined) return `${title}\n\nThere is no review.\n`;
  const { standing, refuted } = parted(review.findings);
  const findings = fitting(sorted(standing), findingMarkdown);
  const dropped = fitting(sorted(refuted), findingMarkdown, REFUTED_BYTES);
  const criteria = fitting(unmetFirst(review.criteria), criterionMarkdown);
  return `${[
    title,
    ...why({ review, check }).map((text) => forgeLine(text)),
    ...(review.summary ? [forgeMarkdown(review.summary, 4_000)] : []),
    ...(findings.kept.length > 0 ? [`### ${tally(standing)}`, findings.kept.join('\n')] : []),
    ...(findings.left > 0 ? [`${counted(findings.left, 'more finding')} in the outcome.`] : []),
    ...(dropped.kept.length > 0 ? ['### Refuted by a second look', dropped.kept.join('\n')] : []),
    ...(dropped.left > 0 ? [`${counted(dropped.left, 'more refuted finding')} in the outcome.`] : []),
    ...(criteria.kept.length > 0
      ? ['### Criteria', markdownTable({ columns: CRITERIA, rows: criteria.kept })]
      : []),
    ...(criteria.left > 0
      ? [`${counted(criteria.left, 'more criterion', 'more criteria')} in the outcome.`]
      : []),
    ...(remarks(review).length > 0
      ? [
          remarks(review)
            .slice(0, 8)
            .map((text) => `- ${forgeLine(text, 300)}`)
            .join('\n'),
        ]
      : []),
    `Reviewed: tree ${codeSpan(review.tree.slice(0, 12))}${review.model ? ` by ${codeSpan(review.model)}` : ''}.`,
    ...(sendBack ? sendBackLines({ by: sendBack, plan, mends: mendsOf(review) }, codeSpan) : []),
  ].join('\n\n')}\n`;
}

function findingMarkdown(finding: Finding): string {
  const { severity, category, by, claim } = finding;
  const place = finding.path === null ? '' : ` ${codeSpan(placeOf(finding))}`;
  const origin = by === 'program' ? ' (found by the program)' : '';
  const id = idOf(finding) && ` · ${codeSpan(idOf(finding))}`;
  const head = `- **${severity}** · ${category}${origin}${place}${id}: ${forgeLine(claim, 500)}`;
  return [head, ...details(finding).map(([name, text]) => `  - ${name}: ${forgeLine(text, 500)}`)].join('\n');
}

const CRITERIA = [{ title: '' }, { title: 'phase' }, { title: 'criterion' }, { title: 'evidence' }];

function criterionMarkdown(judgement: Judgement): string[] {
  const { phase, criterion, text, met, evidence } = judgement;
  return [
    met ? '✓' : `✗ not met ${codeSpan(shortId(criterionId(judgement)))}`,
    codeSpan(phase),
    `${criterion}. ${forgeLine(text, 300)}`,
    forgeLine(evidence, 300),
  ];
}

/** As many as fit, from the first on; the marks of the list or table around them are small change. */
function fitting<T, S extends string | string[]>(
  items: readonly T[],
  show: (item: T) => S,
  most = LIST_BYTES,
) {
  const kept: S[] = [];
  let bytes = 0;
  for (const item of items) {
    const shown = show(item);
    bytes += new TextEncoder().encode([shown].flat().join(' | ')).length;
    if (bytes > most) break;
    kept.push(shown);
  }
  return { kept, left: items.length - kept.length };
}

const unmetFirst = (criteria: readonly Judgement[]): Judgement[] =>
  criteria.toSorted((a, b) => Number(a.met) - Number(b.met));
