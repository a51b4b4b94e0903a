/** The toolbox as it is shipped, built from the sources as they are now: tests must not depend on a stale dist/. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';

export interface ToolboxBundle extends AsyncDisposable {
  /** The folder with toolbox.js, as the sandbox's `bundleDir`. */
  dir: string;
}

/** `more`: other entries to build beside it, by the name that they get. */
export async function buildToolbox(more: Record<string, string> = {}): Promise<ToolboxBundle> {
  const dir = await mkdtemp(join(tmpdir(), 'planfile-toolbox-'));
  await chmod(dir, 0o755); // as root, the sandbox is another user's
  await build({
    input: { toolbox: 'src/entries/toolbox.ts', ...more },
    cwd: join(import.meta.dirname, '..'),
    platform: 'node',
    moduleTypes: { '.md': 'text', '.bash': 'text' },
    logLevel: 'silent',
    output: { dir, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
  });
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}
