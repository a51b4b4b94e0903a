/** Handlers of a pull request's review: the request that is checked without the key, and what is published of the review. */
import { join } from 'node:path';
import type { ReviewRequest } from '../../commands/request-review.ts';
import type { Target } from '../../outcomes/target.ts';
import { Fault } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';
import { type Answer, type Handler, type HandlerContext, outFolder } from './answer.ts';
import { requestJob, told, toldLine } from './request-job.ts';

export const onRequestReview: Handler = async ({ call, wire, cwd }) => {
  const { requestReview } = await import('../../commands/request-review.ts');
  const { forge, job } = await requestJob(wire, {
    what: 'who asks for a review',
    locally: 'planfile review --base <ref>',
  });
  await using git = await wire.git(cwd);
  const { run, attempt } = job;
  const folder = outFolder(call, cwd);
  const from = await fromOf({ call, wire });
  const target = await requestReview({ from, run, attempt, folder }, { ...wire, git, forge });
  const of = target?.pull == null ? 'the merge group' : `#${target.pull}`;
  const said =
    target === undefined
      ? 'There is nothing to review, and nothing to say.'
      : target.asked === null
        ? `Nobody asks for a review of ${of}: its check is set.`
        : `${cleanLine(target.asked.name)} asks for a review of ${of} at ${target.head.slice(0, 12)}.${before(target)}`;
  return {
    exit: 0,
    json: target ?? {},
    ...toldLine(said),
    outputs: { count: target?.asked ? '1' : '0' },
  };
};

const before = ({ since }: Target): string =>
  since === undefined
    ? ''
    : ` It passed at ${since.head.slice(0, 12)} on another base: of the same change, only what the base changed is read.`;

async function fromOf({ call, wire }: Pick<HandlerContext, 'call' | 'wire'>): Promise<ReviewRequest['from']> {
  const { readCommentEvent, readRunEvent } = await import('../event.ts');
  if (wire.job?.event === 'issue_comment') {
    const { on, id } = await readCommentEvent(wire.eventFile);
    return { kind: 'comment', on, id };
  }
  if (wire.job?.event === 'workflow_run') return { kind: 'run', run: await readRunEvent(wire.eventFile) };
  const pull = call.arguments[0] ?? '';
  if (!/^[1-9]\d{0,9}$/.test(pull))
    throw new Fault('usage', 'pull-invalid', 'a pull request is named by its number', 'For instance 12.');
  return { kind: 'dispatch', pull: Number(pull) };
}

/** Is this folder one of a pull request's review? Its target says so. */
export const isReviewing = async (files: HandlerContext['wire']['files'], folder: string): Promise<boolean> =>
  (await files.read(join(folder, 'target.json'))) !== undefined;

export async function publishReviewed(
  ports: Parameters<typeof import('../../commands/publish-review.ts').publishReview>[1],
  folder: string,
): Promise<Answer> {
  const { publishReview } = await import('../../commands/publish-review.ts');
  const { exit, ...published } = await publishReview({ folder }, ports);
  const { pull, check, notes } = published;
  const lines = [
    `${pull === null ? 'merge group' : `pull request #${pull}`}: ${check.conclusion}: ${cleanLine(check.title, 1_000)}`,
    ...notes.map((note) => cleanLine(note, 1_000)),
  ];
  return {
    exit,
    json: published,
    ...told(lines),
  };
}
