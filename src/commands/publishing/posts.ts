/**
 * Everything that publish writes where people look, each on its own: one that fails takes no other with it but the next wave, which
 * starts only where all that came before could be said. Each finds what it wrote before, so that whatever was cut off is made up for.
 */
import { join } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import { annotationsOf } from '../../report/annotations.ts';
import { reviewMarkdown } from '../../report/review-markdown.ts';
import { putPlanCheck } from './plan-check.ts';
import type { Post, Posted } from './post.ts';
import type { Told } from './told.ts';
import type { PublishPorts } from './wave.ts';

export async function postAll(told: Told, ports: PublishPorts): Promise<Posted> {
  const posted: Posted = { pull: undefined, files: [], notes: [], fault: null };
  await attempt('the check', putCheck, posted, told, ports);
  if (ports.forge.kind === 'local') return posted;
  // What talks to a forge is not even loaded on a person's own machine.
  const { forgePosts, lastPost } = await import('./forge-posts.ts');
  for (const [name, post] of Object.entries(forgePosts)) await attempt(name, post, posted, told, ports);
  if (posted.fault === null) await attempt(lastPost.name, lastPost.post, posted, told, ports);
  return posted;
}

async function attempt(
  name: string,
  post: Post,
  posted: Posted,
  told: Told,
  ports: PublishPorts,
): Promise<void> {
  try {
    const { files = [], notes = [], pull } = await post(told, ports);
    posted.files.push(...files);
    posted.notes.push(...notes);
    posted.pull ??= pull;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    posted.notes.push(`${name}: ${fault.message}. ${fault.fix}`.slice(0, 1_000));
    posted.fault = graver(posted.fault, fault);
  }
}

/** Exit codes of several: the first of 2, 3, 1 (design.md §3). */
function graver(one: Fault | null, other: Fault): Fault {
  const rank = ({ exit }: Fault) => [2, 3, 1].indexOf(exit);
  return one === null || rank(other) < rank(one) ? other : one;
}

/** On what this wave landed; where nothing did, on the branch as it stands: whoever looks there sees why. */
async function putCheck(
  { wave: { folder, review }, plan, last, tip, check, reviews }: Told,
  ports: PublishPorts,
): Promise<Partial<Posted>> {
  const { files, forge } = ports;
  const head = last?.commit ?? (forge.kind === 'local' ? undefined : tip);
  if (head === undefined) return {};
  const landed = last !== undefined && review?.tree === last.tree;
  const where = forge.kind === 'local' ? 'command' : 'comment';
  const markdown = reviewMarkdown({ plan: plan.id, review, check, sendBack: landed ? where : undefined });
  const path = join(folder, 'review.md');
  await files.write(path, markdown);
  const annotations = annotationsOf(review);
  await putPlanCheck({ head, ...check, summary: markdown, annotations }, { plan: plan.id, reviews }, ports);
  return { files: [path] };
}
