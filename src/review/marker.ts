/**
 * What a comment of ours says to us: an HTML comment that stands at its very end. Who wrote the comment is the caller's to check;
 * a marker proves nothing by itself. Model text in the same comment cannot hold one: it is posted without HTML (trust.md T20).
 */
import { z } from 'zod';
import { rules } from '../outcomes/header.ts';
import { type Mend, mend } from '../outcomes/mend.ts';
import { finding, review } from '../outcomes/review.ts';
import { dataComment, dataIn } from './comment-data.ts';
import { MEND_TEXT_MOST, shortened } from './mends.ts';

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
  /** What of it can go back to the executor, worst first, and how many did not fit; only of a plan's work (mends.ts). */
  mends: z.array(mend).optional(),
  left: z.int().min(0).optional(),
  /** By which it was judged (judged-by.ts); without them a pass cannot stand in for anything later. */
  rules: rules.optional(),
});
/** What a review of ours, as a whole, says of itself. */
export type Reviewed = Omit<z.infer<typeof reviewed>, 'v'>;

export function reviewMarkerOf({
  nonce,
  head,
  tree,
  base,
  verdict,
  why,
  rules,
  mends,
  left,
}: Reviewed): string {
  const said = why.slice(0, 300).toWellFormed();
  return dataComment('review', { v: 1, nonce, head, tree, base, verdict, why: said, rules, mends, left });
}

export function readReviewMarker(body: string): Reviewed | undefined {
  const parsed = reviewed.safeParse(dataIn('review', body));
  if (!parsed.success) return undefined;
  const { v: _, ...read } = parsed.data;
  return read;
}

/** Characters of each text of a mend, as long as all fit with so many; a claim of the last length still says what is meant. */
const TEXT_MOST = [MEND_TEXT_MOST, 500, 250, 120] as const;

/** As much of them as `room` characters of a marker hold: their texts are cut before one is left out, the last first. */
export function mendsWithin(mends: readonly Mend[], room: number): { mends: Mend[]; left: number } {
  const cut = (most: number) => mends.map((one) => shortened(one, most));
  const whole = TEXT_MOST.map(cut).find((all) => total(all) <= room);
  if (whole !== undefined) return { mends: whole, left: 0 };
  const kept: Mend[] = [];
  let size = 0;
  for (const one of cut(TEXT_MOST.at(-1)!)) {
    if (size + sizeOf(one) > room) continue;
    size += sizeOf(one);
    kept.push(one);
  }
  return { mends: kept, left: mends.length - kept.length };
}

/** Characters that it takes, escapes and its comma included. */
const sizeOf = (one: Mend): number => dataComment('', one).length;
const total = (mends: readonly Mend[]): number => mends.reduce((sum, one) => sum + sizeOf(one), 0);
