/**
 * The gate: may this phase run, now, by this evidence? Pure: facts in, a decision for each phase out, with the chain of
 * evidence that a reader can follow by hand. What cannot be proved is refused; what cannot be asked is undecided.
 */
import type { Policy } from '../policy/schema.ts';
import { type Demands, unmetBy } from './demand.ts';
import type { CheckedApproval } from './evidence.ts';
import type { PhaseFacts, PhaseState, PlanFacts, PlanState } from './fold.ts';
import { type Standing, standingOf } from './standing.ts';

export interface GateFacts {
  plan: PlanFacts;
  /** Folded, and `done` proved (landed.ts). */
  state: PlanState;
  /** Every approve and revoke step of the record, checked, in the record's order. */
  approvals: readonly CheckedApproval[];
  policy: Pick<Policy, 'foreignCommits'> & { approvals: Pick<Policy['approvals'], 'count' | 'stale'> };
  /** Commits on the plan branch that are none of ours (trust.md T4). */
  foreign: readonly { commit: string; why: string }[];
  /** Phases that are to be mended: done, and asked whether the executor may work on them again. */
  mending?: ReadonlySet<string> | undefined;
  /** What single phases need beside that: owners, more people. By phase. */
  demands?: ReadonlyMap<string, Demands> | undefined;
  /** The line that gives the approval that is missing, for people to paste. */
  howToApprove: string;
}

export interface PhaseDecision {
  phase: string;
  digest: string;
  decision: 'approved' | 'refused' | 'undecided';
  /** Stable, kebab-case; `approved` when it is. */
  code: string;
  message: string;
  /** How to go on; empty when there is nothing to do. */
  fix: string;
  /** Every approval that ever named this phase, and whether it counts. */
  approvals: Standing[];
  /** Needs that are not done. Waiting is no refusal: `schedule` holds the phase, the gate does not. */
  waitingFor: string[];
}

/** One decision for each phase of the plan, in its order. */
export function decide(
  facts: GateFacts,
  guards: readonly GateGuard[] = Object.values(gateGuards),
): PhaseDecision[] {
  const done = new Set(facts.state.phases.filter(({ state }) => state === 'done').map(({ phase }) => phase));
  return facts.plan.phases.map((phase) => {
    const track = facts.state.phases.find((one) => one.phase === phase.id && one.digest === phase.digest);
    const mending = track?.mending || (track?.state === 'done' && facts.mending?.has(phase.id)) || false;
    const approvals = facts.approvals
      .map((approval, index) => standingOf({ approval, index, phase, track, mending, facts }))
      .filter((standing) => standing !== undefined);
    const common = {
      phase: phase.id,
      digest: phase.digest,
      approvals,
      waitingFor: phase.needs.filter((need) => !done.has(need)),
    };
    const objections = guards.flatMap((guard) => guard({ phase, track, mending, approvals }, facts) ?? []);
    // A refusal is worth more than a doubt: asking again would not help.
    const objection = objections.find(({ decision }) => decision === 'refused') ?? objections[0];
    if (objection) return { ...common, ...objection };
    const by = approversOf(approvals).join(', ');
    return { ...common, decision: 'approved', code: 'approved', message: `approved by ${by}`, fix: '' };
  });
}

/** Exit code of a gate over these decisions (design.md §3). None at all is a failure, never a success. */
export function gateExit(decisions: readonly PhaseDecision[]): 0 | 1 | 3 {
  if (decisions.length === 0 || decisions.some(({ decision }) => decision === 'refused')) return 1;
  return decisions.some(({ decision }) => decision === 'undecided') ? 3 : 0;
}

/** Whose approvals count, each once: what `Approved-by` says. */
export function approversOf(approvals: readonly Standing[]): string[] {
  const people = new Map(
    approvals.filter(({ counts }) => counts === 'yes').map((one) => [one.person, one.by]),
  );
  return [...people.values()];
}

interface Case {
  phase: PhaseFacts;
  track: PhaseState | undefined;
  mending: boolean;
  approvals: readonly Standing[];
}
type Objection = Pick<PhaseDecision, 'code' | 'message' | 'fix'> & { decision: 'refused' | 'undecided' };
type GateGuard = (one: Case, facts: GateFacts) => Objection | undefined;

