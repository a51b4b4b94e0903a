/**
 * What a comment of ours says to us: an HTML comment that stands at its very end. Who wrote the comment is the caller's to check;
 * a marker proves nothing by itself. Model text in the same comment cannot hold one: it is posted without HTML (trust.md T20).
 */
import { z } from 'zod';
import { finding, review } from '../outcomes/review.ts';
import { dataComment, dataIn } from './comment-data.ts';

const marked = z.strictObject({
  v: z.literal(1),
  fingerprint: finding.shape.fingerprint,
  category: finding.shape.category,
  severity: finding.shape.severity,
  path: finding.shape.path,
  /** Of the code around it (enclosing.ts); empty where there is none. */
  anchor: z.string().regex(/^(?:[0-9a-f]{16})?$/),
  claim: z.string().max(300),
});
export type Marked = Omit<z.infer<typeof marked>, 'v'>;

/** One line. Nothing in it can end the comment. */
export const markerOf = ({ fingerprint, category, severity, path, anchor, claim }: Marked): string =>
  dataComment('finding', {
    v: 1,
    fingerprint,
    category,
    severity,
    path,
    anchor,
    claim: claim.slice(0, 300).toWellFormed(),
  });

/** Reads the marker at the end of a body; undefined where there is none that fits. */
export function readMarker(body: string): Marked | undefined {
  const parsed = marked.safeParse(dataIn('finding', body));
  if (!parsed.success) return undefined;
  const { v: _, ...read } = parsed.data;
  return read;
}

const reviewed = z.strictObject({
  v: z.literal(1),
  /** Drawn for the outcome that was posted: the same one is not posted twice. */
  nonce: review.shape.nonce,
  head: review.shape.tree,
  tree: review.shape.tree,
  base: review.shape.base,
  verdict: z.enum(['pass', 'block', 'none']),
  why: z.string().max(300),
});
/** What a review of ours, as a whole, says of itself. */
export type Reviewed = Omit<z.infer<typeof reviewed>, 'v'>;

export const reviewMarkerOf = ({ nonce, head, tree, base, verdict, why }: Reviewed): string =>
  dataComment('review', { v: 1, nonce, head, tree, base, verdict, why: why.slice(0, 300).toWellFormed() });

export function readReviewMarker(body: string): Reviewed | undefined {
  const parsed = reviewed.safeParse(dataIn('review', body));
  if (!parsed.success) return undefined;
  const { v: _, ...read } = parsed.data;
  return read;
}
