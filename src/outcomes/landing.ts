/** What `publish` yields: what landed, how each phase ended, what people can look at. */
import { z } from 'zod';
import { filePath, header, line, objectId, paragraph, phaseDigest, planId, reason } from './header.ts';

export const landing = z.strictObject({
  ...header,
  kind: z.literal('landing'),
  branch: line,
  head: objectId.nullable().describe("the branch's head afterwards; null: there is no branch yet"),
  record: objectId.describe("the record's tip afterwards"),
  ended: z.array(
    z.strictObject({
      phase: planId,
      digest: phaseDigest,
      outcome: z.enum(['done', 'failed', 'blocked']),
      reason: reason.nullable(),
      message: paragraph,
      commit: objectId.nullable(),
      kept: line.nullable().describe('where the work is kept when it did not land'),
    }),
  ),
  check: z.strictObject({
    conclusion: z.enum(['success', 'failure', 'action_required', 'neutral']),
    title: line,
  }),
  pull: z.int().nullable().describe("the number of the plan's pull request; null: there is none"),
  notes: z.array(line).describe('what was not possible, and why'),
  files: z.array(filePath).describe('what was written for people beside this file'),
  next: z.boolean().describe('another wave may start'),
});
export type Landing = z.infer<typeof landing>;
