/**
 * What the base changed since a change passed: this is read in place of the change. Where that would be more than the change itself, or
 * holds what a model should not be given unasked, the change is read whole, as ever: nobody can be held up by what others landed.
 */
import type { Since } from '../outcomes/review.ts';
import type { Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { type FileDiff, readDiff } from '../review/diff.ts';
import type { LeftOut } from '../review/left-out.ts';
import { type ChangeFacts, type ProgramGuard, programFindings } from '../review/program.ts';
import { SHOWN } from '../session/diff-parts.ts';
import { type LeavingRules, leftOutOf } from './left-out-of.ts';

export interface BaseDelta {
  files: readonly FileDiff[];
  leftOut: readonly LeftOut[];
}

export interface DeltaAsk extends LeavingRules {
  workshop: Pick<Workshop, 'objects'>;
  /** Proved to stand in for the change; undefined: nothing does. */
  since?: Since | undefined;
  /** The base of now. */
  base: string;
  /** Of the change itself. */
  facts: ChangeFacts;
}

/** undefined: the change is read whole; a note says why, where a pass could have stood in for it. */
export async function baseDelta(
  ask: DeltaAsk,
  ports: Pick<Ports, 'git'>,
  guards: Readonly<Record<string, ProgramGuard>>,
): Promise<{ delta?: BaseDelta; notes: string[] }> {
  const { since, facts } = ask;
  // Work on a plan is judged by its criteria, each time all of them.
  if (since === undefined || facts.planned) return { notes: [] };
  const found = await readable({ ...ask, since }, ports, guards);
  return 'whole' in found ? { notes: [readWhole(found.whole)] } : { delta: found, notes: [] };
}

export const readWhole = (why: string): string =>
  `the whole change was read again: ${why.replace(/\s+/g, ' ')}`.slice(0, 300);

async function readable(
  { workshop, since, base, facts: change, ...rules }: DeltaAsk & { since: Since },
  ports: Pick<Ports, 'git'>,
  guards: Readonly<Record<string, ProgramGuard>>,
): Promise<BaseDelta | { whole: string }> {
  const files = readDiff(await workshop.objects.diff(since.base, base));
  if (files.length === 0) return { whole: 'the base holds the same as before' };
  const leftOut = await leftOutOf(files, rules, ports);
  const out = new Set(leftOut.map(({ path }) => path));
  const asked = files.filter(({ path }) => !out.has(path));
  const unreadable = asked.find(({ binary, removed }) => binary && !removed);
  if (unreadable !== undefined) return { whole: `what the base changed has no text: ${unreadable.path}` };
  const size = sizeOf(asked);
  const own = sizeOf(change.files.filter(({ path }) => !change.leftOut.has(path)));
  if (size > SHOWN && size > own) return { whole: 'the base changed more than there is of the change' };
  const facts: ChangeFacts = { files, leftOut: out, planned: false, told: [], prompts: change.prompts };
  const bad = programFindings(facts, Object.values(guards)).find(
    ({ severity }) => severity === 'blocker' || severity === 'major',
  );
  if (bad !== undefined)
    return { whole: `what the base changed is better not shown (${bad.evidence}): ${bad.claim}` };
  return { files, leftOut };
}

const sizeOf = (files: readonly FileDiff[]): number => files.reduce((sum, { text }) => sum + text.length, 0);
