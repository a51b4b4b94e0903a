/** What `review` yields: findings and judgements of criteria. The verdict is ours, computed from policy (review/verdict.ts). */
import { z } from 'zod';
import {
  contextDocuments,
  filePath,
  header,
  line,
  objectId,
  paragraph,
  planId,
  rules,
  usageLine,
} from './header.ts';

export const severity = z.enum(['blocker', 'major', 'minor', 'nit']);
export type FindingSeverity = z.infer<typeof severity>;

export const finding = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  severity,
  category: z
    .enum(['plan', 'correctness', 'security', 'production', 'tests', 'scope', 'maintainability', 'process'])
    .describe(
      'plan: the plan itself is wrong, and no change that follows it would be right; scope: left out of what the plan asks, or asked for by nobody',
    ),
  path: filePath.nullable().describe('null: about the change as a whole'),
  line: z.int().min(1).nullable(),
  endLine: z.int().min(1).nullable(),
  side: z
    .enum(['new', 'old'])
    .describe('which text the lines count in: the file as it is after the change, or before'),
  claim: paragraph,
  evidence: paragraph,
  scenario: paragraph.describe('how it fails'),
  suggestion: paragraph.nullable().describe('what to do about it, in words'),
  replacement: paragraph
    .nullable()
    .describe('text that may stand instead of exactly these lines; null where it is not that simple'),
  by: z.enum(['model', 'program']).describe('what the program found no model can refute'),
  standing: z
    .enum(['confirmed', 'refuted', 'unjudged'])
    .describe('what a second, independent look at the code made of it; unjudged: there was none'),
  reason: paragraph.describe('what the second look saw'),
});
export type Finding = z.infer<typeof finding>;
export type Standing = Finding['standing'];

export const judgement = z.strictObject({
  phase: planId,
  criterion: z.int().min(1).describe("its number in the phase's section, from 1"),
  text: paragraph,
  met: z.boolean(),
  evidence: paragraph,
});
export type Judgement = z.infer<typeof judgement>;

/** An earlier review of a pull request, which passed the same change on another base. */
export const since = z.strictObject({
  head: objectId.describe('its commit then'),
  tree: objectId.describe('of that commit'),
  base: objectId.describe('what it was compared with'),
  rules: rules.describe('a digest of the rules that it was judged by'),
});
export type Since = z.infer<typeof since>;

export const review = z.strictObject({
  ...header,
  plan: planId.nullable().describe('null: a change that belongs to no plan'),
  kind: z.literal('review'),
  tree: objectId.describe('what was reviewed'),
  base: objectId.describe('the commit that the tree was compared with'),
  head: objectId
    .nullable()
    .describe('the commit of that tree; null where there is none yet: a joined wave, a working tree'),
  since: since
    .optional()
    .describe(
      'only what the base changed since this review was read: the change itself passed there, and is the same. Left out: the change was read whole',
    ),
  verdict: z.enum(['pass', 'block', 'none']).describe('none: there is no valid review; never a green check'),
  why: line.describe('one line for the verdict'),
  cause: z
    .enum(['credentials', 'cancelled', 'budget', 'refused', 'invalid', 'service', 'unread'])
    .nullable()
    .describe('why there is no review, where something outside of the change is to blame'),
  summary: paragraph,
  findings: z.array(finding),
  criteria: z.array(judgement),
  leftOut: z
    .array(z.strictObject({ path: filePath, why: line }))
    .max(10_000)
    .describe('changed, and by attributes or policy of the default branch not read'),
  unread: z
    .array(filePath)
    .max(10_000)
    .describe('changed, by the base where `since` stands, not read, and not left out: never a green check'),
  context: contextDocuments,
  notes: z.array(line),
  model: line.nullable().describe('as answered'),
  turns: z.int().min(0),
  seconds: z.number().min(0),
  usage: z.array(usageLine),
});
export type Review = z.infer<typeof review>;
