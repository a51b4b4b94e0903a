/** Who works here, as git itself would say. The one child that sees the user's real configuration, and no credential. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Where git and its configuration lie; nothing else of the environment is any of its business. */
const LISTED = [
  'PATH',
  'HOME',
  'XDG_CONFIG_HOME',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
];

/**
 * Name and address for commits, in git's order: `GIT_AUTHOR_*`, `author.*`, `user.*`; nothing is guessed from the host.
 * undefined: there is none, which is a usage error of whatever needs a person (trust.md T11). `environment` is the
 * process's own, given by the entry with a PATH that leads into no checkout (search-path.ts).
 */
export async function readIdentity(
  dir: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ name: string; email: string } | undefined> {
  const listed = LISTED.flatMap((key) => (environment[key] === undefined ? [] : [[key, environment[key]]]));
  const set = async (key: string): Promise<string | undefined> => {
    try {
      const options = { cwd: '/', env: Object.fromEntries(listed), timeout: 10_000 };
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
