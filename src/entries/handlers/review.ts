/** Handler of `review`: a wave's joined work, or with --base a branch or working tree, printed as people or machines want it. */
import { resolve } from 'node:path';
import type { ReviewingPorts } from '../../commands/reviewing.ts';
import type { Review } from '../../outcomes/review.ts';
import { Fault } from '../../ports/fault.ts';
import { requireDefaultBranch } from '../job.ts';
import { version } from '../version.ts';
import { type Handler, type HandlerContext, list, outFolder, text } from './answer.ts';
import { isReviewing } from './reviewing.ts';
import { modelPorts } from './steps.ts';

export const onReview: Handler = async (context) => {
  await requireDefaultBranch(context.wire);
  await using ports = await modelPorts(context);
  const { review, fault } = await (text(context.call, 'base') === undefined ? ofWave : ofChange)(
    context,
    ports,
  );
  return {
    exit: fault?.exit ?? exitOf(review),
    json: review,
    text: await printed(review, text(context.call, 'format') ?? 'text', context),
    markdown: () => printed(review, 'markdown', context),
  };
};

async function ofWave({ call, cwd, signal }: HandlerContext, ports: ReviewingPorts) {
  if (text(call, 'head') !== undefined) {
    throw new Fault(
      'usage',
      'base-missing',
      '--head is compared with something: with what?',
      'planfile review --base <ref> --head <ref>',
    );
  }
  if (text(call, 'out') === undefined) {
    throw new Fault(
      'usage',
      'base-missing',
      'what is to be reviewed?',
      'Your own change: planfile review --base <ref>. A wave: planfile review --out <the folder that schedule named>.',
    );
  }
  const folder = outFolder(call, cwd);
  const ask = { folder, context: { paths: list(call, 'context'), cwd }, signal };
  if (await isReviewing(ports.files, folder))
    return await (await import('../../commands/review-pull.ts')).reviewPull(ask, ports);
  return await (await import('../../commands/review.ts')).review(ask, ports);
}

async function ofChange({ call, cwd, signal, wire }: HandlerContext, ports: ReviewingPorts) {
  const { reviewBranch } = await import('../../commands/review-change.ts');
  const out = text(call, 'out');
  const ask = {
    base: text(call, 'base')!,
    head: text(call, 'head'),
    cwd,
    context: list(call, 'context'),
    folder: out === undefined ? undefined : resolve(cwd, out),
    run: wire.job?.run ?? `local-${wire.clock.nonce().slice(0, 12)}`,
    attempt: wire.job?.attempt ?? 1,
    signal,
  };
  return await reviewBranch(ask, ports);
}

/** design.md §3: a review that did not happen, or did not read everything, could not be decided. */
const exitOf = ({ verdict, cause }: Review): 0 | 1 | 3 =>
  verdict === 'pass' ? 0 : verdict === 'block' || cause === null ? 1 : 3;

async function printed(review: Review, format: string, { wire }: HandlerContext): Promise<string> {
  const conclusion = ({ pass: 'success', block: 'failure', none: 'action_required' } as const)[
    review.verdict
  ];
  const ask = { plan: review.plan ?? 'the change', review, check: { conclusion, title: review.why } };
  switch (format) {
    case 'json':
      return `${JSON.stringify(review, null, 2)}\n`;
    case 'sarif': {
      const { reviewSarif } = await import('../../report/sarif.ts');
      return `${JSON.stringify(reviewSarif(review, version), null, 2)}\n`;
    }
    case 'markdown':
      return (await import('../../report/review-markdown.ts')).reviewMarkdown(ask);
    default:
      return `${(await import('../../report/review.ts')).reviewText(ask, wire.paint)}\n`;
  }
}
