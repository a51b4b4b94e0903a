/** What `execute` yields for one phase: a bundle beside this file, and what happened. */
import { z } from 'zod';
import {
  change,
  commandRun,
  contextDocuments,
  count,
  filePath,
  header,
  line,
  objectId,
  paragraph,
  phaseDigest,
  planId,
  reason,
  usageLine,
} from './header.ts';

export const result = z.strictObject({
  ...header,
  kind: z.literal('result'),
  phase: planId,
  digest: phaseDigest,
  base: objectId,
  outcome: z.enum(['built', 'failed', 'blocked']),
  reason: reason.nullable(),
  message: paragraph.describe('one paragraph for people: why it ended so'),
  commit: objectId.nullable().describe('the work, whatever the outcome; null when nothing was changed'),
  bundle: filePath.nullable().describe('file name of the bundle in the same folder'),
  landable: z
    .boolean()
    .describe('false: scope, secrets or protection failed, and the work may be pushed nowhere (T21)'),
  changes: z.array(change),
  outside: z.array(filePath).describe('changed outside of paths'),
  protected: z.array(filePath).describe('protected and not named by paths'),
  unlocked: z.array(filePath).describe('protected, changed, and named by paths'),
  selfVerified: z.array(filePath).describe('changed, and loaded by verify itself (T16)'),
  leftOut: z.array(filePath).describe("ignored by the base's .gitignore files"),
  verify: z.array(commandRun),
  rounds: count.describe('how often verify output went back to the model'),
  summary: paragraph.describe("the executor's own words"),
  deviations: z.array(paragraph),
  escalation: z.strictObject({ because: paragraph, proposal: paragraph }).nullable(),
  consults: count.describe('how often the advisor was consulted'),
  checkpoints: count.describe('how often the work was put aside before the end'),
  context: contextDocuments,
  transcript: filePath
    .nullable()
    .describe('file name of what was said, in the same folder; null: it was not kept'),
  keptTree: filePath
    .nullable()
    .describe('folder name of the tree as it was left, beside this file, where it can become no commit'),
  timeline: z
    .array(z.strictObject({ seconds: z.number().min(0), what: line }))
    .max(300)
    .describe('what happened when, in seconds since the session began'),
  turns: count,
  seconds: z.number().min(0),
  usage: z.array(usageLine),
  notes: z.array(line),
});
export type Result = z.infer<typeof result>;
