/**
 * What is to be reviewed, and by whose word: fixed by a job without the key (trust.md T10), so that what is pushed later is not what was
 * asked for. Whoever publishes the review asks for all of it anew.
 */
import { z } from 'zod';
import { count, header, line, objectId, planId } from './header.ts';
import { since } from './review.ts';

export const target = z.strictObject({
  ...header,
  plan: planId
    .nullable()
    .describe('whose branch it is, of which something has landed: its criteria are judged; null: none'),
  kind: z.literal('target'),
  pull: z.int().min(1).nullable().describe('the number of the pull request; null: a merge group'),
  ref: line.nullable().describe('of a merge group: its branch'),
  head: objectId.describe('its commit'),
  tree: objectId.describe('of that commit'),
  base: objectId.describe('the commit that the change is compared with'),
  since: since
    .optional()
    .describe(
      'our last review there, where it passed another base: whoever reviews asks whether the change is still the same',
    ),
  policyCommit: objectId.nullable().describe('whose policy and attributes count; null: there is none'),
  asked: z
    .strictObject({ name: line, account: count })
    .nullable()
    .describe('who asked for a review; null: nobody did, and only the check is set'),
});
export type Target = z.infer<typeof target>;
