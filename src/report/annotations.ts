/** Findings as annotations of a check: plain text, on lines of the new text. */
import type { Finding, FindingSeverity, Review } from '../outcomes/review.ts';
import { clean, cleanLine } from './clean.ts';
import { withoutSecrets } from './redact.ts';
import { details, sorted } from './review.ts';

/** As a forge shows it beside a line. */
interface Annotation {
  path: string;
  line: number;
  endLine: number;
  level: 'notice' | 'warning' | 'failure';
  title: string;
  message: string;
}

/** 50 go into a request (github.md G18), and nobody reads more than two of them. */
const MOST = 100;

const LEVELS: Readonly<Record<FindingSeverity, Annotation['level']>> = {
  blocker: 'failure',
  major: 'failure',
  minor: 'warning',
  nit: 'notice',
};

/** Worst first. Without a review there are none. */
export const annotationsOf = (review: Pick<Review, 'findings'> | undefined): Annotation[] =>
  sorted(review?.findings ?? [])
    .flatMap(annotationOf)
    .slice(0, MOST);

function annotationOf(finding: Finding): Annotation[] {
  const { path, line, endLine, side, standing, severity, category, claim } = finding;
  if (path === null || line === null || side === 'old' || standing === 'refuted') return [];
  const text = [claim, ...details(finding).map(([name, said]) => `${name}: ${said}`)];
  return [
    {
      path,
      line,
      endLine: Math.max(line, endLine ?? line),
      level: LEVELS[severity],
      title: `${severity}: ${category}`,
      message: withoutSecrets(text.map((said) => clean(cleanLine(said, 2_000))).join('\n')),
    },
  ];
}
