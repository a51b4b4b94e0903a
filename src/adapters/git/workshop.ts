/** A bare repository of our own over the user's objects, where all that we write is made until it lands. */
import type { Clock } from '../../ports/clock.ts';
import type { Folders } from '../../ports/folders.ts';
import type { Workshop } from '../../ports/git.ts';
import { readBundle, writeBundle } from './bundle.ts';
import { makeWorkshop } from './directory.ts';
import { exportTree } from './export.ts';
import type { Found } from './found.ts';
import { importTree } from './import.ts';
import { joinOnto, mergeAsGit, mergeHistories } from './join.ts';
import { landRefs } from './land.ts';
import { objectSource } from './object-source.ts';
import { objectReader } from './objects.ts';
import { putFile } from './put-file.ts';
import { commitTree, writeRecordCommit } from './record.ts';
import type { RunGit } from './spawn.ts';

export interface WorkshopSetup {
  run: RunGit;
  lens: string;
  found: Found;
  folders: Pick<Folders, 'temporary'>;
  clock: Pick<Clock, 'now'>;
  /** Where refs move: here, by default, or on a remote. */
  land?: typeof landRefs | undefined;
}

export async function openWorkshop(setup: WorkshopSetup): Promise<Workshop> {
  const { run, lens, found, folders, clock, land = landRefs } = setup;
  const folder = await folders.temporary('workshop');
  const gitDir = await makeWorkshop(folder.path, found.commonDir, found.format);
  const source = objectSource(run, gitDir);
  const { facts: _, ...objects } = objectReader(run, gitDir, source);
  const place = { run, gitDir, format: found.format, source };
  const treesOf = async (head: string, base: string, commit: string) => ({
    head: await objects.treeOf(head),
    base: await objects.treeOf(base),
    phase: await objects.treeOf(commit),
  });
  return {
    objects,
    exportTree: (treeish, into) => exportTree(run, gitDir, treeish, into),
    importTree: (from, base, rules) => importTree(place, from, base, rules),
    putFile: (treeish, path, bytes) => putFile({ run, gitDir }, treeish, path, bytes),
    commit: ({ at, ...commit }) => commitTree(run, gitDir, { ...commit, at: new Date(at) }),
    writeBundle: (file, commit, base, nonce) => writeBundle(place, file, { commit, base, nonce }),
    readBundle: (file, base, nonce) => readBundle(place, file, { base, nonce }),
    join: async (head, base, commit) => joinOnto(run, gitDir, await treesOf(head, base, commit)),
    recompute: async (head, base, commit) =>
      base === undefined
        ? mergeHistories(run, gitDir, head, commit)
        : mergeAsGit(run, gitDir, await treesOf(head, base, commit)),
    recordCommit: (text, parents, message) =>
      writeRecordCommit(run, gitDir, { text, parents, message, at: clock.now() }),
    land: (updates) => land({ run, workshop: gitDir, lens }, updates),
    [Symbol.asyncDispose]: () => {
      source[Symbol.dispose]();
      return folder[Symbol.asyncDispose]();
    },
  };
}
