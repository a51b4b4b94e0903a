/** Reviews of pull requests and their comments. */

import { forbidden, notFound, unprocessable } from '../refusals.ts';
import { renderReview, renderReviewComment } from '../render/pulls.ts';
import { checkMayEdit, edit, MAX_BODY } from '../rules/conversations.ts';
import { currentPlaces } from '../rules/places.ts';
import { commentOnLine, editReviewComment, removeReviewComment, reply } from '../rules/review-comments.ts';
import { createReview, dismiss } from '../rules/reviews.ts';
import type { Review, ReviewComment } from '../world.ts';
import { reviewCommentOf } from './comments.ts';
import { pullOf } from './pulls.ts';
import { byKey, type Call, created, nothing, ok, page, pageOf, type Route, route, writer } from './route.ts';

const READ = 'pull_requests=read';
const WRITE = 'pull_requests=write';

export const reviews: Route[] = [
  route('GET /pulls/{pull_number}/reviews', READ, 'read', (call) => {
    const shown = pullOf(call).reviews.filter((review) => isVisible(call, review));
    return page(call, shown, (review) => renderReview(call.world, review));
  }),
  route('POST /pulls/{pull_number}/reviews', WRITE, 'read', async (call) => {
    const review = await createReview(
      call.world,
      writer(call),
      pullOf(call),
      call.body ?? {},
      call.diffLimits,
    );
    return ok(renderReview(call.world, review));
  }),
  route('GET /pulls/{pull_number}/reviews/{review_id}', READ, 'read', (call) =>
    ok(renderReview(call.world, reviewOf(call))),
  ),
  route('PUT /pulls/{pull_number}/reviews/{review_id}', WRITE, 'read', (call) => {
    const review = reviewOf(call);
    if (review.author !== writer(call).account) throw forbidden('Must be the author of the review.');
    if ([...call.body.body].length > MAX_BODY)
      throw unprocessable(`Body is too long (maximum is ${MAX_BODY} characters)`);
    edit(call.world, writer(call).account, review, call.body.body);
    return ok(renderReview(call.world, review));
  }),
  route('PUT /pulls/{pull_number}/reviews/{review_id}/dismissals', WRITE, 'read', (call) => {
    const review = reviewOf(call);
    dismiss(call.world, writer(call), review, call.body.message);
    return ok(renderReview(call.world, review));
  }),
  route('GET /pulls/{pull_number}/reviews/{review_id}/comments', READ, 'read', async (call) => {
    const rendered = await placed(call, reviewOf(call).comments);
    return page(call, rendered, ({ comment, now }) => renderReviewComment(call.world, comment, now));
  }),
  route('GET /pulls/{pull_number}/comments', READ, 'read', async (call) => {
    const { sort, direction, since } = call.query;
    const all = pullOf(call)
      .threads.flatMap((thread) => thread.comments)
      .filter(({ updatedAt }) => !since || updatedAt >= since);
    const ordered = all.toSorted(byKey((comment) => (sort === 'updated' ? comment.updatedAt : comment.id)));
    if (direction === 'desc') ordered.reverse();
    const { from, to, headers } = pageOf(call, ordered.length);
    const shown = await placed(call, ordered.slice(from, to));
    return ok(
      shown.map(({ comment, now }) => renderReviewComment(call.world, comment, now)),
      headers,
    );
  }),
  route('POST /pulls/{pull_number}/comments', WRITE, 'read', async (call) =>
    created(
      await rendered(
        call,
        await commentOnLine(call.world, writer(call), pullOf(call), call.body, call.diffLimits),
      ),
    ),
  ),
  route('POST /pulls/{pull_number}/comments/{comment_id}/replies', WRITE, 'read', async (call) =>
    created(
      await rendered(
        call,
        reply(call.world, writer(call), pullOf(call), call.params.comment_id, call.body.body),
      ),
    ),
  ),
  route('GET /pulls/comments/{comment_id}', READ, 'read', async (call) =>
    ok(await rendered(call, reviewCommentOf(call))),
  ),
  route('PATCH /pulls/comments/{comment_id}', WRITE, 'read', async (call) => {
    const comment = reviewCommentOf(call);
    editReviewComment(call.world, writer(call), comment, call.body.body);
    return ok(await rendered(call, comment));
  }),
  route('DELETE /pulls/comments/{comment_id}', WRITE, 'read', (call) => {
    const comment = reviewCommentOf(call);
    checkMayEdit(call.repository, writer(call), comment);
    removeReviewComment(call.world, comment);
    return nothing;
  }),
];

/** A pending review is its author's alone. */
const isVisible = (call: Call, review: Review) =>
  review.state !== 'PENDING' || review.author === call.actor?.account;

function reviewOf(call: Call): Review {
  const review = pullOf(call).reviews.find(({ id }) => id === call.params.review_id);
  if (!review || !isVisible(call, review)) throw notFound();
  return review;
}

async function placed(call: Call, comments: ReviewComment[]) {
  const [first] = comments;
  if (!first) return [];
  const places = await currentPlaces(first.review.pull, comments, call.diffLimits);
  return comments.map((comment, index) => ({ comment, now: places[index]! }));
}

async function rendered(call: Call, comment: ReviewComment) {
  const [one] = await placed(call, [comment]);
  return renderReviewComment(call.world, comment, one!.now);
}
