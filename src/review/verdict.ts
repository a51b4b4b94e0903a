/**
 * The verdict is computed here, from what the reviewer said and what policy asks; a model never states it. Whatever cannot
 * be shown to be a whole, fitting review is `none`, and `none` is never green (github.md G2).
 */
import type { Finding, FindingSeverity, Judgement, Review } from '../outcomes/review.ts';

export interface VerdictFacts {
  findings: readonly Finding[];
  criteria: readonly Judgement[];
  /** Every criterion that the landed phases promise: each must be judged exactly once. */
  expected: readonly { phase: string; criteria: number }[];
  /** Severities that block, by policy; of these, `refuted` block even where a second look refuted the finding. */
  blocking: readonly FindingSeverity[];
  refuted: readonly FindingSeverity[];
  /** Fingerprints of findings that a person with write, who did not author the change, declined (review/memory.ts). */
  declined?: ReadonlySet<string>;
  /** What of the change the reviewer was not given; of what the base changed, where `since` stands. */
  unread: readonly string[];
  /** The pass that stands in for the change itself, where only what the base changed was read. */
  since?: Review['since'] | undefined;
}

export type Verdict = Pick<Review, 'verdict' | 'why'>;
export type VerdictGuard = (facts: VerdictFacts) => Verdict | undefined;

/** In order: the first that speaks decides. */
export const verdictGuards: Record<string, VerdictGuard> = {
  'everything was read': ({ unread, since }) =>
    unread.length > 0
      ? {
          verdict: 'none',
          why: `not all ${since ? 'that the base changed' : 'of the change'} could be read: ${few(unread)}`,
        }
      : undefined,
  'every criterion is judged once': ({ criteria, expected }) => {
    const seen = new Map<string, number>();
    for (const { phase, criterion } of criteria) {
      const key = `${phase} ${criterion}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const asked = expected.flatMap(({ phase, criteria: n }) =>
      Array.from({ length: n }, (_, i) => `${phase} ${i + 1}`),
    );
    const wrong = asked.filter((key) => seen.get(key) !== 1);
    const strange = [...seen.keys()].filter((key) => !asked.includes(key));
    if (wrong.length > 0) return { verdict: 'none', why: `criteria not judged exactly once: ${few(wrong)}` };
    if (strange.length > 0) return { verdict: 'none', why: `judged what no plan asks: ${few(strange)}` };
    return undefined;
  },
  'every criterion is met': ({ criteria }) => {
    const unmet = criteria.filter(({ met }) => !met).map(({ phase, criterion }) => `${phase} ${criterion}`);
    return unmet.length > 0 ? { verdict: 'block', why: `criteria not met: ${few(unmet)}` } : undefined;
  },
  'no finding blocks': (facts) => {
    const standing = facts.findings.filter((finding) => !isRefuted(finding));
    return blockedBy(standing, facts.blocking, facts.declined);
  },
  // A text in the change that talks the second look out of the worst finding must not turn the check green by itself.
  'a refuted finding of the worst kind waits for a person': (facts) => {
    const refuted = facts.findings.filter(isRefuted);
    const blocked = blockedBy(
      refuted,
      facts.refuted.filter((severity) => facts.blocking.includes(severity)),
      facts.declined,
    );
    return blocked && { ...blocked, why: oneLine(`${blocked.why}; a second look refuted it, look yourself`) };
  },
};

/** What the program found no model can refute, whatever an outcome says. */
export const isRefuted = ({ standing, by }: Pick<Finding, 'standing' | 'by'>): boolean =>
  standing === 'refuted' && by === 'model';

/** The highest severity blocks whoever declined it: a person mends the code, or the policy. */
const NEVER_DECLINED: FindingSeverity = 'blocker';

function blockedBy(
  findings: readonly Finding[],
  blocking: readonly FindingSeverity[],
  declined: ReadonlySet<string> = new Set(),
): Verdict | undefined {
  const blockers = findings.filter(
    ({ severity, fingerprint }) =>
      blocking.includes(severity) && (severity === NEVER_DECLINED || !declined.has(fingerprint)),
  );
  const first = blockers[0];
  if (first === undefined) return undefined;
  const more = blockers.length > 1 ? ` (and ${blockers.length - 1} more)` : '';
  return { verdict: 'block', why: oneLine(`${first.severity}: ${first.claim}${more}`) };
}

/** What the check will say, and one line why. */
export function verdictOf(
  facts: VerdictFacts,
  guards: readonly VerdictGuard[] = Object.values(verdictGuards),
): Verdict {
  for (const guard of guards) {
    const verdict = guard(facts);
    if (verdict) return verdict;
  }
  const judged = facts.criteria.length;
  const met = judged === 0 ? '' : `${judged} ${judged === 1 ? 'criterion' : 'criteria'} met, `;
  const { since } = facts;
  const before = since
    ? ` in what the base changed; the change itself passed at ${since.head.slice(0, 12)}`
    : '';
  return { verdict: 'pass', why: `${met}no blocking finding${before}` };
}

const few = (items: readonly string[]): string =>
  oneLine(
    items.length > 5 ? `${items.slice(0, 5).join(', ')} and ${items.length - 5} more` : items.join(', '),
  );

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
};
