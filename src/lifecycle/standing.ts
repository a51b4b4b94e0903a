/** Where one approval stands for one phase: does it count, and if not, why. One guard, one reason. */
import type { CheckedApproval } from './evidence.ts';
import type { PhaseFacts, PhaseState } from './fold.ts';
import type { Evidence } from './step.ts';

/** One link of the chain that `gate --json` prints. */
export interface Standing {
  /** The step's key, and its line in the record. */
  key: string;
  line: number;
  by: string;
  /** Tells people apart: the account's number, else the name. */
  person: string;
  at: string;
  evidence: Evidence['kind'];
  /** What was approved: this phase at this digest. */
  digest: string;
  counts: 'yes' | 'no' | 'undecided';
  code: string;
  why: string;
  /** How to follow it by hand: commands, each one question to the forge. */
  follow?: readonly string[];
}

export interface StandingCase {
  approval: CheckedApproval;
  /** Its place among all approvals of the record. */
  index: number;
  phase: PhaseFacts;
  track: PhaseState | undefined;
  /** Asked for a fix of what it has landed: the approval by which that was built still allows it. */
  mending?: boolean;
  facts: { approvals: readonly CheckedApproval[]; policy: { approvals: { stale: 'paths' | 'never' } } };
}

/** undefined: this step says nothing about the phase, or is a revocation. */
export function standingOf(
  one: StandingCase,
  guards: readonly StandingGuard[] = Object.values(standingGuards),
): Standing | undefined {
  const { step, line } = one.approval;
  const named = step.phases.filter(({ phase }) => phase === one.phase.id);
  const entry = named.find(({ digest }) => digest === one.phase.digest) ?? named[0];
  if (step.type === 'revoke' || entry === undefined) return undefined;
  const objections = guards.flatMap((guard) => guard(one, entry.digest) ?? []);
  // What certainly does not count needs no further asking.
  const objection = objections.find(({ counts }) => counts === 'no') ?? objections[0];
  return {
    key: step.key,
    line,
    by: one.approval.login ?? step.by.name,
    person: personOf(one.approval),
    at: step.at,
    evidence: step.evidence.kind,
    digest: entry.digest,
    ...(one.approval.follow ? { follow: one.approval.follow } : {}),
    ...(objection ?? { counts: 'yes', code: one.approval.code, why: one.approval.why }),
  };
}

type StandingGuard = (
  one: StandingCase,
  digest: string,
) => (Pick<Standing, 'code' | 'why'> & { counts: 'no' | 'undecided' }) | undefined;

/** In order: the first that says no is the reason, else the first that cannot say. */
export const standingGuards: Record<string, StandingGuard> = {
  'it names this very digest': ({ phase }, digest) =>
    digest === phase.digest
      ? undefined
      : { counts: 'no', code: 'other-digest', why: 'it names what the phase meant before it was changed' },

  'its evidence holds': ({ approval: { verdict, code, why } }) =>
    verdict === 'holds' ? undefined : { counts: verdict === 'undecided' ? 'undecided' : 'no', code, why },

  'nothing speaks against it for this phase': ({ approval: { doubts }, phase }) => {
    const doubt = doubts?.[phase.id];
    if (doubt === undefined) return undefined;
    const { verdict, code, why } = doubt;
    return { counts: verdict === 'undecided' ? 'undecided' : 'no', code, why };
  },

  'it was not revoked': ({ approval, phase, index, facts }) => {
    const later = facts.approvals.filter(
      (one, at) =>
        isLater(one, at, approval, index) &&
        one.step.type === 'revoke' &&
        // A revocation without proof is as good as none (T4): else anybody who can push could stop the work.
        one.verdict !== 'does-not-hold' &&
        one.step.phases.some((entry) => entry.phase === phase.id && entry.digest === phase.digest),
    );
    const sure = later.find(({ verdict }) => verdict === 'holds');
    if (sure)
      return {
        counts: 'no',
        code: 'revoked',
        why: `${sure.step.by.name} revoked it on ${sure.step.at.slice(0, 10)}`,
      };
    const doubt = later[0];
    if (doubt === undefined) return undefined;
    const why = `the revocation by ${doubt.step.by.name} could not be checked: ${doubt.why}`;
    return { counts: 'undecided', code: 'revocation-undecided', why };
  },

  'it is not spent': ({ approval, track, mending = false }) => {
    const done = track && (mending ? track.undone : lastDone(track));
    return done !== undefined && (approval.line < done.line || isBefore(approval.givenAt, done.at))
      ? { counts: 'no', code: 'approval-spent', why: 'the phase was built and landed by it already' }
      : undefined;
  },

  'its base has not moved under it': ({ approval, phase, facts }) => {
    const changed = approval.changedSince?.[phase.id] ?? [];
    if (changed.length === 0 || facts.policy.approvals.stale === 'never') return undefined;
    const shown = changed.slice(0, 5).join(', ');
    return { counts: 'no', code: 'base-changed', why: `these files of its paths changed since: ${shown}` };
  },
};

/** By the forge's clock where both have one: a line of the record can be typed once more, at its end. */
function isLater(one: CheckedApproval, at: number, other: CheckedApproval, index: number): boolean {
  if (one.givenAt === undefined || other.givenAt === undefined) return at > index;
  return Date.parse(one.givenAt) >= Date.parse(other.givenAt);
}

function lastDone({ attempts, doneLine }: PhaseState): PhaseState['undone'] {
  const done = attempts.findLast(({ end }) => end?.outcome === 'done')?.end;
  return done && { at: done.at, line: doneLine };
}

const isBefore = (givenAt: string | undefined, at: string): boolean =>
  givenAt !== undefined && Date.parse(givenAt) <= Date.parse(at);

const personOf = ({ step: { by } }: CheckedApproval): string =>
  by.account === undefined ? `name ${by.name}` : `account ${by.account}`;
