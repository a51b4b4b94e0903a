/** The next wave: everything that is ready at this moment, and for everything else the reason why it is not. */
import type { PhaseFacts, PhaseState, PlanFacts, PlanState } from './fold.ts';
import type { PhaseDecision } from './gate.ts';
import { criteriaOf, reviewStanding, spentByRun } from './status.ts';
import { MAX_FIXES } from './track.ts';

/** A matrix declares one output name per leg (trust.md T5). */
export const WAVE_MOST = 32;

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

export interface Refusal {
  code: 'unknown-phase' | 'no-phase';
  message: string;
  fix: string;
}

export interface Wave<P extends PhaseFacts> {
  /** Those with the longest chain waiting behind them first: there may be fewer machines than phases. */
  start: P[];
  held: Held[];
}

/** The phases of these names, in the plan's order; without names all of them. An unknown name is a failure, not an empty match. */
export function namedPhases<P extends PhaseFacts>(
  plan: { phases: readonly P[] },
  wanted?: readonly string[],
): { ok: true; phases: P[] } | { ok: false; refusal: Refusal } {
  const known = plan.phases.map(({ id }) => id);
  const unknown = (wanted ?? []).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const message = `the plan has no phase ${unknown.join(', ')}`;
    return {
      ok: false,
      refusal: { code: 'unknown-phase', message, fix: `Its phases are ${known.join(', ')}.` },
    };
  }
  const named = wanted !== undefined && wanted.length > 0;
  const phases = plan.phases.filter(({ id }) => !named || wanted.includes(id));
  if (phases.length > 0) return { ok: true, phases };
  const refusal: Refusal = { code: 'no-phase', message: 'the plan has no phases', fix: 'Add one.' };
  return { ok: false, refusal };
}

export function wave<P extends PhaseFacts>(
  plan: { id: string; phases: readonly P[] },
  state: PlanState,
  decisions: readonly PhaseDecision[],
  wanted: readonly string[] | undefined,
  options: WaveOptions,
  guards: readonly WaveGuard[] = Object.values(waveGuards),
): { ok: true; wave: Wave<P> } | { ok: false; refusal: Refusal } {
  const named = namedPhases(plan, wanted);
  if (!named.ok) return named;
  const held: Held[] = [];
  const ready = named.phases.filter((phase) => {
    const track = state.phases.find((one) => one.phase === phase.id && one.digest === phase.digest);
    const decision = decisions.find((one) => one.phase === phase.id && one.digest === phase.digest);
    const isNamed = (wanted?.includes(phase.id) || options.again?.has(phase.id)) ?? false;
    for (const guard of guards) {
      const reason = guard({ phase, track, decision, isNamed }, state, options);
      if (reason === undefined) continue;
      held.push({ phase: phase.id, ...reason });
      return false;
    }
    return true;
  });
  const rank = chains(plan);
  const ordered = ready.toSorted((a, b) => rank.get(b.id)! - rank.get(a.id)!);
  const most = Math.min(options.most ?? WAVE_MOST, WAVE_MOST);
  const message = `a wave has at most ${most} phases: it starts with the next`;
  held.push(...ordered.slice(most).map(({ id }) => ({ phase: id, code: 'wave-full', message })));
  return { ok: true, wave: { start: ordered.slice(0, most), held } };
}

interface Case {
  phase: PhaseFacts;
  track: PhaseState | undefined;
  decision: PhaseDecision | undefined;
  isNamed: boolean;
}
type WaveGuard = (one: Case, state: PlanState, options: WaveOptions) => Omit<Held, 'phase'> | undefined;

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

/** Endings that decided nothing about the work: whoever says `run` again means these too. */
const CUT_OFF: ReadonlySet<string> = new Set(['crashed', 'cancelled', 'error']);

/**
 * Does a plain `run` start the phase again? Where it was cut off, yes; but not a third time against the same wall: once two
 * attempts in a row were paid for and ended in an error, a person names the phase.
 */
export function meansAgain({ reason, attempts }: Pick<PhaseState, 'reason' | 'attempts'>): boolean {
  const wall = attempts.slice(-2).filter(({ end }) => end?.reason === 'error' && end.usage.length > 0);
  return CUT_OFF.has(reason ?? '') && wall.length < 2;
}

/** Cut off in an earlier attempt of this run, which is over: GitHub runs a run again only then (github.md G12). */
export const cutOffBefore = (
  { state, reason, start }: Pick<PhaseState, 'state' | 'reason' | 'start'>,
  { run, attempt }: { run: string; attempt: number },
): boolean =>
  state === 'failed' &&
  CUT_OFF.has(reason ?? '') &&
  start?.holder.run === run &&
  start.holder.attempt < attempt;

const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|txt)$/i;

/** A phase decides when the planner's model executes it and all that it may change are documents (design.md §4). */
export function decides(
  phase: { paths: readonly string[] },
  models: { executor: string; planner: string },
): boolean {
  return (
    models.executor === models.planner &&
    phase.paths.length > 0 &&
    phase.paths.every((path) => DOCUMENT.test(path))
  );
}

/** How many phases wait behind each, one after the other. */
function chains(plan: PlanFacts): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  const lengthOf = (id: string): number => {
    const known = lengths.get(id);
    if (known !== undefined) return known;
    lengths.set(id, 0); // Holds for a plan with a cycle, which has no digest: no endless recursion all the same.
    const behind = plan.phases.filter(({ needs }) => needs.includes(id)).map((next) => 1 + lengthOf(next.id));
    const length = Math.max(0, ...behind);
    lengths.set(id, length);
    return length;
  };
  for (const { id } of plan.phases) lengthOf(id);
  return lengths;
}
