/** One phase's account: its sessions at all its digests, beside what they were thought to cost. */
import type { PhaseFacts, PhaseState } from '../../lifecycle/fold.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import { addUsage, noUsage, type Usage } from '../../models/usage.ts';
import type { UsageLine } from '../../outcomes/header.ts';
import type { PhaseEstimate } from '../estimates.ts';
import type { PhaseFigures } from './schema.ts';

export interface PhaseMaterial {
  phase: PhaseFacts;
  title: string;
  /** At its current digest. */
  track: PhaseState;
  /** At every digest, the current one included. */
  tracks: readonly PhaseState[];
  approvals: readonly StepOf<'approve'>[];
  reviews: number;
  estimate: PhaseEstimate | undefined;
  /** What tokens cost on the planner's model. */
  onPlanner(lines: readonly UsageLine[]): number | null;
}

export function phaseFiguresOf(one: PhaseMaterial): PhaseFigures {
  const { phase, title, track, tracks, estimate } = one;
  const attempts = tracks.flatMap((each) => each.attempts);
  const ends = attempts.flatMap(({ end }) => end ?? []);
  const lines = ends.flatMap(({ usage }) => usage);
  const { input, cacheRead, cacheWrite, output } = lines.reduce<Usage>(addUsage, noUsage);
  const usd = Number(lines.reduce((sum, line) => sum + (line.usd ?? 0), 0).toFixed(6));
  const by = (role: string) => lines.filter((line) => line.role === role);
  const starts = attempts.map(({ start }) => start.at).sort();
  return {
    phase: phase.id,
    title: title.slice(0, 1_000),
    needs: [...phase.needs],
    state: track.state,
    reason: track.reason,
    message: track.holder ? `run ${track.holder.run} works on it` : track.message,
    approvedBy: one.approvals.map(({ by, at, evidence }) => ({ by: by.name, at, evidence: evidence.kind })),
    attempts: attempts.length,
    reviews: one.reviews,
    model: by('executor').at(-1)?.model ?? null,
    turns: ends.reduce((sum, { turns }) => sum + turns, 0),
    seconds: ends.reduce((sum, { seconds }) => sum + seconds, 0),
    tokens: { input, cacheRead, cacheWrite, output },
    consults: by('advisor').reduce((sum, { calls }) => sum + calls, 0),
    usd,
    onPlanner: one.onPlanner(lines),
    startedAt: starts[0] ?? null,
    endedAt: track.end?.at ?? null,
    commit: track.end?.commit ?? null,
    estimate: estimate ? shown(estimate) : null,
    took: track.state === 'done' && lines.length > 0 ? beside(usd, estimate) : null,
  };
}

function shown({ low, likely, high, onPlanner, from }: PhaseEstimate): PhaseFigures['estimate'] {
  const tokens = ({ usage }: PhaseEstimate['low']) =>
    usage.input + usage.cacheRead + usage.cacheWrite + usage.output;
  return {
    turns: { low: low.turns, likely: likely.turns, high: high.turns },
    tokens: { low: tokens(low), likely: tokens(likely), high: tokens(high) },
    usd: { low: low.usd, likely: likely.usd, high: high.usd },
    onPlanner,
    from,
  };
}

function beside(usd: number, estimate: PhaseEstimate | undefined): PhaseFigures['took'] {
  if (estimate === undefined || estimate.low.usd === null || estimate.high.usd === null) return null;
  if (usd < estimate.low.usd) return 'below';
  return usd > estimate.high.usd ? 'above' : 'within';
}
