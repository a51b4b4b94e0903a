/**
 * `npm test` stays under five minutes on two cores: of each long proof it plays a fixed sample, `npm run soak` all of it. What is left to
 * the soak is skipped by name, so that nobody takes it for played.
 */
import { test } from 'vitest';

export const soak = Boolean(process.env.SOAK);

/** A test of the soak: it repeats, with other means or in another place, what a test beside it shows. */
export const inSoak = test.runIf(soak);

/** Of many cases of one kind every nth, the first among them; in the soak all. */
export const sampled = <T>(cases: readonly T[], every: number): readonly T[] =>
  soak ? cases : cases.filter((_, i) => i % every === 0);
