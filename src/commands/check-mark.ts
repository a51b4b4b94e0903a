/**
 * What a check of ours says to us, behind what people read of it: for which reviews of the record it stands, and from which commit on its
 * change was judged. Only our own account writes our checks (github.md G8).
 */
import { z } from 'zod';
import { review } from '../outcomes/review.ts';
import { dataComment, dataIn } from '../review/comment-data.ts';

/** A plan's check: one on each commit that was looked at. */
export const planCheckId = (plan: string): string => `planfile/${plan}`;

/** undefined: it is no plan's. */
export const planOfCheck = (externalId: string): string | undefined =>
  /^planfile\/([a-z][a-z0-9-]{0,47})$/.exec(externalId)?.[1];

export interface CheckMark {
  /** Digests of review steps. */
  steps: readonly string[];
  /** The commit that it was compared with; what is between it and the head was judged, and nothing before it. */
  base: string | undefined;
}

const MARK = 'check';
/** A commit is reviewed again a few times at most. */
const MOST = 50;
const marked = z.strictObject({
  v: z.literal(1),
  steps: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  base: review.shape.base.optional(),
});

/** Characters of a summary before the mark; GitHub takes 65,535 with it. */
const TEXT_MOST = 60_000;

export function markedSummary(text: string, { steps, base }: CheckMark): string {
  const shown = text.length > TEXT_MOST ? `${text.slice(0, TEXT_MOST).toWellFormed()}…` : text;
  const mark = { v: 1, steps: [...new Set(steps)].slice(-MOST), base };
  return mark.steps.length === 0 && base === undefined ? shown : `${shown}\n\n${dataComment(MARK, mark)}`;
}

/** What does not fit says nothing. */
export function markIn(summary: string): CheckMark {
  const parsed = marked.safeParse(dataIn(MARK, summary));
  return parsed.success
    ? { steps: parsed.data.steps, base: parsed.data.base }
    : { steps: [], base: undefined };
}
