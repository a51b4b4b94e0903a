import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { diskFiles } from '../adapters/files/files.ts';
import { checkpointBundle, checkpointPath, pruneCheckpoints } from './outcome-files.ts';

async function folderWith(...checkpoints: [phase: string, n: number][]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'planfile-prune-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [phase, n] of checkpoints) {
    await writeFile(checkpointPath(folder, phase, n), '{}');
    await writeFile(join(folder, checkpointBundle(phase, n)), '');
  }
  return folder;
}

test('the last checkpoints of a phase stay, whole; those of another are not touched', async () => {
  const folder = await folderWith(['a', 1], ['a', 2], ['a', 9], ['a', 10], ['a-b', 1]);
  await pruneCheckpoints(diskFiles, folder, 'a', 2);
  expect((await readdir(folder)).sort()).toEqual([
    'checkpoint-a-10.bundle',
    'checkpoint-a-10.json',
    'checkpoint-a-9.bundle',
    'checkpoint-a-9.json',
    'checkpoint-a-b-1.bundle',
    'checkpoint-a-b-1.json',
  ]);
});

test('killed between the two files of one: what is left is none, and no bundle is missing', async () => {
  const folder = await folderWith(['a', 1], ['a', 2]);
  const files = {
    ...diskFiles,
    removeInside: async (root: string, path: string) => {
      if (path.endsWith('.bundle')) throw new Error('killed');
      await diskFiles.removeInside(root, path);
    },
  };
  await expect(pruneCheckpoints(files, folder, 'a', 1)).rejects.toThrow('killed');
  expect((await readdir(folder)).sort()).toEqual([
    'checkpoint-a-1.bundle',
    'checkpoint-a-2.bundle',
    'checkpoint-a-2.json',
  ]);
});
