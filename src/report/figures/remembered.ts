/** What a record remembers of people and of plans: who planned, who approved, and what a plan was whose document is gone. */
import type { PlanFacts, PlanState } from '../../lifecycle/fold.ts';
import type { Recorded } from '../../lifecycle/record.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import { parseTrailers } from '../../lifecycle/trailers.ts';
import type { PlanMaterial } from './material.ts';
import type { PlanFigures } from './schema.ts';

/** What a record tells of a plan whose document is gone: the phases that were last named, in that order. */
export function rememberedPlan(id: string, steps: readonly Recorded[]): PlanFacts {
  const last = steps.findLast(({ step }) => step.type === 'draft')?.step as StepOf<'draft'> | undefined;
  const named = new Map(last?.phases.map(({ phase, digest }) => [phase, digest]));
  for (const { step } of steps) {
    if (last !== undefined) break;
    if (step.type === 'approve') for (const { phase, digest } of step.phases) named.set(phase, digest);
    if (step.type === 'start') named.set(step.phase, step.digest);
  }
  return { id, phases: [...named].map(([phase, digest]) => ({ id: phase, digest, needs: [] })) };
}

/** By the record's word: what approves a digest, was not taken back after, and is not spent by building what is undone by now. */
export function approvals(state: PlanState): (phase: string, digest: string) => StepOf<'approve'>[] {
  return (phase, digest) => {
    let standing: StepOf<'approve'>[] = [];
    const track = [...state.phases, ...state.history].find(
      (one) => one.phase === phase && one.digest === digest,
    );
    const built = track?.state === 'done' || track?.state === 'running';
    for (const { step, line } of state.approvals) {
      if (track !== undefined && !built && line < track.doneLine) continue;
      if (!step.phases.some((one) => one.phase === phase && one.digest === digest)) continue;
      standing = step.type === 'approve' ? [...standing, step] : [];
    }
    return standing;
  };
}

/** By the draft steps; else by what landed commits say; else by who committed the document. */
export function planners({ edits, messages }: PlanMaterial, state: PlanState): PlanFigures['plannedBy'] {
  if (state.drafts.length > 0) {
    return state.drafts.map(({ step }) => ({ by: step.by.name, model: step.model ?? null, at: step.at }));
  }
  // What landed last was built from the latest revision.
  const last = state.phases
    .flatMap(({ end }) => (end?.outcome === 'done' ? [end] : []))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1);
  const trailers = parseTrailers(messages.get(last?.commit ?? '') ?? '');
  const landed = trailers ? [trailers.plannedBy] : [];
  const names = landed.length > 0 ? landed : edits.map(({ by }) => by);
  const first = edits[0]?.at ?? null;
  return [...new Set(names)].map((by) => ({ by: by.slice(0, 1_000), model: null, at: first }));
}
