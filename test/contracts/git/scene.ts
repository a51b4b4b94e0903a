/** A real repository in a temporary folder, and our adapter opened on it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemClock } from '../../../src/adapters/files/clock.ts';
import { temporaryFolders } from '../../../src/adapters/files/folders.ts';
import { openRepository } from '../../../src/adapters/git/discover.ts';
import type { ImportRules } from '../../../src/ports/git.ts';

export const PATH = process.env.PATH ?? '/usr/bin:/bin';

/** The environment of the tests' own git: none of this machine's configuration, a fixed author. */
export const gitEnv = {
  PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.org',
  GIT_AUTHOR_DATE: '@1700000000 +0100',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.org',
  GIT_COMMITTER_DATE: '@1700000000 +0100',
};

export interface Scene extends Disposable {
  folder: string;
  repo: string;
  /** Plain git in the repository; returns trimmed stdout. */
  git(...args: string[]): string;
  gitIn(input: string | Uint8Array, ...args: string[]): string;
  write(path: string, content: string | Uint8Array): void;
  /** Adds everything and commits; returns the id. */
  commit(message?: string): string;
  path(name: string): string;
}

export function scene(files: Record<string, string> = {}, init: string[] = []): Scene {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'git-contract-')));
  const repo = join(folder, 'repo');
  const gitIn = (input: string | Uint8Array | undefined, ...args: string[]) =>
    execFileSync('git', ['-C', repo, ...args], {
      env: gitEnv,
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1e9,
    }).trimEnd();
  const git = (...args: string[]) => gitIn('', ...args);
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(repo, path)), { recursive: true });
    writeFileSync(join(repo, path), content);
  };
  mkdirSync(repo);
  git('init', '-q', '-b', 'main', ...init);
  const commit = (message = 'change') => {
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  if (Object.keys(files).length > 0) commit('first');
  return {
    folder,
    repo,
    git,
    gitIn,
    write,
    commit,
    path: (name) => join(folder, name),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const setup = { path: PATH, folders: temporaryFolders(tmpdir()), clock: systemClock };

export const openScene = (at: Scene, dir = at.repo) => openRepository(dir, setup);

export const everything: ImportRules = { keepIgnored: () => false, maxFiles: 10_000, maxBytes: 50_000_000 };

/** The code of the fault that `promise` ends with; `undefined` when it does not. */
export async function faultOf(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** How often a property is tried: twenty times as often in `npm run soak`. */
export const runs = (few: number): number => (process.env.SOAK ? few * 20 : few);
