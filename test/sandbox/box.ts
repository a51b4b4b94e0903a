/** A sandbox over a small tree, for tests: the toolbox built once a file, everything gone afterwards. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bubblewrap } from '../../src/adapters/bubblewrap/bubblewrap.ts';
import type { Guard } from '../../src/adapters/bubblewrap/guards/guard.ts';
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';
import type { Box, BoxSpec } from '../../src/ports/sandbox.ts';

export const LIMITS = { commandSeconds: 20, outputBytes: 30_000, treeBytes: 64 * 1024 ** 2 };

export interface TestBox extends Box {
  readonly tree: string;
}

/** `without` names the guards to take out: the broken twin. A name that no guard has is a mistake of the test. */
export async function openTestBox(
  bundleDir: string,
  spec: Partial<BoxSpec> & { files?: Record<string, string>; hostPath?: string } = {},
  without: readonly string[] = [],
): Promise<TestBox> {
  const { files = {}, hostPath, ...rest } = spec;
  const top = await mkdtemp(join(tmpdir(), 'planfile-box-'));
  const tree = join(top, 'tree');
  await mkdir(tree);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  const options = { nodePath: process.execPath, bundleDir, ...(hostPath !== undefined && { hostPath }) };
  const sandbox = bubblewrap(options, guardsWithout(without));
  const box = await sandbox.open({ tree, writable: true, limits: LIMITS, ...rest });
  return {
    ...box,
    tree,
    [Symbol.asyncDispose]: async () => {
      await box[Symbol.asyncDispose]();
      await rm(top, { recursive: true, force: true });
    },
  };
}

export function guardsWithout(names: readonly string[]): readonly Guard[] {
  for (const name of names) {
    if (!GUARDS.some((guard) => guard.name === name)) throw new Error(`no guard is called ${name}`);
  }
  return GUARDS.filter(({ name }) => !names.includes(name));
}
