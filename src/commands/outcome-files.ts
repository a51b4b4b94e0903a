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

/** Writes an outcome, checked against its own schema first: what does not fit would be refused by the next step. */
export async function writeOutcome<K extends OutcomeKind>(
  files: Files,
  folder: string,
  outcome: Outcome<K> & { kind: K },
  phase?: string,
): Promise<string> {
  const text = `${JSON.stringify(outcome, null, 2)}\n`;
  const checked = readOutcome(outcome.kind, new TextEncoder().encode(text));
  if (!checked.ok) throw new Error(checked.message);
  const path = outcomePath(folder, outcome.kind, phase);
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
  ({ schedule: 'schedule', result: 'execute', verification: 'verify', review: 'review', landing: 'publish' })[
    kind
  ];
