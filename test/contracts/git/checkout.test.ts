/** A checkout of CI in a job without a token: what actions/checkout left is all there is (github.md G15). */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRepository } from '../../../src/adapters/git/discover.ts';
import { scheduledPlan } from '../../../src/commands/wave-work.ts';
import type { Schedule } from '../../../src/outcomes/schedule.ts';
import { runGit } from '../../doubles/github/clients.ts';
import { startGitHub } from '../../doubles/github/index.ts';
import { planText } from '../../end-to-end/place.ts';
import { setup } from './scene.ts';

async function stage() {
  await using cleanup = new AsyncDisposableStack();
  const github = cleanup.use(await startGitHub({ files: { 'README.md': '# x\n' } }));
  const ada = github.person('ada', { permission: 'write' });
  const old = await github.push('plan/polite', {
    by: ada,
    files: { 'plans/polite.md': planText({ id: 'polite' }) },
  });
  const tip = await github.push('plan/polite', { by: ada, files: { 'x.txt': 'x\n' } });
  const folder = cleanup.use(await mkdtempDisposable(join(tmpdir(), 'checkout-')));
  const git = (...args: string[]) => runGit(folder.path, args);
  await git('init', '-q');
  const owned = cleanup.move();
  return {
    github,
    tip,
    old,
    fetch: async (...args: string[]) => {
      await git('fetch', '-q', '--no-tags', ...args);
      await git('checkout', '-q', '--force', '-B', 'main', 'refs/remotes/origin/main');
      return owned.use(await openRepository(folder.path, { ...setup, fetched: true }));
    },
    url: github.gitUrl(ada.token),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

test('a plan’s branch is the one that came along as origin’s, and no branch of the checkout', async () => {
  await using at = await stage();
  const { repository } = await at.fetch(at.url, '+refs/heads/*:refs/remotes/origin/*');
  expect(await repository.resolve('refs/heads/plan/polite')).toBe(at.tip);
  expect([...(await repository.refs('refs/heads/plan/'))]).toEqual([['refs/heads/plan/polite', at.tip]]);
  expect(await repository.resolve('refs/heads/plan/other')).toBeUndefined();
  expect(await repository.record('polite')).toBeUndefined();
});

test('what a shallow checkout lacks is named, with the way out', async () => {
  await using at = await stage();
  const git = await at.fetch(
    '--depth=1',
    at.url,
    '+refs/heads/main:refs/remotes/origin/main',
    '+refs/heads/plan/polite:refs/remotes/origin/plan/polite',
  );
  const schedule = {
    planCommit: at.old,
    policyCommit: null,
    base: at.tip,
    path: 'plans/polite.md',
    legs: [],
  };
  await expect(
    scheduledPlan({ plan: 'polite', ...schedule } as unknown as Schedule, { git }),
  ).rejects.toMatchObject({
    code: 'commit-missing',
    message: expect.stringContaining(at.old.slice(0, 12)),
    fix: expect.stringContaining('fetch-depth: 0'),
  });
});
