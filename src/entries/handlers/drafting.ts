/** Handlers of a draft's jobs on a forge: the request that is checked without the key, and what is published of the draft. */
import { join } from 'node:path';
import type { RequestAsk } from '../../commands/request.ts';
import { Fault } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';
import { type Answer, type Handler, outFolder, text } from './answer.ts';
import { requestJob, told, toldLine } from './request-job.ts';

export const onRequest: Handler = async ({ call, wire, cwd }) => {
  const { request } = await import('../../commands/request.ts');
  const { forge, job } = await requestJob(wire, {
    what: 'a request',
    locally: 'planfile draft "<goal>"',
  });
  await using git = await wire.git(cwd);
  const { run, attempt } = job;
  const folder = outFolder(call, cwd);
  const made = await request(
    { from: await fromOf(call, wire), run, attempt, folder, cwd },
    { ...wire, git, forge },
  );
  const said =
    made === undefined
      ? 'Nothing is asked of the planner.'
      : `${cleanLine(made.asked.name)} asks: ${cleanLine(made.goal)}`;
  return {
    exit: 0,
    json: made ?? {},
    ...toldLine(said),
    outputs: { count: made === undefined ? '0' : '1', plan: made?.plan ?? '' },
  };
};

async function fromOf(
  call: Parameters<Handler>[0]['call'],
  wire: Parameters<Handler>[0]['wire'],
): Promise<RequestAsk['from']> {
  const { readCommentEvent, readIssueEvent } = await import('../event.ts');
  if (wire.job?.event === 'issue_comment') {
    const { on, id } = await readCommentEvent(wire.eventFile);
    return { kind: 'comment', on, id };
  }
  if (wire.job?.event === 'issues') return { kind: 'label', on: await readIssueEvent(wire.eventFile) };
  const issue = text(call, 'issue');
  if (issue !== undefined && !/^[1-9]\d{0,9}$/.test(issue))
    throw new Fault('usage', 'issue-invalid', 'the issue is named by its number', 'For instance 12.');
  return { kind: 'dispatch', goal: call.arguments[0] ?? '', issue: issue ? Number(issue) : undefined };
}

/** Is this folder one of a draft? Its request says so. */
export const isDrafting = async (
  files: Parameters<Handler>[0]['wire']['files'],
  folder: string,
): Promise<boolean> => (await files.read(join(folder, 'request.json'))) !== undefined;

export async function publishDrafted(
  ports: Parameters<typeof import('../../commands/publish-draft.ts').publishDraft>[1],
  { folder, cwd }: { folder: string; cwd: string },
): Promise<Answer> {
  const { publishDraft } = await import('../../commands/publish-draft.ts');
  const published = await publishDraft({ folder, cwd }, ports);
  const { draft, plan, commit, pull } = published;
  const lines = [
    plan === null
      ? `no plan: ${cleanLine(draft?.message ?? 'the job that drafts ended without a word', 2_000)}`
      : `plan ${plan} revision ${draft?.revision} ${commit?.slice(0, 12)}`,
    ...(pull === null ? [] : [`pull request: #${pull}`]),
  ];
  const asked = draft?.outcome === 'questions' || draft?.cause === 'declined';
  return {
    exit: plan !== null ? 0 : asked ? 1 : 3,
    json: published,
    ...told(lines),
  };
}
