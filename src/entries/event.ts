/** The event that started a job, as the runner wrote it down. Of it only numbers and the text of a comment are taken. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CommentEvent } from '../commands/approve-comment.ts';
import { Fault } from '../ports/fault.ts';

const number = z.int().min(1);
const commentEvent = z.object({
  action: z.enum(['created', 'edited', 'deleted']),
  issue: z.object({ number }),
  comment: z.object({ id: number, body: z.string().nullish() }),
});
const pullEvent = z.object({ pull_request: z.object({ number }) });

/** Throws a `usage` fault where the job was not started by a comment. */
export async function readCommentEvent(file: string | undefined): Promise<CommentEvent> {
  const parsed = commentEvent.safeParse(await readEvent(file));
  if (!parsed.success) {
    throw new Fault(
      'usage',
      'not-a-comment',
      'this job was not started by a comment',
      'Run it on `issue_comment` (created, edited, deleted), or name the event with --event <file>.',
    );
  }
  const { action, issue, comment } = parsed.data;
  return { action, on: issue.number, id: comment.id, body: comment.body ?? '' };
}

const issueEvent = z.object({ issue: z.object({ number }) });

/** The issue that the job is about. Throws a `usage` fault where it is about none. */
export async function readIssueEvent(file: string | undefined): Promise<number> {
  const parsed = issueEvent.safeParse(await readEvent(file));
  if (parsed.success) return parsed.data.issue.number;
  throw new Fault(
    'usage',
    'not-an-issue',
    'this job was not started by an issue',
    'Run it on `issues` (labeled).',
  );
}

const runEvent = z.object({ workflow_run: z.object({ id: number }) });

/** The run that this one follows. Throws a `usage` fault where it follows none. */
export async function readRunEvent(file: string | undefined): Promise<string> {
  const parsed = runEvent.safeParse(await readEvent(file));
  if (parsed.success) return String(parsed.data.workflow_run.id);
  throw new Fault('usage', 'not-a-run', 'this job follows no other run', 'Run it on `workflow_run`.');
}

/** The pull request that the job is about; undefined where it is about none. */
export async function readPullEvent(file: string | undefined): Promise<number | undefined> {
  const parsed = pullEvent.safeParse(await readEvent(file));
  return parsed.success ? parsed.data.pull_request.number : undefined;
}

async function readEvent(file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined;
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
