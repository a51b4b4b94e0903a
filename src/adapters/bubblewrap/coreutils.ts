/** The system's own small programs on trees that others wrote, without anything of our environment. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OPTIONS = { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } };

export async function chown(owner: string, folders: readonly string[]): Promise<void> {
  await run('chown', ['--recursive', '--no-dereference', owner, '--', ...folders], OPTIONS);
}

export async function chmod(mode: string, folders: readonly string[]): Promise<void> {
  await run('chmod', ['--recursive', mode, '--', ...folders], OPTIONS);
}

/** What the folders take on their disks, in bytes. Files that vanish meanwhile are not counted. */
export async function diskUsage(folders: readonly string[]): Promise<number> {
  const { stdout } = await run('du', ['-s', '-x', '-c', '-B1', '--', ...folders], OPTIONS).catch(
    // du fails for what vanishes, and prints the sum all the same.
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  return Number(/^(\d+)\ttotal$/m.exec(stdout)?.[1] ?? 0);
}
