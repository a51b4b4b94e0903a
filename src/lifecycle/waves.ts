/** How far waves that start each other may go (trust.md T23): each takes up at least one phase that nobody ever started. */
import type { PlanState } from './fold.ts';

/** Waves that took up a phase for the first time, as the record tells; what is done again and again counts no wave twice. */
export function freshWaves(state: PlanState): number {
  const first = state.phases.flatMap(({ attempts }) => attempts[0] ?? []);
  return new Set(first.map(({ start }) => start.holder.nonce)).size;
}

/** May a wave start the next one by itself? At most as many waves as the plan has phases. */
export const mayGoOn = (state: PlanState): boolean => freshWaves(state) < state.phases.length;
