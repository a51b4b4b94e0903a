/** What `draft` yields: a plan, its next revision, or questions; and what it took. Trusted by nobody: `publish` reads the text anew. */
import { z } from 'zod';
import {
  commandRun,
  count,
  filePath,
  header,
  line,
  objectId,
  paragraph,
  planId,
  usageLine,
} from './header.ts';

export const draft = z.strictObject({
  ...header,
  plan: planId.nullable().describe('null: there is none yet'),
  kind: z.literal('draft'),
  outcome: z.enum(['drafted', 'questions', 'failed']),
  cause: z
    .enum(['declined', 'invalid', 'budget', 'refused', 'credentials', 'cancelled', 'service'])
    .nullable()
    .describe('why there is no plan; null with a plan, or with questions'),
  message: paragraph.describe('one paragraph for people: what came of it'),
  base: objectId.describe('the commit that the planner saw'),
  policyCommit: objectId.nullable(),
  issue: z.int().min(1).nullable(),
  asked: z.strictObject({ name: line, account: count.nullable() }),
  path: filePath.nullable().describe('where the plan belongs'),
  text: z.string().max(400_000).nullable().describe('the document, whole; null: there is none'),
  revision: z.int().min(1).describe('1: the first draft'),
  before: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .describe('of a revision: SHA-256 over id and digest of each phase of the plan that it revises'),
  questions: z.array(line).max(10),
  summary: paragraph.describe("the planner's own words on the plan, or on the change"),
  remarks: z.array(paragraph).describe('warnings of the rules, and what people should look at'),
  tried: z.array(commandRun).describe('the verify commands, on a clean copy before anything was built'),
  rounds: count.describe('how often a proposal went back'),
  estimate: z
    .array(
      z.strictObject({
        phase: planId,
        low: z.number().min(0).nullable(),
        likely: z.number().min(0).nullable(),
        high: z.number().min(0).nullable(),
      }),
    )
    .describe('US dollars of each phase; null: no price is known'),
  model: line.nullable().describe('as answered'),
  turns: count,
  seconds: z.number().min(0),
  usage: z.array(usageLine),
  notes: z.array(line),
});
export type Draft = z.infer<typeof draft>;
