/** Outcomes of honest jobs of a wave, whole by their schemas; a test says what is special about its own. */
import type { Result } from '../../src/outcomes/result.ts';
import type { Review } from '../../src/outcomes/review.ts';
import type { Schedule } from '../../src/outcomes/schedule.ts';
import type { Verification } from '../../src/outcomes/verification.ts';

const headerOf = ({ plan, run, attempt, nonce }: Schedule) =>
  ({ planfile: 1, plan, run, attempt, nonce }) as const;

/** A phase that is built, with its bundle beside it. */
export function builtResult(wave: Schedule, phase: string, over: Partial<Result> = {}): Result {
  return {
    ...headerOf(wave),
    kind: 'result',
    phase,
    digest: wave.legs.find((leg) => leg.phase === phase)?.digest ?? '0'.repeat(64),
    base: wave.base,
    outcome: 'built',
    reason: null,
    message: '',
    commit: wave.base,
    bundle: `work-${phase}.bundle`,
    landable: true,
    changes: [],
    outside: [],
    protected: [],
    unlocked: [],
    selfVerified: [],
    leftOut: [],
    verify: [],
    rounds: 0,
    summary: 'Built as planned.',
    deviations: [],
    escalation: null,
    consults: 0,
    checkpoints: 0,
    context: [],
    transcript: null,
    keptTree: null,
    timeline: [],
    turns: 1,
    seconds: 1,
    usage: [{ ...USAGE, role: 'executor', model: 'claude-sonnet-5-5' }],
    notes: [],
    ...over,
  };
}

const USAGE = { calls: 1, input: 10, cacheRead: 0, cacheWrite: 0, output: 5, usd: 0.01 };

/** What verify says of what it joined, when every command passes. */
export function verificationOf(
  wave: Schedule,
  over: Pick<Verification, 'head' | 'tree' | 'passed'> & Partial<Verification>,
): Verification {
  return {
    ...headerOf(wave),
    kind: 'verification',
    base: wave.base,
    leftOut: [],
    runs: [],
    seconds: 1,
    ...over,
  };
}

/** A review that passes; `criteria` must be judged for that. */
export function passingReview(
  wave: Schedule,
  over: Pick<Review, 'tree' | 'criteria'> & Partial<Review>,
): Review {
  return {
    ...headerOf(wave),
    kind: 'review',
    base: wave.base,
    head: null,
    verdict: 'pass',
    why: 'all met',
    cause: null,
    summary: 'Read it all.',
    findings: [],
    leftOut: [],
    unread: [],
    context: [],
    notes: [],
    model: 'claude-opus-5-5',
    turns: 1,
    seconds: 1,
    usage: [],
    ...over,
  };
}
