/** Puts a drafted plan into the work tree, for a person to read and commit: whole or not at all, and over nothing. */
import { join, relative, resolve, sep } from 'node:path';
import type { Draft } from '../../outcomes/draft.ts';
import { readPlan } from '../../plan/read.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { intentOf } from './outcome.ts';

export interface Placing {
  draft: Draft;
  /** `--out`, relative to `cwd`; undefined: where the plan belongs. */
  out: string | undefined;
  cwd: string;
}

/** The path that was written, as a person types it. Throws a fault where something else stands in its place. */
export async function placeDraft(
  { draft, out, cwd }: Placing,
  ports: Pick<Ports, 'git' | 'files'>,
): Promise<string> {
  const { root } = ports.git.repository;
  if (draft.text === null || draft.path === null) throw new Error('there is no text to place');
  const place = out === undefined ? join(root ?? cwd, draft.path) : resolve(cwd, out);
  const there = await ports.files.read(place);
  if (there !== undefined && !(await revises(draft, there))) {
    throw new Fault(
      'usage',
      'file-exists',
      `${shown(place, cwd)} is there already, and is not what was revised`,
      `Name another place with --out, or take it from the outcome; nothing was overwritten.`,
    );
  }
  await ports.files.write(place, draft.text);
  return shown(place, cwd);
}

/** Only the very intent that the planner saw is replaced. */
async function revises({ before, path }: Draft, there: Uint8Array): Promise<boolean> {
  const { plan } = readPlan(there, path ?? '');
  return before !== null && plan !== undefined && intentOf({ plan }) === before;
}

const shown = (place: string, cwd: string): string => {
  const path = relative(cwd, place);
  return path.startsWith('..') ? place : path.split(sep).join('/');
};
