/**
 * The one moment at which the user's repository changes: the new objects are copied, then all refs move in one transaction
 * or none does. Both go through the lens, so no hook runs, `reference-transaction` included.
 */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { RefUpdate } from '../../ports/git.ts';
import { id, lines } from './objects.ts';
import type { RunGit } from './spawn.ts';

export interface LandPlace {
  run: RunGit;
  /** Where the new objects are. */
  workshop: string;
  /** Where refs and objects go. */
  lens: string;
}

export type Landed = { landed: true } | { landed: false; moved: readonly string[] };

/** How often a transaction that failed although no ref had moved is tried again: another one held the lock. */
const TRIES = 3;

export async function landRefs(place: LandPlace, updates: readonly RefUpdate[]): Promise<Landed> {
  for (const { ref } of updates) requireRefName(ref);
  const moving = updates.filter(({ from, to }) => from !== to).map(({ to }) => to);
  if (moving.length > 0) await copyObjects(place, moving);
  let said = '';
  for (let tried = 0; tried < TRIES; tried += 1) {
    const done = await place.run({
      gitDir: place.lens,
      args: ['update-ref', '-m', 'planfile: land', '--stdin'],
      input: transaction(updates),
      accept: [0, 128],
      apart: true,
    });
    if (done.exit === 0) return { landed: true };
    said = done.stderr;
    const now = await refsNow(place);
    const moved = updates.filter(({ ref, from }) => now.get(ref) !== from).map(({ ref }) => ref);
    if (moved.length > 0) return { landed: false, moved };
    requireNoClash(updates, now);
  }
  throw new Fault(
    'service',
    'refs-locked',
    `The refs could not be moved, though nobody else has moved them: ${said.split('\n')[0]!.slice(0, 300)}`,
    'If no other git is running there, remove the lock file that the message names, and run the command again.',
  );
}

function transaction(updates: readonly RefUpdate[]): string {
  const commands = updates.map(({ ref, from, to }) => {
    if (from === undefined) return `create ${ref} ${id(to)}`;
    // Also what stays is locked and compared: whoever moves it together with other refs is through, or has not begun.
    return from === to ? `verify ${ref} ${id(to)}` : `update ${ref} ${id(to)} ${id(from)}`;
  });
  return ['start', ...commands, 'prepare', 'commit', ''].join('\n');
}

/**
 * Copies what the user's repository lacks: a pack of the objects that are only in the workshop, checked as it is taken in.
 * A few objects become loose ones, as git's own fetch does (fetch.unpackLimit, 100): a pack a step would slow the
 * repository down.
 */
async function copyObjects({ run, workshop, lens }: LandPlace, wanted: readonly string[]): Promise<void> {
  const have = await run({ gitDir: lens, args: ['for-each-ref', '--format=%(objectname)'] });
  const revisions = [...new Set(wanted)].map(id).concat('--not', ...new Set(lines(have.stdout)));
  const { stdout } = await run({
    gitDir: workshop,
    args: ['pack-objects', '-q', '--revs', '--local', join(workshop, 'objects', 'land')],
    input: `${revisions.join('\n')}\n`,
  });
  for (const name of lines(stdout)) {
    await using file = await open(join(workshop, 'objects', `land-${name}.pack`), 'r');
    const count = (await file.read(Buffer.alloc(12), 0, 12, 0)).buffer.readUInt32BE(8);
    if (count === 0) continue;
    await run({
      gitDir: lens,
      args: count < 100 ? ['unpack-objects', '-q', '--strict'] : ['index-pack', '--stdin', '--strict'],
      input: file.createReadStream({ start: 0, autoClose: false }),
    });
  }
}

async function refsNow({ run, lens }: LandPlace): Promise<Map<string, string>> {
  const { stdout } = await run({ gitDir: lens, args: ['for-each-ref', '--format=%(refname) %(objectname)'] });
  return new Map(lines(stdout).map((one) => one.split(' ') as [string, string]));
}

/** `plan` and `plan/x` cannot both be branches, for refs are paths (github.md G13). */
function requireNoClash(updates: readonly RefUpdate[], now: ReadonlyMap<string, string>): void {
  for (const { ref } of updates) {
    const other = [...now.keys()].find((one) => ref.startsWith(`${one}/`) || one.startsWith(`${ref}/`));
    if (other === undefined) continue;
    const [mine, theirs] = [ref, other].map((one) => one.replace(/^refs\/heads\//, ''));
    throw new Fault(
      'refused',
      'branch-clash',
      `${mine} cannot be made while ${theirs} is there: in git one name cannot be the folder of the other.`,
      `Rename it: \`git branch -m ${theirs} <another name>\`.`,
    );
  }
}

/** Stricter than git: nothing that could end a line of the transaction, or mean more than one name. */
export function requireRefName(ref: string): void {
  if (
    /^refs\/(?:heads|planfile)\/[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(ref) &&
    !/\.\.|\/[./]|\.(?:lock)?(?:\/|$)|\/$/.test(ref)
  )
    return;
  throw new TypeError(`not a ref that is written: ${JSON.stringify(ref.slice(0, 100))}`);
}
