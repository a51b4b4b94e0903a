/**
 * Documents that a person gives along (`--context`), packed to a bound: short ones whole, of long ones the start, so that all of
 * them together fit. What is left out is said, so that nobody takes a part for the whole.
 */
import { createHash } from 'node:crypto';

export interface Document {
  /** As it was given. */
  path: string;
  text: string;
}

export interface Packed extends Document {
  /** SHA-256 of the whole text, as hex: what the result records. */
  sha256: string;
  /** Characters of the whole, and of what the model is told. */
  length: number;
  told: number;
}

/** Characters of all documents together: some 15,000 tokens, which every turn reads from the cache. Choice of ours. */
const MOST_CONTEXT = 60_000;

/** In the order given. Room that a short document leaves goes to the longer ones. */
export function packDocuments(documents: readonly Document[], most = MOST_CONTEXT): Packed[] {
  const shares = sharesOf(
    documents.map(({ text }) => text.length),
    most,
  );
  return documents.map(({ path, text }, i) => {
    const told = wholeCharacters(text, shares[i]!);
    return {
      path,
      text: told.length < text.length ? `${told}\n[cut: ${told.length} of ${text.length} characters]` : text,
      sha256: createHash('sha256').update(text).digest('hex'),
      length: text.length,
      told: told.length,
    };
  });
}

/** The shortest first: each takes what it needs of an equal share of what is left. */
function sharesOf(lengths: readonly number[], most: number): number[] {
  const shares: number[] = lengths.map(() => 0);
  let left = most;
  const order = lengths.map((length, i) => ({ length, i })).sort((a, b) => a.length - b.length);
  for (const [done, { length, i }] of order.entries()) {
    shares[i] = Math.min(length, Math.floor(left / (order.length - done)));
    left -= shares[i]!;
  }
  return shares;
}

/** No pair of surrogates is cut in two. */
const wholeCharacters = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
