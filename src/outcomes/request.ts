/**
 * What is asked of a planner, and by whom: gathered and checked by a job without the key (trust.md T10), so that whoever plans reads a
 * fixed text. What was said later, or edited meanwhile, is not in it.
 */
import { z } from 'zod';
import { count, header, line, paragraph, planId } from './header.ts';

export const request = z.strictObject({
  ...header,
  plan: planId.nullable().describe('the plan that is to be revised; null: a first draft'),
  kind: z.literal('request'),
  goal: paragraph.describe('what is wanted, in the words of who may want it'),
  issue: z.int().min(1).nullable().describe('the issue that it comes from'),
  asked: z
    .strictObject({ name: line, account: count.nullable() })
    .describe('who asked: locally a name, on a forge a login with its number'),
  discussion: z
    .array(
      z.strictObject({
        by: line,
        decides: z.boolean().describe('has the permission to write, at the time of asking'),
        text: paragraph,
      }),
    )
    .max(200)
    .describe('what was said there until then, oldest first'),
  evidence: z
    .array(z.strictObject({ what: line, text: paragraph }))
    .max(20)
    .describe('of a revision: why the plan has to change'),
  left: z.array(line).describe('what was left out of the discussion, and why'),
});
export type Request = z.infer<typeof request>;
