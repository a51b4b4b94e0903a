/**
 * The front matter of a plan: the one source of its types, of plan-spec/plan.schema.json and of the key
 * reference. Descriptions are written for the person who fills it in.
 */
import { z } from 'zod';

/** The version of the spec that this code reads. */
export const VERSION = 1;

export const ID = /^[a-z][a-z0-9-]{0,47}$/;

const id = z.string().regex(ID, 'lower-case letters, digits and dashes, a letter first, at most 48');

const model = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$/, 'an alias (opus, sonnet, haiku) or a full model id')
  .describe('An alias (opus, sonnet, haiku) or a full model id.');

const models = z
  .strictObject({
    planner: model.optional().describe('Drafts and revises the plan.'),
    executor: model.optional().describe('Builds the phases.'),
    advisor: model.optional().describe('Is consulted by the executor.'),
    reviewer: model.optional().describe('Judges the result.'),
  })
  .describe('Which model takes which role; overrides the policy, within what it allows.');

const effort = z.enum(['low', 'medium', 'high', 'xhigh', 'max']).describe('How much effort a model puts in.');

const tokens = z.int().min(1).describe('Tokens of all kinds, at most.');
const usd = z.number().positive().max(100_000).describe('US dollars, at most.');

/** One line, something in it: commands and reasons are shown on a line of their own where people approve. */
const line = z.string().regex(/^[^\n]*\S[^\n]*$/, 'one line that is not empty');

const phaseBudget = z
  .strictObject({
    usd: usd.optional(),
    turns: z.int().min(1).optional().describe('Answers of the model, at most.'),
    minutes: z.number().positive().max(1_440).optional().describe('Minutes of wall time, at most.'),
    tokens: tokens.optional(),
  })
  .describe('What one session of this phase may take.');

const planBudget = z
  .strictObject({ usd: usd.optional(), tokens: tokens.optional() })
  .describe('What the whole plan may take.');

const phase = z
  .strictObject({
    id: id.describe('Names the phase; its section is headed `## Phase <id>: <title>`.'),
    needs: z.array(id).default([]).describe('Phases that must be done before this one starts.'),
    paths: z
      .array(z.string().min(1).max(1_000))
      .default([])
      .describe('What the phase may change: paths and globs (`*`, `?`, `**`, `{a,b}`) from the top folder.'),
    verify: z
      .array(line.max(2_000))
      .default([])
      .describe('Commands that must pass, each a line for `bash -eo pipefail` in the sandbox.'),
    models: models.optional(),
    effort: effort.optional(),
    budget: phaseBudget.optional(),
  })
  .describe('One unit of execution.');

const allow = z
  .strictObject({
    rule: z.string().min(1).describe('The code of a warning or a note.'),
    phase: id.optional().describe('Only in this phase.'),
    reason: line.max(500).describe('Why it is right here.'),
  })
  .describe('A warning that is meant to be so. Errors are never silenced.');

export const frontMatter = z
  .strictObject({
    planfile: z.literal(VERSION).describe('Version of the plan spec; marks the file as a plan.'),
    id: id.describe('Names the plan; unique in the repository.'),
    issue: z
      .union([
        z.int().min(1),
        z.string().regex(/^[\w.-]+\/[\w.-]+#[1-9]\d*$/, 'a number or owner/name#number'),
      ])
      .optional()
      .describe('Who asked: an issue of this repository, or owner/name#number. Not part of any digest.'),
    models: models.optional(),
    effort: effort.optional(),
    budget: planBudget.optional(),
    allow: z.array(allow).default([]).describe('Warnings that are meant to be so.'),
    phases: z.array(phase).min(1).max(200).describe('What is built, phase by phase.'),
  })
  .meta({ title: 'Front matter of a plan' });

/** The parts by name, for whoever lists keys. */
export const parts = { phase, allow, models, phaseBudget, planBudget } as const;

export type FrontMatter = z.output<typeof frontMatter>;
export type PhaseEntry = FrontMatter['phases'][number];
export type AllowEntry = FrontMatter['allow'][number];
export type Models = z.output<typeof models>;
export type Effort = z.output<typeof effort>;
export type PlanBudget = z.output<typeof planBudget>;
export type PhaseBudget = z.output<typeof phaseBudget>;
