/** What `schedule` yields: which phases start, on which commit, and why the others do not. */
import { z } from 'zod';
import { header, line, objectId, paragraph, phaseDigest, planId } from './header.ts';

export const schedule = z.strictObject({
  ...header,
  kind: z.literal('schedule'),
  path: line.describe('of the plan file'),
  from: z.enum(['branch', 'head']).describe('which copy of the plan counts'),
  planCommit: objectId.describe('the commit that the plan was read from'),
  policyCommit: objectId.nullable().describe('the commit that policy and agent instructions are read from'),
  base: objectId.describe('the commit that every phase of the wave is built on'),
  legs: z
    .array(
      z.strictObject({
        phase: planId,
        digest: phaseDigest,
        start: z.string().describe("key of the record's start step"),
        attempt: z.int().min(1).describe('how often this digest has been started'),
        approvedBy: z.array(line),
      }),
    )
    .max(32)
    .describe('a matrix declares an output for each: at most 32'),
  held: z.array(
    z.strictObject({
      phase: planId,
      code: line,
      message: paragraph,
      fix: paragraph.describe('how to go on; empty: wait'),
    }),
  ),
});
export type Schedule = z.infer<typeof schedule>;
