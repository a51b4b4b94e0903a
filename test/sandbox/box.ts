/** A sandbox over a small tree, for tests; everything is gone afterwards. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bubblewrap } from '../../src/adapters/bubblewrap/bubblewrap.ts';
import type { Guard } from '../../src/adapters/bubblewrap/guards/guard.ts';
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';
import type { Box, BoxSpec } from '../../src/ports/sandbox.ts';

export const LIMITS = { commandSeconds: 20, outputBytes: 30_000, treeBytes: 64 * 1024 ** 2 };

export interface TestBox extends Box {
  /** The tree, as the host sees it. */
  readonly tree: string;
}

export async function openTestBox(
  bundleDir: string,
  spec: Partial<BoxSpec> & { files?: Record<string, string> } = {},
  guards: readonly Guard[] = GUARDS,
): Promise<TestBox> {
  const { files = {}, ...rest } = spec;
  const top = await mkdtemp(join(tmpdir(), 'planfile-box-'));
  const tree = join(top, 'tree');
  await mkdir(tree);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  const sandbox = bubblewrap({ nodePath: process.execPath, bundleDir }, guards);
  const box = await sandbox.open({ tree, writable: true, limits: LIMITS, ...rest });
  return {
    ...box,
    tree,
    [Symbol.asyncDispose]: async () => {
      try {
        await box[Symbol.asyncDispose]();
      } finally {
        await rm(top, { recursive: true, force: true });
      }
    },
  };
}
