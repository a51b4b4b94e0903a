/** What `review` yields: findings and judgements of criteria. The verdict is ours, computed from policy (review/verdict.ts). */
import { z } from 'zod';
import { filePath, header, line, objectId, paragraph, planId, usageLine } from './header.ts';

export const severity = z.enum(['blocker', 'major', 'minor', 'nit']);
export type FindingSeverity = z.infer<typeof severity>;

export const finding = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  severity,
  category: z.enum([
    'plan',
    'correctness',
    'security',
    'production',
    'tests',
    'scope',
    'maintainability',
    'process',
  ]),
  path: filePath.nullable().describe('null: about the change as a whole'),
  line: z.int().min(1).nullable(),
  endLine: z.int().min(1).nullable(),
  claim: paragraph,
  evidence: paragraph,
  scenario: paragraph.describe('how it fails'),
  suggestion: paragraph.nullable(),
  by: z.enum(['model', 'program']).describe('what the program found no model can refute'),
});
export type Finding = z.infer<typeof finding>;

export const judgement = z.strictObject({
  phase: planId,
  criterion: z.int().min(1).describe("its number in the phase's section, from 1"),
  text: paragraph,
  met: z.boolean(),
  evidence: paragraph,
});
export type Judgement = z.infer<typeof judgement>;

export const review = z.strictObject({
  ...header,
  kind: z.literal('review'),
  tree: objectId.describe('what was reviewed'),
  base: objectId,
  verdict: z.enum(['pass', 'block', 'none']).describe('none: there is no valid review; never a green check'),
  why: line.describe('one line for the verdict'),
  cause: z.enum(['credentials', 'cancelled', 'budget', 'refused', 'invalid', 'service']).nullable(),
  summary: paragraph,
  findings: z.array(finding),
  criteria: z.array(judgement),
  model: line.nullable().describe('as answered'),
  turns: z.int().min(0),
  seconds: z.number().min(0),
  usage: z.array(usageLine),
});
export type Review = z.infer<typeof review>;
