/** A GitHub of our own and the adapter on it, speaking as a workflow does. */
import { githubForge } from '../../../src/adapters/github/github.ts';
import type { Forge } from '../../../src/ports/forge.ts';
import {
  type GitHubDouble,
  type GitHubOptions,
  type Someone,
  startGitHub,
} from '../../doubles/github/index.ts';

/** What the jobs that write are given. */
export const WRITE = {
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  actions: 'write',
} as const;

/** Tests do not wait: nothing is paced, and a retry comes at once. An answer has time, also on a starved machine. */
export const HASTE = { retry: 1, most: 90, answer: 10_000, paced: false };

export interface Stage extends AsyncDisposable {
  github: GitHubDouble;
  forge: Forge;
  /** The adapter, speaking for somebody else. */
  as(who: Pick<Someone, 'token'>, patience?: Partial<typeof HASTE>): Forge;
}

export async function stage(options: GitHubOptions = {}): Promise<Stage> {
  const github = await startGitHub({ at: '2026-11-02T09:00:00Z', ...options });
  const as: Stage['as'] = ({ token }, patience = {}) =>
    githubForge(
      { api: github.urls.api, server: github.urls.server, repository: github.fullName, token },
      { ...HASTE, ...patience },
    );
  const forge = as(github.workflowToken(WRITE));
  return { github, forge, as, [Symbol.asyncDispose]: () => github[Symbol.asyncDispose]() };
}
