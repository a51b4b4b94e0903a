/** Knows a finding again after a push: by what it says about which code, not by its line, which moves. */
import { createHash } from 'node:crypto';

export interface Remarkable {
  category: string;
  path: string | null;
  claim: string;
}

/** 16 hex digits over category, path and the claim's words, so that spacing, case and punctuation do not matter. */
export function fingerprint({ category, path, claim }: Remarkable): string {
  const words =
    claim
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return createHash('sha256')
    .update(JSON.stringify([category, path, words]))
    .digest('hex')
    .slice(0, 16);
}
