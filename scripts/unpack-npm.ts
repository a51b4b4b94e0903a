/** Fetches a published package without making it a dependency: for descriptions that are only cut from. */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { x } from 'tinyexec';

/** The folder of the unpacked package, removed when disposed. Throws when npm or tar fails. */
export async function unpackNpm(spec: string): Promise<AsyncDisposable & { folder: string }> {
  const temporary = await mkdtempDisposable(path.join(tmpdir(), 'unpack-'));
  const nodeOptions = { cwd: temporary.path };
  const packed = await x('npm', ['pack', '--silent', spec], { nodeOptions, throwOnError: true });
  const archive = packed.stdout.trim().split('\n').at(-1) ?? '';
  await x('tar', ['-xzf', archive], { nodeOptions, throwOnError: true });
  return { folder: path.join(temporary.path, 'package'), [Symbol.asyncDispose]: () => temporary.remove() };
}
