/**
 * Finds the repository that a folder belongs to, and opens it. The few commands that must parse the repository's own
 * configuration stand here and in `whereabouts` (repository.ts): `rev-parse`, `symbolic-ref`, `worktree list`. None of
 * them runs anything that a configuration can name.
 */
import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import { Fault } from '../../ports/fault.ts';
import type { Folders } from '../../ports/folders.ts';
import type { Git } from '../../ports/git.ts';
import { overCheckout } from './checkout.ts';
import { makeLens } from './directory.ts';
import type { Found } from './found.ts';
import { objectSource } from './object-source.ts';
import { overRemote } from './remote.ts';
import type { Remote } from './remote-transport.ts';
import { repositoryReader } from './repository.ts';
import { gitRunner, type RunGit } from './spawn.ts';
import { openWorkshop } from './workshop.ts';

export interface GitSetup {
  /** PATH to look for git and prlimit in. */
  path: string;
  folders: Pick<Folders, 'temporary'>;
  clock: Pick<Clock, 'now'>;
  /** In CI: the remote that is the truth. */
  remote?: Remote | undefined;
  /** In a job of CI without a token: what was fetched with the checkout. */
  fetched?: boolean;
}

export interface OpenGit extends Git, AsyncDisposable {}

/** `merge-tree --write-tree` joins phases without a work tree (mechanics.md). */
const NEEDED = [2, 38] as const;

/**
 * Opens the repository that `dir` lies in: a work tree, a folder below it, a linked work tree, a submodule, or a bare
 * repository. Faults (configuration or usage): no-such-folder, not-a-folder, git-missing, git-too-old, not-a-repository,
 * repository-unreadable, ref-storage-unsupported.
 */
export async function openRepository(dir: string, setup: GitSetup): Promise<OpenGit> {
  const run = gitRunner(setup.path);
  const found = await discover(run, dir);
  const folder = await setup.folders.temporary('repository');
  const lens = await makeLens(folder.path, found.commonDir, found.format);
  const source = objectSource(run, lens);
  const local = repositoryReader(run, lens, found, source);
  const remote = setup.remote && overRemote(run, lens, local, setup.remote);
  return {
    repository: remote?.repository ?? (setup.fetched ? overCheckout(local) : local),
    workshop: () => openWorkshop({ run, lens, found, ...setup, land: remote?.land }),
    [Symbol.asyncDispose]: () => {
      source[Symbol.dispose]();
      return folder[Symbol.asyncDispose]();
    },
  };
}

export async function discover(run: RunGit, dir: string): Promise<Found> {
  const cwd = await folderAt(dir);
  const asked = ['--git-common-dir', '--git-dir', '--show-object-format', '--is-inside-work-tree'];
  // At once; what git says of the folder counts only if it is new enough.
  const [version, answer] = await Promise.allSettled([
    requireVersion(run),
    run({
      cwd,
      args: ['rev-parse', '--path-format=absolute', ...asked, '--show-toplevel'],
      accept: [0, 128],
    }),
  ]);
  for (const one of [version, answer]) if (one.status === 'rejected') throw one.reason;
  const { exit, stdout, stderr } = (answer as PromiseFulfilledResult<Awaited<ReturnType<RunGit>>>).value;
  // Where there is no work tree, git fails at the last question, and has answered the others.
  const lines = stdout.toString('utf8').replace(/\n$/, '').split('\n');
  const [commonDir = '', gitDir = '', format, inside, ...root] = lines;
  if (exit !== 0 && inside !== 'false') throw await notARepository(cwd, stderr);
  if (format !== 'sha1' && format !== 'sha256') throw await notARepository(cwd, 'a path holds a line feed');
  if (await isThere(join(commonDir, 'reftable'))) throw refStorage();
  // Only inside of the work tree: a `core.worktree` that points elsewhere makes no root.
  return { commonDir, gitDir, format, root: inside === 'true' ? root.join('\n') : undefined };
}

async function folderAt(dir: string): Promise<string> {
  const path = await realpath(dir).catch((cause) => {
    throw new Fault(
      'usage',
      'no-such-folder',
      `There is no folder ${dir}.`,
      'Give an existing folder with -C <dir>.',
      { cause },
    );
  });
  if ((await stat(path)).isDirectory()) return path;
  throw new Fault('usage', 'not-a-folder', `${dir} is not a folder.`, 'Give a folder with -C <dir>.');
}

async function requireVersion(run: RunGit): Promise<void> {
  const { stdout } = await run({ args: ['version'] });
  const said = stdout.toString('utf8').trim();
  const found = /(\d+)\.(\d+)/.exec(said);
  if (found !== null && isAtLeast(Number(found[1]), Number(found[2]))) return;
  throw new Fault(
    'configuration',
    'git-too-old',
    `Planfile needs git ${NEEDED.join('.')} or newer; this machine has "${said.slice(0, 60)}".`,
    'Update git: phases are joined with `git merge-tree --write-tree`.',
  );
}

export function isAtLeast(major: number, minor: number): boolean {
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

async function notARepository(cwd: string, said: string): Promise<Fault> {
  for (let at = cwd; ; at = dirname(at)) {
    if (await isThere(join(at, '.git'))) {
      const first = said.split('\n')[0]!.slice(0, 300);
      return new Fault(
        'configuration',
        'repository-unreadable',
        `git does not read the repository at ${at}: ${first}`,
        'Run `git status` there and mend what it says.',
      );
    }
    if (at === dirname(at)) break;
  }
  return new Fault(
    'configuration',
    'not-a-repository',
    `${cwd} is not in a git repository.`,
    'Run it inside a repository, give one with -C <dir>, or make one with `git init`.',
  );
}

function refStorage(): Fault {
  return new Fault(
    'configuration',
    'ref-storage-unsupported',
    'The repository keeps its refs as reftable, which Planfile does not write yet.',
    'Convert it with `git refs migrate --ref-format=files`.',
  );
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