export const gateGuards: Record<string, GateGuard> = {
  'no foreign commit stands on the plan branch': (_, { foreign, policy }) => {
    if (foreign.length === 0 || policy.foreignCommits === 'allow') return undefined;
    const shown = foreign.slice(0, 3).map(({ commit, why }) => `${commit.slice(0, 12)} (${why})`);
    const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : '';
    return {
      decision: 'refused',
      code: 'foreign-commits',
      message: `the plan branch holds commits that planfile did not land: ${shown.join(', ')}${more}`,
      fix: 'Revert them, or bring their change to the default branch; `foreignCommits: allow` in the policy lets them stand.',
    };
  },

  'what is done does not run again': ({ phase, track, mending }, { plan }) =>
    track?.state === 'done' && !mending
      ? {
          decision: 'refused',
          code: 'already-done',
          message: `${phase.id} is done at this digest, and its approval is spent`,
          fix: `To build ${phase.id} again, undo it first: planfile reset ${plan.id} ${phase.id} --reason "…"`,
        }
      : undefined,

  'enough approvals count': ({ phase, approvals }, { policy, demands, howToApprove }) => {
    const people = peopleIn(approvals, 'yes');
    const needed = isLocal(approvals)
      ? 1
      : Math.max(policy.approvals.count, demands?.get(phase.id)?.count ?? 1);
    if (people.size >= needed) return undefined;
    const doubts = approvals.filter(({ counts }) => counts === 'undecided');
    if (new Set([...people, ...peopleIn(doubts, 'undecided')]).size >= needed) {
      const { by, code, why } = doubts.at(-1)!;
      const fix = 'Ask again when it can be asked, or approve anew.';
      return {
        decision: 'undecided',
        code,
        message: `the approval by ${by} could not be checked: ${why}`,
        fix,
      };
    }
    return { decision: 'refused', ...missing(phase, approvals, people.size, needed), fix: howToApprove };
  },

  'everybody who must agree is among them': ({ phase, approvals }, { demands, howToApprove }) => {
    const groups = demands?.get(phase.id)?.groups ?? [];
    const unmet = isLocal(approvals) ? undefined : unmetBy(approvals, groups);
    if (unmet === undefined) return undefined;
    const { what, unknown } = unmet.demand;
    if (unmet.sure) {
      const message = `${phase.id} needs the approval of ${what}`;
      return { decision: 'refused', code: 'owner-missing', message, fix: howToApprove };
    }
    return {
      decision: 'undecided',
      code: 'owner-undecided',
      message: `${phase.id} needs the approval of ${what}, and ${unknown}`,
      fix: 'Give the job the token of an app that sees teams (members: read), or name people.',
    };
  },
};

/** T8 and T9 do not apply to a local approval: it allows only this machine's run (T11). */
const isLocal = (approvals: readonly Standing[]): boolean =>
  approvals.some(({ counts, evidence }) => counts === 'yes' && evidence === 'local');

/** Says the nearest reason: what was given and no longer counts tells people more than that nothing counts. */
function missing(
  phase: PhaseFacts,
  approvals: readonly Standing[],
  have: number,
  needed: number,
): { code: string; message: string } {
  if (have > 0) {
    return { code: 'too-few-approvals', message: `${phase.id} has ${have} of ${needed} approvals` };
  }
  const own = approvals.findLast(({ code }) => code !== 'other-digest');
  if (own) return { code: own.code, message: `the approval by ${own.by} does not count: ${own.why}` };
  const lapsed = approvals.at(-1);
  if (lapsed === undefined) return { code: 'not-approved', message: `${phase.id} is not approved` };
  const what = phase.needs.length > 0 ? `${phase.id}, or what it builds on,` : phase.id;
  return {
    code: 'approval-lapsed',
    message:
      `${lapsed.by} approved ${phase.id} as ${lapsed.digest.slice(0, 12)} on ${lapsed.at.slice(0, 10)}; ` +
      `${what} changed since, and is now ${phase.digest.slice(0, 12)}`,
  };
}

const peopleIn = (approvals: readonly Standing[], counts: Standing['counts']): Set<string> =>
  new Set(approvals.filter((one) => one.counts === counts).map(({ person }) => person));
