/** Who works here, as git itself would say. The one child that sees the user's real configuration; it only reads it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Name and address for commits, in git's order: `GIT_AUTHOR_*`, `author.*`, `user.*`; nothing is guessed from the host.
 * undefined: there is none, which is a usage error of whatever needs a person (trust.md T11). `environment` is the
 * process's own, given by the entry, for it says where the configuration is.
 */
export async function readIdentity(
  dir: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ name: string; email: string } | undefined> {
  const set = async (key: string): Promise<string | undefined> => {
    try {
      const options = { env: environment as NodeJS.ProcessEnv, timeout: 10_000 };
      const { stdout } = await execute('git', ['-C', dir, 'config', '--get', key], options);
      return stdout.replace(/\n$/, '') || undefined;
    } catch {
      return undefined;
    }
  };
  const name = environment.GIT_AUTHOR_NAME || (await set('author.name')) || (await set('user.name'));
  const email = environment.GIT_AUTHOR_EMAIL || (await set('author.email')) || (await set('user.email'));
  return name && email ? { name, email } : undefined;
}
