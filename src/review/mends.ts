/**
 * What of a review can go back to the executor, by a person's word (trust.md T23): findings that were not refuted and criteria that
 * are not met, each with an id by which people name it. Pure; which of them are meant is a person's to say.
 */
import type { Mend } from '../outcomes/mend.ts';
import type { Finding, FindingSeverity, Judgement, Review } from '../outcomes/review.ts';
import { visible } from '../report/clean.ts';
import { fingerprint } from './fingerprint.ts';
import { isRefuted } from './verdict.ts';

/** Digits of an id that people are shown, and the fewest by which they may name it. */
const SHOWN = 8;
const LEAST = 6;

/** Worst first. Findings that say the same on several lines have one id, and go together. */
export function mendsOf({ findings, criteria }: Pick<Review, 'findings' | 'criteria'>): Mend[] {
  const all = [
    ...findings.filter((finding) => !isRefuted(finding)).map(ofFinding),
    ...criteria.filter(({ met }) => !met).map(ofCriterion),
  ].toSorted((a, b) => rank(a) - rank(b));
  const seen = new Set<string>();
  return all.filter(({ id, path, line }) => {
    const key = JSON.stringify([id, path, line]);
    return !seen.has(key) && seen.add(key);
  });
}

/** A criterion is known again by its phase and its words: its number changes when another is put before it. */
export const criterionId = ({ phase, text }: Pick<Judgement, 'phase' | 'text'>): string =>
  fingerprint({ category: 'criterion', path: phase, claim: text });

/** As people see it beside a finding, and may name it. */
export const shortId = (id: string): string => id.slice(0, SHOWN);

/** What keeps the review from passing: each criterion, and findings of the severities that block by policy. */
export const blockingOf = (mends: readonly Mend[], blocking: readonly FindingSeverity[]): Mend[] =>
  mends.filter(({ severity }) => severity === null || blocking.includes(severity));

/** The plan itself is wrong: nobody who builds can mend that. The answer is its next revision (`/planfile draft`). */
export const isOfPlan = ({ category }: Pick<Mend, 'category'>): boolean => category === 'plan';

/** Characters of each text of a mend, wherever it goes: as much as people are shown of it everywhere. */
export const MEND_TEXT_MOST = 1_000;

/**
 * As people are shown it who send it back, and no more: at most so many characters of each text, and what does not show as its code
 * (trust.md T3). The place stays as it is: a cut path is another one.
 */
export function shortened(mend: Mend, most = MEND_TEXT_MOST): Mend {
  const { claim, evidence, scenario, suggestion } = mend;
  const cut = (text: string) => {
    const shown = visible(text);
    return shown.length > most ? `${shown.slice(0, most - 1).toWellFormed()}…` : shown;
  };
  return {
    ...mend,
    claim: cut(claim),
    evidence: cut(evidence),
    scenario: cut(scenario),
    suggestion: suggestion === null ? null : cut(suggestion),
  };
}

export type Named = { ok: true; mends: Mend[] } | { ok: false; problems: NamingProblem[] };
export interface NamingProblem {
  code: 'finding-unknown' | 'finding-ambiguous' | 'finding-too-short';
  word: string;
  message: string;
  /** How to go on. */
  fix: string;
}

/** Those that the words name, by a whole id or by a beginning that only one has; worst first. All that is wrong with the words, or none of it. */
export function named(mends: readonly Mend[], words: readonly string[]): Named {
  const ids = [...new Set(mends.map(({ id }) => id))];
  const found = words.map((word) => meant(ids, word));
  const problems = found.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, mends: mends.filter(({ id }) => found.includes(id)) };
}

function meant(ids: readonly string[], given: string): string | NamingProblem {
  // It may come from anybody's comment, and goes into an answer.
  const word = given.length > 40 ? `${given.slice(0, 39)}…` : given;
  const hits = ids.filter((id) => /^[0-9a-f]+$/i.test(given) && id.startsWith(given.toLowerCase()));
  if (hits.length > 0 && given.length < LEAST) {
    return {
      code: 'finding-too-short',
      word,
      message: `${word} is too short a beginning to name a finding by`,
      fix: `Give at least ${LEAST} digits: ${few(hits.map(shortId))}.`,
    };
  }
  if (hits.length > 1) {
    return {
      code: 'finding-ambiguous',
      word,
      message: `${word} is how several findings begin`,
      fix: `Give more of it: ${few(hits)}.`,
    };
  }
  return (
    hits[0] ?? {
      code: 'finding-unknown',
      word,
      message: `the review of what stands there has no finding ${word}`,
      fix:
        ids.length === 0
          ? 'It found nothing that could be mended.'
          : `Name one of these: ${few(ids.map(shortId))}.`,
    }
  );
}

const few = (ids: readonly string[]): string =>
  ids.length > 10 ? `${ids.slice(0, 10).join(', ')} and ${ids.length - 10} more` : ids.join(', ');

const RANKS: readonly Mend['severity'][] = ['blocker', null, 'major', 'minor', 'nit'];
const rank = ({ severity }: Mend): number => RANKS.indexOf(severity);

const ofFinding = (finding: Finding): Mend => ({
  id: finding.fingerprint,
  severity: finding.severity,
  category: finding.category,
  phase: null,
  path: finding.path,
  // A line of the text before the change is no line of the tree in which it is mended.
  line: finding.side === 'old' ? null : finding.line,
  claim: finding.claim,
  evidence: finding.evidence,
  scenario: finding.scenario,
  suggestion: finding.suggestion,
});

const ofCriterion = ({ phase, text, evidence, criterion }: Judgement): Mend => ({
  id: criterionId({ phase, text }),
  severity: null,
  category: 'criterion',
  phase,
  path: null,
  line: null,
  // One without words is still a criterion.
  claim: text || `criterion ${criterion}`,
  evidence,
  scenario: '',
  suggestion: null,
});
