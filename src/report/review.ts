/** A review for people: on a terminal, and as the text of a pull request's review and check. */
import type { Finding, FindingSeverity, Judgement, Review } from '../outcomes/review.ts';
import { clean, cleanLine } from './clean.ts';
import { codeSpan, forgeLine, forgeMarkdown } from './markdown.ts';
import { type Paint, plain } from './paint.ts';
import { markdownTable } from './table.ts';
import { counted } from './words.ts';

export interface ReviewAsk {
  plan: string;
  /** undefined: there is none. */
  review: Review | undefined;
  /** What the check says, which need not be what the review says. */
  check: { conclusion: 'success' | 'failure' | 'action_required' | 'neutral'; title: string };
}

const MARKS = { success: '✓', failure: '✗', action_required: '!', neutral: '–' } as const;
const ORDER: readonly FindingSeverity[] = ['blocker', 'major', 'minor', 'nit'];
/** Bytes for either list; both, and all else, stay below the 65,536 characters of a comment (github.md). The outcome has them all. */
const LIST_BYTES = 24_000;

/** Markdown to post. All that a model wrote is text in it (trust.md T20); the whole stays well below GitHub's limit of 65,536. */
export function reviewMarkdown({ plan, review, check }: ReviewAsk): string {
  const title = `## ${MARKS[check.conclusion]} ${codeSpan(plan)}: ${forgeLine(check.title)}`;
  if (review === undefined) return `${title}\n\nThere is no review.\n`;
  const findings = fitting(sorted(review.findings), findingMarkdown);
  const criteria = fitting(unmetFirst(review.criteria), criterionMarkdown);
  return `${[
    title,
    forgeLine(review.why),
    ...(review.summary ? [forgeMarkdown(review.summary, 4_000)] : []),
    ...(findings.kept.length > 0 ? [`### ${tally(review.findings)}`, findings.kept.join('\n')] : []),
    ...(findings.left > 0 ? [`${counted(findings.left, 'more finding')} in the outcome.`] : []),
    ...(criteria.kept.length > 0
      ? ['### Criteria', markdownTable({ columns: CRITERIA, rows: criteria.kept })]
      : []),
    ...(criteria.left > 0
      ? [`${counted(criteria.left, 'more criterion', 'more criteria')} in the outcome.`]
      : []),
    `Reviewed: tree ${codeSpan(review.tree.slice(0, 12))}${review.model ? ` by ${codeSpan(review.model)}` : ''}.`,
  ].join('\n\n')}\n`;
}

/** The same for a terminal. */
export function reviewText({ plan, review, check }: ReviewAsk, paint: Paint = plain): string {
  const good = check.conclusion === 'success' ? paint.green : paint.red;
  const title = `${good(`${MARKS[check.conclusion]} ${plan}`)}: ${cleanLine(check.title)}`;
  if (review === undefined) return `${title}\nThere is no review.`;
  const tint = { blocker: paint.red, major: paint.red, minor: paint.yellow, nit: paint.dim };
  const findings = sorted(review.findings).flatMap((one) => [
    `${tint[one.severity](one.severity)} ${paint.bold(placeOf(one))} ${cleanLine(one.claim, 1_000)}`,
    ...details(one).map(([name, text]) => `  ${paint.dim(`${name}:`)} ${cleanLine(text, 1_000)}`),
  ]);
  const criteria = review.criteria.map(
    ({ phase, criterion, text, met, evidence }) =>
      `${met ? paint.green('✓') : paint.red('✗')} ${phase} ${criterion}. ${cleanLine(text)}\n  ${paint.dim(cleanLine(evidence))}`,
  );
  const by = paint.dim(
    `reviewed${review.model ? ` by ${cleanLine(review.model, 60)}` : ''}: tree ${review.tree.slice(0, 12)}`,
  );
  const section = (heading: string, lines: readonly string[]) =>
    lines.length > 0 ? [`${paint.bold(heading)}\n${lines.join('\n')}`] : [];
  return [
    `${title}\n${cleanLine(review.why)}\n${by}`,
    ...(review.summary ? [clean(review.summary)] : []),
    ...section(tally(review.findings), findings),
    ...section('Criteria', criteria),
  ].join('\n\n');
}

function findingMarkdown(finding: Finding): string {
  const { severity, category, by, claim } = finding;
  const place = finding.path === null ? '' : ` ${codeSpan(placeOf(finding))}`;
  const origin = by === 'program' ? ' (found by the program)' : '';
  const head = `- **${severity}** · ${category}${origin}${place}: ${forgeLine(claim, 500)}`;
  return [head, ...details(finding).map(([name, text]) => `  - ${name}: ${forgeLine(text, 500)}`)].join('\n');
}

function details({ evidence, scenario, suggestion }: Finding): (readonly [string, string])[] {
  const all = [
    ['evidence', evidence],
    ['how it fails', scenario],
    ['suggestion', suggestion ?? ''],
  ] as const;
  return all.filter(([, text]) => text.trim() !== '');
}

const CRITERIA = [{ title: '' }, { title: 'phase' }, { title: 'criterion' }, { title: 'evidence' }];

function criterionMarkdown({ phase, criterion, text, met, evidence }: Judgement): string[] {
  return [
    met ? '✓' : '✗ not met',
    codeSpan(phase),
    `${criterion}. ${forgeLine(text, 300)}`,
    forgeLine(evidence, 300),
  ];
}

/** As many as fit, from the first on; the marks of the list or table around them are small change. */
function fitting<T, S extends string | string[]>(items: readonly T[], show: (item: T) => S) {
  const kept: S[] = [];
  let bytes = 0;
  for (const item of items) {
    const shown = show(item);
    bytes += new TextEncoder().encode([shown].flat().join(' | ')).length;
    if (bytes > LIST_BYTES) break;
    kept.push(shown);
  }
  return { kept, left: items.length - kept.length };
}

function placeOf({ path, line }: Finding): string {
  if (path === null) return 'the change';
  return line === null ? cleanLine(path) : `${cleanLine(path)}:${line}`;
}

/** `1 minor, 2 nits`, or that there are none. */
function tally(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings';
  return ORDER.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [counted(count, severity, severity === 'nit' ? 'nits' : severity)] : [];
  }).join(', ');
}

function sorted(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

const unmetFirst = (criteria: readonly Judgement[]): Judgement[] =>
  criteria.toSorted((a, b) => Number(a.met) - Number(b.met));
