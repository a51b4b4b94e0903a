/** Where the outcomes of one wave lie in their folder, and how they are read and written. */
import { join } from 'node:path';
import type { z } from 'zod';
import { type OutcomeKind, type outcomeSchemas, readOutcome } from '../outcomes/index.ts';
import { Fault } from '../ports/fault.ts';
import type { Files } from '../ports/folders.ts';

type Outcome<K extends OutcomeKind> = z.infer<(typeof outcomeSchemas)[K]>;

export const outcomePath = (folder: string, kind: OutcomeKind, phase?: string): string =>
  join(folder, phase === undefined ? `${kind}.json` : `${kind}-${phase}.json`);

export const bundleName = (phase: string): string => `work-${phase}.bundle`;

export const transcriptName = (phase: string): string => `transcript-${phase}.jsonl`;

/** No phase's: a phase may be called `review`. */
export const REVIEW_TRANSCRIPT = 'review-transcript.jsonl';

/** What a session left, where it can become no commit. */
export const treeName = (phase: string): string => `tree-${phase}`;

/** The nth checkpoint of a phase, from 1; its bundle's name ends otherwise. */
const checkpointName = (phase: string, n: number): string => `checkpoint-${phase}-${n}`;
export const checkpointPath = (folder: string, phase: string, n: number): string =>
  join(folder, `${checkpointName(phase, n)}.json`);
export const checkpointBundle = (phase: string, n: number): string => `${checkpointName(phase, n)}.bundle`;

/** The checkpoints of a phase that are whole, the last first: each a result, as if the session had been cut off there. */
export async function checkpoints(files: Files, folder: string, phase: string): Promise<Outcome<'result'>[]> {
  const found: Outcome<'result'>[] = [];
  for (const n of await checkpointNumbers(files, folder, phase)) {
    const read = readOutcome('result', await files.read(checkpointPath(folder, phase, n)));
    if (read.ok) found.push({ ...read.outcome, bundle: read.outcome.bundle && checkpointBundle(phase, n) });
  }
  return found;
}

/** The last first. */
async function checkpointNumbers(files: Files, folder: string, phase: string): Promise<number[]> {
  return (await files.list(folder))
    .map((name) => /^checkpoint-([a-z0-9-]+)-(\d{1,6})\.json$/.exec(name))
    .flatMap((match) => (match?.[1] === phase ? [Number(match[2])] : []))
    .sort((a, b) => b - a);
}

/** Keeps the last `most` checkpoints of a phase: each holds all of the work, and only a broken one makes somebody ask for the one before. */
export async function pruneCheckpoints(
  files: Files,
  folder: string,
  phase: string,
  most: number,
): Promise<void> {
  for (const n of (await checkpointNumbers(files, folder, phase)).slice(most)) {
    // First the file that is looked for: whoever is killed in between leaves none without its bundle.
    await files.removeInside(folder, checkpointPath(folder, phase, n));
    await files.removeInside(folder, join(folder, checkpointBundle(phase, n)));
  }
}

/** Writes an outcome, checked against its own schema first: what does not fit would be refused by the next step. */
export async function writeOutcome<K extends OutcomeKind>(
  files: Files,
  folder: string,
  outcome: Outcome<K> & { kind: K },
  phase?: string,
  path = outcomePath(folder, outcome.kind, phase),
): Promise<string> {
  const text = `${JSON.stringify(outcome, null, 2)}\n`;
  const checked = readOutcome(outcome.kind, new TextEncoder().encode(text));
  if (!checked.ok) throw new Error(checked.message);
  await files.write(path, text);
  return path;
}

/** An outcome that must be there and fit. Throws `undecided` otherwise: nobody can go on without it. */
export async function needOutcome<K extends OutcomeKind>(
  files: Files,
  folder: string,
  kind: K,
  phase?: string,
): Promise<Outcome<K>> {
  const path = outcomePath(folder, kind, phase);
  const read = readOutcome(kind, await files.read(path));
  if (read.ok) return read.outcome;
  throw new Fault(
    'undecided',
    'outcome-unusable',
    `${path}: ${read.message}`,
    `Run the step that yields it: planfile ${stepOf(kind)} --out ${folder}`,
  );
}

/** An outcome that may be missing; `undefined` then. One that is there and does not fit is a message, never trusted. */
export async function tryOutcome<K extends OutcomeKind>(
  files: Files,
  folder: string,
  kind: K,
  phase?: string,
): Promise<{ outcome: Outcome<K> | undefined; message: string }> {
  const read = readOutcome(kind, await files.read(outcomePath(folder, kind, phase)));
  return read.ok ? { outcome: read.outcome, message: '' } : { outcome: undefined, message: read.message };
}

const stepOf = (kind: OutcomeKind): string =>
  ({
    schedule: 'schedule',
    result: 'execute',
    verification: 'verify',
    review: 'review',
    landing: 'publish',
    request: 'request',
    draft: 'draft',
    target: 'request-review',
  })[kind];
