/**
 * Posts a review on a pull request, once for each outcome: what GitHub shows on lines there, the rest in the body; and tells and closes
 * what is settled. Threads are closed first, so that whoever is cut off in between says it again rather than never.
 */
import type { Review } from '../../outcomes/review.ts';
import { findSecrets } from '../../outcomes/secrets.ts';
import { Fault } from '../../ports/fault.ts';
import type { NewReview, Pull, ReviewThread } from '../../ports/forge.ts';
import { closingMarkdown, commentMarkdown, pullReviewBody } from '../../report/pull-review.ts';
import type { ReviewAsk } from '../../report/review.ts';
import { hiddenIn } from '../../review/hidden.ts';
import { readMarker, readReviewMarker } from '../../review/marker.ts';
import type { Decision, Located } from '../../review/memory.ts';
import { mendsOf } from '../../review/mends.ts';
import { type Placement, place } from '../../review/placement.ts';
import { foldOlder } from './older-reviews.ts';
import { type RecallAsk, type RecallPorts, type Remembered, recall } from './recall.ts';

export interface PullReviewAsk extends RecallAsk {
  review: Review;
  /** How it is called: a plan's id, a number. */
  name: string;
  check: ReviewAsk['check'];
  /** May a text become part of this file, by a click? Secrets and hidden characters are looked for here. */
  allowed(path: string): boolean;
  /** Was it built from a plan? Then what was found can be sent back, and is posted so that it can be taken from there. */
  built?: boolean;
  /** What it was judged by, where a pass of it may stand in for the change on another base later (review/since.ts). */
  rules?: string | undefined;
  /** What is remembered, where somebody has asked for it already. */
  remembered?: Remembered | undefined;
}

/** Notes on what could not be done and keeps nobody from going on. Faults: head-moved, and those of the forge. */
export async function postPullReview(given: PullReviewAsk, ports: RecallPorts): Promise<string[]> {
  const { pull, review } = given;
  const { pulls } = ports.forge;
  const remembered = given.remembered ?? (await recall(given, ports));
  const notes = await closeThreads(given, remembered, ports);
  if (review.verdict === 'none' && review.findings.length === 0) return notes;
  if (await isPosted(given, ports)) return [...notes, ...(await foldOlder(given, ports))];
  const fresh = remembered.decisions.flatMap((one) =>
    one.do === 'comment' || one.do === 'move' ? [one.finding] : [],
  );
  const kept = remembered.decisions.filter((one) => one.do === 'keep').length;
  const placed = place(fresh, await pulls.files(pull.number), { allowed: mayStand(given) });
  const post = (placement: Placement<Located>) =>
    pulls.postReview(pull.number, textOf(given, placement, { kept, decisions: remembered.decisions }));
  try {
    await post(placed);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // The answer was lost: perhaps it is there.
    if (error.kind === 'service' && (await isPosted(given, ports)))
      return [...notes, ...(await foldOlder(given, ports))];
    if (error.code !== 'review-refused') throw error;
    await postAgain(given, fresh, post, error, ports);
  }
  return [...notes, ...(await closeTwins(given, ports)), ...(await foldOlder(given, ports))];
}

/** Looked at anew: it was closed or moved meanwhile, or there are lines that GitHub shows and takes no comment on. */
async function postAgain(
  given: PullReviewAsk,
  fresh: readonly Located[],
  post: (placement: Placement<Located>) => Promise<unknown>,
  refused: Fault,
  { forge: { pulls } }: RecallPorts,
): Promise<void> {
  const now = await pulls.get(given.pull.number);
  if (now?.head !== given.head) throw moved(given.pull);
  const again = place(fresh, await pulls.files(given.pull.number), { allowed: mayStand(given) });
  const all: Placement<Located> = {
    inline: [],
    body: [
      ...again.inline.map(({ finding }) => ({ finding, why: 'the forge takes no comment there' })),
      ...again.body,
    ],
  };
  if (again.inline.length === 0) throw refused;
  await post(all);
}

export const moved = ({ number }: Pull): Fault =>
  new Fault(
    'undecided',
    'head-moved',
    `pull request #${number} was moved while it was reviewed`,
    'What stands there now is reviewed when somebody asks: /planfile review',
  );

const mayStand =
  ({ allowed }: PullReviewAsk) =>
  (path: string, text: string): boolean =>
    allowed(path) &&
    text.length <= 4_000 &&
    findSecrets(text).length === 0 &&
    text.split('\n').every((line) => hiddenIn(line) === undefined);

function textOf(
  { name, review, check, head, built, rules }: PullReviewAsk,
  { inline, body }: Placement<Located>,
  { kept, decisions }: { kept: number; decisions: readonly Decision[] },
): NewReview {
  return {
    commit: head,
    body: pullReviewBody({
      plan: name,
      review,
      check,
      beside: body,
      onLines: inline.length + kept,
      decisions,
      head,
      rules,
      mends: built ? mendsOf(review) : undefined,
    }),
    comments: inline.map((one) => ({
      path: one.path,
      line: one.line,
      startLine: one.startLine,
      side: one.side,
      body: commentMarkdown(one),
    })),
  };
}

/** By the nonce that its outcome has, in a review that our own account wrote. */
async function isPosted({ pull, review, head }: PullReviewAsk, { forge }: RecallPorts): Promise<boolean> {
  const self = await forge.people.self();
  return (await forge.pulls.reviews(pull.number)).some(({ author, body }) => {
    const marker = author.id === self.id ? readReviewMarker(body) : undefined;
    return marker?.nonce === review.nonce && marker.head === head && marker.verdict === review.verdict;
  });
}

/** Each is told why, once, and closed where the token may. */
async function closeThreads(
  { pull, head }: PullReviewAsk,
  { decisions, threads }: Remembered,
  { forge }: RecallPorts,
): Promise<string[]> {
  const self = await forge.people.self();
  const failed: Fault[] = [];
  for (const one of decisions) {
    if (one.do !== 'resolve' && one.do !== 'move') continue;
    const thread = threads.get(one.thread.id);
    if (thread === undefined) continue;
    const said = closingMarkdown(one.do === 'move' ? 'moved' : one.why, head);
    try {
      if (!isAnswered(thread, self.id)) await forge.pulls.answer(pull.number, thread, said);
      await forge.pulls.resolve(thread);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      failed.push(error);
    }
  }
  const [first] = failed;
  return first === undefined
    ? []
    : [`${failed.length} conversations stay open: ${first.message}. ${first.fix}`];
}

/** Two runs at once have said the same on the same line: the later thread is closed. */
async function closeTwins({ pull }: PullReviewAsk, { forge }: RecallPorts): Promise<string[]> {
  const self = await forge.people.self();
  const seen = new Set<string>();
  for (const thread of await forge.pulls.threads(pull.number)) {
    const [first, ...answers] = thread.remarks;
    // Where people talk it is no twin of anything.
    if (answers.length > 0) continue;
    const marked = first?.author.id === self.id ? readMarker(first.body) : undefined;
    if (marked === undefined || thread.resolvedBy !== undefined || thread.line === undefined) continue;
    const key = `${marked.fingerprint} ${marked.severity} ${thread.path} ${thread.side} ${thread.line}`;
    if (!seen.has(key)) {
      seen.add(key);
      continue;
    }
    try {
      await forge.pulls.resolve(thread);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return [`a comment stands there twice: ${error.message}`];
    }
  }
  return [];
}

/** We had the last word in it already, and could not close it. */
const isAnswered = ({ remarks }: ReviewThread, self: number): boolean =>
  remarks.length > 1 && remarks.at(-1)!.author.id === self;
