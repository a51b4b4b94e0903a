/** Starts the wave that follows, in a run of its own: a dispatch is exempt from what a workflow's own token may not start (G3). */
import { Fault } from '../../ports/fault.ts';
import type { Posted } from './post.ts';
import type { Told } from './told.ts';
import type { PublishPorts } from './wave.ts';

/** As the workflow's `run-name` says it: a run's inputs cannot be asked for, and the same wave must not be started twice. */
export const titleOfNext = (plan: string, after: string): string => `Planfile ${plan} after ${after}`;

export async function startNext(
  { wave: { schedule }, stand, starting }: Told,
  { forge }: PublishPorts,
): Promise<Partial<Posted>> {
  if (starting.length === 0) return {};
  const run = await forge.runs.find(schedule.run);
  const workflow = run?.workflow.split('/').at(-1);
  if (workflow === undefined) {
    throw new Fault(
      'undecided',
      'run-unknown',
      `the forge does not know run ${schedule.run}, so that the next wave cannot be started as it was`,
      `Comment /planfile execute ${schedule.plan}, or start the workflow by hand.`,
    );
  }
  // An earlier attempt of this run may have started one, too: it was before this wave began.
  const since = began(stand, schedule);
  if (await forge.runs.dispatched(workflow, { title: titleOfNext(schedule.plan, schedule.run), since }))
    return {};
  await forge.runs.dispatch(workflow, { plan: schedule.plan, after: schedule.run });
  return {};
}

/** When the wave was started, as the record says. */
function began({ state }: Told['stand'], { legs }: Told['wave']['schedule']): string {
  const own = new Set(legs.map(({ start }) => start));
  const starts = [...state.phases, ...state.history].flatMap(({ attempts }) =>
    attempts.map(({ start }) => start),
  );
  return starts.find(({ key }) => own.has(key))?.at ?? new Date(0).toISOString();
}
