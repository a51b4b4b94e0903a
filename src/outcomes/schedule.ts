/** What `schedule` yields: which phases start, on which commit, and why the others do not. */
import { z } from 'zod';
import { header, line, objectId, paragraph, phaseDigest, planId } from './header.ts';
import { MENDS_MOST, mend } from './mend.ts';

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
        mends: z
          .array(mend)
          .min(1)
          .max(MENDS_MOST)
          .optional()
          .describe('of a fix: what a review found and a person sends back'),
      }),
    )
    .max(32)
    .describe('a matrix declares an output for each: at most 32'),
  fix: z
    .strictObject({
      since: objectId.describe('where its review begins to read, so that what was not mended is found again'),
      standing: z
        .array(
          z.strictObject({
            phase: planId,
            start: z.string().describe('key of the start by which it landed'),
          }),
        )
        .describe('the other phases that are done on the branch: verified and judged again together with it'),
    })
    .optional()
    .describe('the wave mends what has landed; undefined: it builds'),
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
