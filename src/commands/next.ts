/** What a person would do next with a plan: the same rules as `schedule`, asked without starting anything. */
import { escalatedFixes, reviewStanding } from '../lifecycle/status.ts';
import type { Plan } from '../plan/plan.ts';
import type { Stand } from './gate.ts';
import { decideWave } from './schedule.ts';
import { branchOf } from './where.ts';

export interface NextFacts {
  /** The branch holds what no other has. */
  mergeable: boolean;
  /** Phases whose run is gone, although the record still has them running. */
  gone: ReadonlySet<string>;
}

/** One line; null when there is nothing to do, or something is under way. */
export function nextStep(plan: Plan, stand: Stand, { mergeable, gone }: NextFacts): string | null {
  const { state, decisions } = stand;
  const review = reviewStanding(state);
  if (state.phases.every((track) => track.state === 'done')) {
    if (review?.verdict === 'pass') return mergeable ? `git merge ${branchOf(plan.id)}` : null;
    return review?.verdict === 'block' ? lookAtReview(plan, state, review.why) : `planfile run ${plan.id}`;
  }
  const running = state.phases.filter((track) => track.state === 'running');
  if (running.some(({ phase }) => !gone.has(phase))) return null;
  // The next run marks them as crashed, and starts them anew.
  if (running.length > 0) return `planfile run ${plan.id}`;
  const would = (phases: readonly string[]) => decideWave(plan, stand, { phases, run: 'status', attempt: 1 });
  const wave = would([]);
  if (wave.start.length > 0) return `planfile run ${plan.id}`;
  const codes = new Set(wave.held.map(({ code }) => code));
  if (codes.has('review-blocks')) return lookAtReview(plan, state, review?.why ?? '');
  const failed = state.phases.filter((track) => track.state === 'failed').map(({ phase }) => phase);
  const again = failed.filter((phase) => would([phase]).start.length > 0);
  if (again.length > 0) return `planfile run ${plan.id}${again.map((phase) => ` --phase ${phase}`).join('')}`;
  const blocked = state.phases.find((track) => track.state === 'blocked');
  if (blocked) return `planfile draft ${plan.id}, or revise ${plan.path}: ${blocked.phase} found it wrong`;
  const refused = decisions.find(({ decision, code }) => decision !== 'approved' && code !== 'already-done');
  return refused?.fix ?? wave.held.find(({ code }) => code !== 'already-done')?.message ?? null;
}

function lookAtReview(plan: Plan, state: Stand['state'], why: string): string {
  const [wrong] = escalatedFixes(state);
  if (wrong)
    return `planfile draft ${plan.id}, or revise ${plan.path}: the fix of ${wrong.phase} found it wrong (what blocks: ${why})`;
  return `look at what blocks (${why}), then have it mended (planfile run ${plan.id} --fix blocking), undo it on ${branchOf(plan.id)} (git revert), revise the plan, or go on by naming a phase`;
}
