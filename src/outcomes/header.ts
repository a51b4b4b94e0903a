/**
 * Outcomes: what the steps hand to each other. Data with a published schema, trusted by nobody (design.md §1): whoever reads
 * one parses it here first, and checks what matters anew.
 */
import { z } from 'zod';

export const planId = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/);
export const phaseDigest = z.string().regex(/^[0-9a-f]{64}$/);
/** SHA-1 or SHA-256 object names. */
export const objectId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
/** Of the rules that a review was judged by (review/judged-by.ts). */
export const rules = z.string().regex(/^[0-9a-f]{32}$/);
export const nonce = z.string().regex(/^[0-9a-f]{32}$/);
export const count = z.int().min(0);
/** Money is never negative; a claim that lowers a bill is refused at the border. */
export const usd = z.number().min(0);
const text = (most: number) => z.string().max(most);
export const line = text(1_000);
export const paragraph = text(20_000);
export const filePath = text(4_096);

/** The run that an outcome belongs to (trust.md T5): the forge's run id, or the local run's. */
export const run = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
  .describe('the run that made it');

/** First fields of every outcome. */
export const header = {
  planfile: z.literal(1),
  plan: planId,
  run,
  attempt: z.int().min(1).describe("the run's attempt"),
  nonce: nonce.describe('drawn by schedule, kept in the record'),
};

export const reason = z.enum([
  'verify',
  'scope',
  'budget',
  'escalated',
  'conflict',
  'crashed',
  'cancelled',
  'refused',
  'error',
]);
/** Why a phase ended otherwise than done (design.md §2). */
export type Reason = z.infer<typeof reason>;

/** The exit code of an ending (design.md §3): 1 is what the work lacks, 3 what nobody could decide. */
export const exitOfReason = (reason: Reason): 1 | 3 => (DECIDED.has(reason) ? 1 : 3);

const DECIDED: ReadonlySet<Reason> = new Set(['verify', 'scope', 'budget', 'conflict', 'escalated']);

/** What one model took within one step. Tokens are disjoint: `input` is what no cache served. */
export const usageLine = z.strictObject({
  role: z.enum(['planner', 'executor', 'advisor', 'reviewer']),
  model: line.describe('as the endpoint answered'),
  calls: count,
  input: count,
  cacheRead: count,
  cacheWrite: count,
  output: count,
  usd: usd.nullable().describe('null: no price is known for this model'),
});
export type UsageLine = z.infer<typeof usageLine>;

export const commandRun = z.strictObject({
  command: text(4_000),
  exit: z.int().nullable().describe('null: ended by a signal or our deadline'),
  seconds: z.number().min(0),
  tail: text(20_000).describe('the end of its output'),
  timedOut: z.boolean(),
});

/** Documents that a person gave along (`--context`). */
export const contextDocuments = z
  .array(
    z.strictObject({
      path: filePath.describe('as it was given'),
      sha256: phaseDigest.describe('of the whole text'),
      length: count.describe('characters of it'),
      told: count.describe('characters that the model was told'),
    }),
  )
  .max(50)
  .describe('documents that went along');

export const change = z.strictObject({
  path: filePath,
  kind: z.enum(['added', 'modified', 'removed', 'mode']),
});
