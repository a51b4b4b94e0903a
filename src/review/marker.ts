/**
 * What a comment of ours says to us: an HTML comment that stands at its very end. Who wrote the comment is the caller's to check;
 * a marker proves nothing by itself. Model text in the same comment cannot hold one: it is posted without HTML (trust.md T20).
 */
import { z } from 'zod';
import { finding } from '../outcomes/review.ts';

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

const OPEN = '<!-- planfile:finding ';
const CLOSE = ' -->';

/** One line. Nothing in it can end the comment: what could is written as JSON escapes. */
export function markerOf({ fingerprint, category, severity, path, anchor, claim }: Marked): string {
  const data = {
    v: 1,
    fingerprint,
    category,
    severity,
    path,
    anchor,
    claim: claim.slice(0, 300).toWellFormed(),
  };
  const text = JSON.stringify(data).replace(
    /[^ !"$%'-,./0-;=?A-[\\\]^_a-{}|]|-/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${OPEN}${text}${CLOSE}`;
}

/** Reads the marker at the end of a body; undefined where there is none that fits. */
export function readMarker(body: string): Marked | undefined {
  const end = body.trimEnd();
  const from = end.lastIndexOf(OPEN);
  if (from < 0 || !end.endsWith(CLOSE)) return undefined;
  const text = end.slice(from + OPEN.length, -CLOSE.length);
  if (text.includes('-->')) return undefined;
  try {
    const { v: _, ...read } = marked.parse(JSON.parse(text));
    return read;
  } catch {
    return undefined;
  }
}
