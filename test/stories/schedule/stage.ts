/** Schedule as the job of a workflow's run starts it: with a run that GitHub knows, a person or a comment behind it. */
import { join } from 'node:path';
import { type Scheduled, startWave } from '../../../src/commands/schedule.ts';
import { type CommentAsk, scheduleByComment } from '../../../src/commands/schedule-comment.ts';
import { Fault } from '../../../src/ports/fault.ts';
import type { IssueComment, Someone, WorkflowRun } from '../../doubles/github/index.ts';
import { stage as gateStage, type Stage, type StageOptions } from '../gate/stage.ts';

export const EXECUTE = '.github/workflows/planfile-execute.yml';

export interface Asked {
  by?: Someone;
  run?: WorkflowRun;
  phases?: string[];
  after?: string;
  dryRun?: boolean;
}

/** A plan that Bob has approved whole. */
export async function stage(options: StageOptions = {}) {
  const files = { [EXECUTE]: 'on: [workflow_dispatch, issue_comment]\njobs: {}\n', ...options.files };
  const story = await gateStage({ ...options, files });
  await story.approve(story.bob);
  story.later();
  return Object.assign(story, {
    run: (by: Someone, event = 'workflow_dispatch') => story.github.run(EXECUTE, { by, event }),
    /** Asks, in a job of its own. */
    schedule: (asked: Asked = {}) => schedule(story, asked),
    comment: (by: Someone, body: string) => comment(story, by, body),
    /** A workflow of execute hears a comment. */
    execute: (one: IssueComment, by: Someone) => hear(story, one, by),
  });
}

async function askOf(
  story: Stage,
  run: WorkflowRun,
): Promise<[CommentAsk, Awaited<ReturnType<Stage['job']>>]> {
  const job = await story.job();
  const folder = join(job.cwd, '..', `wave-${run.id}-${run.attempts.length}`);
  return [{ cwd: job.cwd, folder, run: String(run.id), attempt: run.attempts.length, runs: undefined }, job];
}

async function schedule(
  story: Stage,
  { by = story.bob, run, phases = [], after, dryRun }: Asked,
): Promise<Scheduled> {
  const [ask, ports] = await askOf(story, run ?? (await story.github.run(EXECUTE, { by })));
  return await startWave({ ...ask, name: 'slugs', phases, after, dryRun: dryRun ?? false }, ports);
}

async function comment(
  story: Stage,
  by: Someone,
  body: string,
): Promise<{ said: IssueComment; started: Scheduled | Fault | undefined }> {
  story.later();
  const said = story.github.comment(story.pull, { by, body });
  return { said, started: await hear(story, said, by) };
}

async function hear(story: Stage, said: IssueComment, by: Someone): Promise<Scheduled | Fault | undefined> {
  const run = await story.github.run(EXECUTE, { by, event: 'issue_comment' });
  const [ask, ports] = await askOf(story, run);
  const event = { action: 'created' as const, on: said.issue.number, id: said.id, body: 'as the event says' };
  try {
    return await scheduleByComment(event, ask, { url: 'https://github.example/runs/1' }, ports);
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
}
