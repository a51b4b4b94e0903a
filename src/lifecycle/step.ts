/**
 * The steps of a record: one JSON line each, appended, never changed (design.md §2). Of what a step says nothing is believed
 * without proof (trust.md T4); this is only its shape.
 */
import { z } from 'zod';
import {
  count,
  line,
  nonce,
  objectId,
  paragraph,
  phaseDigest,
  planId,
  reason,
  usageLine,
} from '../outcomes/header.ts';
import { MENDS_MOST, mend } from '../outcomes/mend.ts';

const digests = z.array(z.strictObject({ phase: planId, digest: phaseDigest })).min(1);

/** Who did it. Locally a person is git's `name <email>`; on a forge an account with its number. */
export const actor = z.strictObject({
  name: line,
  account: z.int().optional().describe("the forge's number of the account, which survives a rename"),
});

/** Why an approval may be believed: something that can be fetched or computed again. */
export const evidence = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('local'),
    machine: z.string().regex(/^[0-9a-f]{16}$/),
    mac: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('over the step without this field, its plan and its repository (evidence.ts)'),
  }),
  z.strictObject({ kind: z.literal('comment'), repository: line, on: count, id: count }),
  z.strictObject({ kind: z.literal('review'), repository: line, on: count, id: count }),
  z.strictObject({ kind: z.literal('merge'), repository: line, pull: count, commit: objectId }),
]);
export type Evidence = z.infer<typeof evidence>;

/** The attempt of a run that works on a phase. */
export const holder = z.strictObject({
  run: line,
  attempt: z.int().min(1),
  nonce,
});
export type Holder = z.infer<typeof holder>;

const common = {
  key: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('exists before the first push; a step is in a record at most once'),
  at: z.iso.datetime(),
};

export const step = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('draft'),
    by: actor,
    model: line.optional().describe('as answered, when a model planned'),
    revision: z.int().min(1),
    commit: objectId,
    phases: digests,
    usage: z.array(usageLine).optional().describe('what drafting took'),
  }),
  z.strictObject({ ...common, type: z.literal('approve'), by: actor, phases: digests, evidence }),
  z.strictObject({ ...common, type: z.literal('revoke'), by: actor, phases: digests, evidence }),
  z.strictObject({
    ...common,
    type: z.literal('start'),
    phase: planId,
    digest: phaseDigest,
    base: objectId,
    attempt: z.int().min(1).describe('how often this digest has been started, this one included'),
    by: actor.optional().describe('who asked for it; of a later wave, who asked for the first'),
    mends: z
      .array(mend.shape.id)
      .min(1)
      .max(MENDS_MOST)
      .optional()
      .describe('of a fix: what of a review is to be mended, by fingerprint'),
    holder,
  }),
  z.strictObject({
    ...common,
    type: z.literal('end'),
    phase: planId,
    digest: phaseDigest,
    start: z.string().describe('key of the start step that it ends'),
    outcome: z.enum(['done', 'failed', 'blocked']),
    reason: reason.nullable(),
    message: paragraph,
    commit: objectId.nullable().describe('landed, or kept as a further parent of the record'),
    tree: objectId.nullable(),
    verified: z.boolean(),
    turns: count,
    seconds: z.number().min(0),
    usage: z.array(usageLine),
  }),
  z.strictObject({
    ...common,
    type: z.literal('review'),
    by: actor.optional().describe('who asked for it by hand; a wave brings its own'),
    tree: objectId,
    commit: objectId
      .optional()
      .describe('of that tree, where it was reviewed by hand: its check names the review'),
    verdict: z.enum(['pass', 'block', 'none']),
    why: line,
    model: line.nullable(),
    findings: z.strictObject({ blocker: count, major: count, minor: count, nit: count }),
    phases: z.array(planId).describe('whose criteria were judged'),
    unmet: z.array(planId),
    usage: z.array(usageLine),
  }),
  z.strictObject({
    ...common,
    type: z.literal('reset'),
    by: actor,
    phase: planId,
    digest: phaseDigest,
    reason: paragraph,
  }),
]);
export type Step = z.infer<typeof step>;
export type StepOf<T extends Step['type']> = Extract<Step, { type: T }>;

/** The types that this version knows. A record may hold newer ones; they are kept and have no effect. */
export const stepTypes: ReadonlySet<string> = new Set(step.options.map(({ shape }) => shape.type.value));
