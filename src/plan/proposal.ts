/**
 * What a planner proposes, as data; the document is written by us from it (compose.ts), so that a model never hands in a file.
 * The descriptions are part of what the planner is told.
 */
import { z } from 'zod';
import { ID } from './schema.ts';

const id = z.string().regex(ID).max(48);
const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\n]*\S[^\n]*$/, 'one line that is not empty');
const prose = z.string().max(20_000);
const path = z.string().min(1).max(1_000);

const option = z.strictObject({
  option: line(300).describe('One way to reach the goal.'),
  chosen: z.boolean(),
  because: line(1_000).describe('Why it was chosen, or why not.'),
});

export const proposedPhase = z.strictObject({
  id: id.describe('Lower-case letters, digits and dashes; names the phase for ever.'),
  title: line(100).describe('What it yields, as a heading.'),
  kind: z
    .enum(['build', 'decide'])
    .describe('decide: executed by the strong model, a document as its paths.'),
  needs: z
    .array(id)
    .max(50)
    .describe('Phases that must be done before. What shares no file and needs nothing runs together.'),
  paths: z.array(path).min(1).max(50).describe('What it may change: files, and globs where it must.'),
  creates: z.array(path).max(50).describe('Files among its paths that do not exist yet.'),
  unlocks: z
    .array(z.strictObject({ path, because: line(500) }))
    .max(20)
    .describe(
      'Protected files (manifests, lock files, configuration) that it must change, each with the reason.',
    ),
  verify: z
    .array(line(2_000))
    .min(1)
    .max(10)
    .describe('Commands that pass when it is built, from the list that you were given.'),
  work: prose
    .min(1)
    .describe(
      'What to build, for a reader who knows only this plan and the repository. Markdown without headings.',
    ),
  criteria: z
    .array(line(1_000))
    .min(1)
    .max(30)
    .describe('What a reviewer can judge by looking at the result, each true or false.'),
});

export const proposal = z.strictObject({
  id: id.describe('A short name of the plan.'),
  title: line(150).describe('The goal, as a heading.'),
  why: prose.min(1).describe('Why, and what one must know: a few paragraphs. Markdown without headings.'),
  options: z.array(option).min(1).max(10).describe('What was considered; exactly one is chosen.'),
  decided: z.array(line(1_000)).max(30).describe('Decisions that hold for every phase.'),
  outOfScope: z.array(line(1_000)).max(30),
  risks: z.array(line(1_000)).max(30).describe('What may go wrong, and how one would notice.'),
  phases: z.array(proposedPhase).min(1).max(40),
});

export type Proposal = z.output<typeof proposal>;
export type ProposedPhase = Proposal['phases'][number];

/** What a phase may take, in the same words as in a plan. Estimated by us; a planner does not set its own executor's budget. */
export interface ProposedBudget {
  usd: number;
  turns: number;
  minutes: number;
}
