/** The next wave: everything that is ready at this moment, and for everything else the reason why it is not. */
import type { PhaseFacts, PhaseState, PlanFacts, PlanState } from './fold.ts';
import type { PhaseDecision } from './gate.ts';
import { type Held, type WaveGuard, type WaveOptions, waveGuards } from './wave-guards.ts';

/** A matrix declares one output name per leg (trust.md T5). */
export const WAVE_MOST = 32;

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
