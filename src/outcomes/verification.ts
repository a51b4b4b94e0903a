/** What `verify` yields: which phases of the wave hold together on a clean tree, and which tree that is. */
import { z } from 'zod';
import { commandRun, header, objectId, paragraph, phaseDigest, planId, reason } from './header.ts';

export const verification = z.strictObject({
  ...header,
  kind: z.literal('verification'),
  base: objectId,
  head: objectId.describe("the branch's head that the wave was joined on"),
  tree: objectId.describe('the joined tree that passed: what lands, or nothing (T16)'),
  passed: z.array(
    z.strictObject({
      phase: planId,
      digest: phaseDigest,
      commit: objectId.describe("the executor's commit"),
      tree: objectId.describe('after this phase was joined'),
    }),
  ),
  leftOut: z.array(z.strictObject({ phase: planId, digest: phaseDigest, reason, message: paragraph })),
  runs: z.array(z.strictObject({ phase: planId, ...commandRun.shape })),
  seconds: z.number().min(0),
});
export type Verification = z.infer<typeof verification>;
