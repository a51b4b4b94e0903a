/** Real clients for tests of the double, and for tests that use it: Octokit and git. */
import { execFile } from 'node:child_process';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getOctokit } from '@actions/github';
import type { GitHubDouble, Someone } from './index.ts';

export type Octokit = ReturnType<typeof getOctokit>;

/** Octokit as an action uses it, speaking for somebody. */
export function octokitOf(double: GitHubDouble, who: Pick<Someone, 'token'>): Octokit {
  return getOctokit(who.token, { baseUrl: double.urls.api, log: SILENT });
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** `{owner, repo}` of the double's repository, for spreading into Octokit's parameters. */
export function inRepository(double: GitHubDouble): { owner: string; repo: string } {
  const [owner = '', repo = ''] = double.fullName.split('/');
  return { owner, repo };
}

/** The status and body with which a request was refused; fails when it was not. */
export async function refusal(
  request: Promise<unknown>,
): Promise<{ status: number; message: string; errors: unknown }> {
  try {
    await request;
  } catch (error) {
    const { status, response } = error as {
      status: number;
      response?: { data?: { message?: string; errors?: unknown } };
    };
    return { status, message: response?.data?.message ?? String(error), errors: response?.data?.errors };
  }
  throw new Error('The request was not refused');
}

export type GitRun = { code: number; stdout: string; stderr: string };
export type Clone = AsyncDisposable & {
  folder: string;
  /** Runs git in the clone; never throws. */
  git(...args: string[]): Promise<GitRun>;
};

/** A real clone of the double's repository, speaking for somebody (or for nobody). */
export async function cloneAs(double: GitHubDouble, who?: Pick<Someone, 'token'>): Promise<Clone> {
  const folder = await mkdtempDisposable(path.join(tmpdir(), 'clone-'));
  const git = (...args: string[]) => runGit(folder.path, args);
  const cloned = await git('clone', '-q', double.gitUrl(who?.token), '.');
  if (cloned.code !== 0) throw new Error(cloned.stderr);
  return { folder: folder.path, git, [Symbol.asyncDispose]: () => folder.remove() };
}

/** Never synchronous: the server runs in this very process. */
export function runGit(cwd: string, args: string[]): Promise<GitRun> {
  const env = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: cwd,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@example.com',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.com',
  };
  return new Promise((resolve) => {
    execFile('git', args, { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}
