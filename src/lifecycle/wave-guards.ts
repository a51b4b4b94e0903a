/**
 * What may start now: a phase starts where none of these objects, and the first that does is what people are told. A wave builds what is
 * pending; a person's word also starts what failed, or has mended what has landed.
 */
import type { PhaseFacts, PhaseState, PlanState } from './fold.ts';
import type { PhaseDecision } from './gate.ts';
import { criteriaOf, reviewStanding, spentByRun } from './status.ts';
import { MAX_FIXES } from './track.ts';

export interface WaveOptions {
  /** A person's word may start failed phases that it names; a dispatched wave takes only pending ones (design.md §2). */
  by: 'person' | 'dispatch';
  /** Failed phases that a person's word means without naming them: their sessions were cut off, not wrong. */
  again?: ReadonlySet<string>;
  /** Failed phases of an earlier attempt of this very run, cut off there: whoever runs it again means them, whoever began it. */
  takenOver?: ReadonlySet<string>;
  /** A cap that is reached (`capReached`): nothing starts. */
  capped?: { code: string; message: string } | undefined;
  /** The run that asks: it starts a digest at most once. */
  run: { run: string; attempt: number };
  /** How often a digest may be started, by policy. */
  attempts: number;
  /** US dollars that the plan may take altogether (`InForce.planBudget`). */
  planUsd?: number;
  /** US dollars that this run may take, all its waves together. */
  runUsd?: number;
  /** Phases whose landed work is to be mended, by a person's word. */
  mending?: ReadonlySet<string> | undefined;
  /** US dollars that each phase may take (`InForce.budget`): a fix goes on with what is left of them. */
  phaseUsd?: ReadonlyMap<string, number>;
  /** Phases that decide (`decides`): what needs them waits until their criteria were judged met. */
  deciding?: ReadonlySet<string>;
  most?: number;
}

export interface Held {
  phase: string;
  code: string;
  message: string;
}

export interface WaveCase {
  phase: PhaseFacts;
  track: PhaseState | undefined;
  decision: PhaseDecision | undefined;
  isNamed: boolean;
}
export type WaveGuard = (
  one: WaveCase,
  state: PlanState,
  options: WaveOptions,
) => Omit<Held, 'phase'> | undefined;

/** In order: the first that objects is the reason. */
export const waveGuards: Record<string, WaveGuard> = {
  'it is not done': ({ phase, track }, _, { mending }) =>
    track?.state === 'done' && !mending?.has(phase.id)
      ? { code: 'already-done', message: 'done at this digest' }
      : undefined,

  'nobody works on it': ({ track }) =>
    track?.state === 'running'
      ? { code: 'already-running', message: `run ${track.holder?.run} works on it` }
      : undefined,

  'nothing of it stands by halves': ({ track }) =>
    track !== undefined && track.remains.length > 0
      ? { code: 'half-undone', message: `${track.message}: built on that, it would be judged without it` }
      : undefined,

  'a fix is the word of a person': ({ phase }, _, { mending, by }) =>
    mending?.has(phase.id) && by !== 'person'
      ? { code: 'not-a-person', message: 'findings are sent back by a person, never by a wave' }
      : undefined,

  'nobody works on the plan that is mended': ({ phase }, state, { mending }) => {
    const other = mending?.has(phase.id) && state.phases.find((one) => one.state === 'running');
    return other
      ? {
          code: 'plan-at-work',
          message: `run ${other.holder?.run} works on ${other.phase}: what a fix lands is judged together with all that stands`,
        }
      : undefined;
  },

  'what is mended has landed': ({ phase, track }, _, { mending }) =>
    track?.state !== 'done' && mending?.has(phase.id)
      ? { code: 'not-done', message: `only what has landed can be mended, and it is ${track?.state}` }
      : undefined,

  'it is mended at most twice': ({ phase, track }, _, { mending }) =>
    track !== undefined && track.fixes >= MAX_FIXES && mending?.has(phase.id)
      ? {
          code: 'too-many-fixes',
          message: `it was mended ${track.fixes} times already: what is wrong now is the plan's to say`,
        }
      : undefined,

  'it is not blocked': ({ track }) =>
    track?.state === 'blocked'
      ? {
          code: 'blocked',
          message: 'the executor found the plan wrong: revise the plan, or reset the phase with a reason',
        }
      : undefined,

  'what failed starts again by a person who names it': ({ phase, track, isNamed }, _, { by, takenOver }) =>
    track?.state === 'failed' && !(by === 'person' && isNamed) && !takenOver?.has(phase.id)
      ? { code: 'failed', message: `it failed (${track.reason}): a person starts it again by its name` }
      : undefined,

  'one run starts a digest once': ({ track }, _, { run }) =>
    track?.attempts.some(({ start: { holder } }) => holder.run === run.run && holder.attempt === run.attempt)
      ? { code: 'started-by-this-run', message: 'this run has started it already' }
      : undefined,

  'its attempts are not used up': ({ track }, _, { attempts }) =>
    track !== undefined && track.attempts.length >= attempts
      ? {
          code: 'attempts-used-up',
          message: `it was started ${track.attempts.length} times, the policy allows ${attempts}`,
        }
      : undefined,

  'no cap is reached': (_, __, { capped }) => capped,

  'the plan has money left': (_, { spentUsd }, { planUsd }) =>
    planUsd !== undefined && spentUsd >= planUsd
      ? { code: 'budget-used-up', message: `the plan took ${spentUsd.toFixed(2)} of its ${planUsd} usd` }
      : undefined,

  'the run has money left': (_, state, { run: { run }, runUsd }) => {
    const spent = spentByRun(state, run);
    return runUsd !== undefined && spent >= runUsd
      ? { code: 'budget-used-up', message: `this run took ${spent.toFixed(2)} of its ${runUsd} usd` }
      : undefined;
  },

  'what is mended has money left': ({ phase, track }, _, { mending, phaseUsd }) => {
    const most = phaseUsd?.get(phase.id);
    return mending?.has(phase.id) && most !== undefined && track !== undefined && track.spentUsd >= most
      ? {
          code: 'budget-used-up',
          message: `the phase took ${track.spentUsd.toFixed(2)} of its ${most} usd: there is nothing left to mend it with`,
        }
      : undefined;
  },

  'its needs are done': ({ phase }, state) => {
    const open = state.phases.filter((one) => phase.needs.includes(one.phase) && one.state !== 'done');
    const list = open.map((one) => `${one.phase} (${one.state})`).join(', ');
    return open.length > 0 ? { code: 'waiting-for-needs', message: `waits for ${list}` } : undefined;
  },

  'no review of what is done blocks': ({ isNamed }, state) => {
    const standing = reviewStanding(state);
    return standing?.verdict === 'block' && !isNamed
      ? { code: 'review-blocks', message: `the review blocks: ${standing.why}` }
      : undefined;
  },

  'the gate lets it run': ({ decision }) => {
    if (decision === undefined) return { code: 'not-decided', message: 'the gate has not decided about it' };
    return decision.decision === 'approved' ? undefined : { code: decision.code, message: decision.message };
  },

  'what it builds on was judged right': ({ phase }, state, { deciding }) => {
    const open = phase.needs.filter((need) => deciding?.has(need) && criteriaOf(state, need) !== 'met');
    return open.length > 0
      ? {
          code: 'waiting-for-judgement',
          message: `waits until a review judged the criteria of ${open.join(', ')} met`,
        }
      : undefined;
  },
};
