/** Git over HTTP with a real git: who may fetch and push, what protection says, and races. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cloneAs, inRepository, octokitOf, refusal, runGit } from './clients.ts';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';

/** A clone with one new commit on `main`. */
async function withCommit(
  github: Awaited<ReturnType<typeof startGitHub>>,
  who: { token: string },
  file = 'new.txt',
) {
  const clone = await cloneAs(github, who);
  await mkdir(path.dirname(path.join(clone.folder, file)), { recursive: true });
  await writeFile(path.join(clone.folder, file), 'x\n');
  await clone.git('add', '.');
  await clone.git('commit', '-q', '-m', 'Add a file');
  return clone;
}

test('anybody clones what is public; a push asks for a token, and a reader’s is not enough', async () => {
  await using github = await startGitHub({ at: AT });
  await using guest = await cloneAs(github);
  const reader = github.person('reader');
  await using clone = await withCommit(github, reader);
  const push = (token?: string) => clone.git('push', github.gitUrl(token), 'HEAD:main');
  expect((await push()).stderr).toContain('could not read Username');
  expect((await push('ghp_wrong')).stderr).toContain('Invalid username or token');
  expect((await push(reader.token)).stderr).toContain('Permission to octo-org/hello.git denied to reader.');
  expect((await push(github.workflowToken({ contents: 'read' }).token)).stderr).toContain(
    'Write access to repository not granted.',
  );
  expect((await guest.git('fetch', '-q')).code).toBe(0);
  const pushes = github.journal.filter(({ operation }) => operation === 'info/refs git-receive-pack');
  expect(pushes.map(({ status }) => status)).toEqual(expect.arrayContaining([401, 403]));
});

test('a private repository does not exist for who may not see it', async () => {
  await using github = await startGitHub({ at: AT, private: true });
  const run = (token?: string) => runGit('/', ['ls-remote', github.gitUrl(token)]);
  expect((await run(github.person('stranger').token)).stderr).toContain('Repository not found.');
  expect((await run()).code).not.toBe(0);
  expect((await run(github.person('mona', { permission: 'read' }).token)).stdout).toContain(
    'refs/heads/main',
  );
});

test('a protected branch says GH006 and keeps its place while the other ref of the push lands', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  github.protect('main', { pullRequest: { approvals: 1 } });
  await using clone = await withCommit(github, mona);
  const before = await github.tip('main');
  const pushed = await clone.git('push', 'origin', 'HEAD:main', 'HEAD:refs/heads/other');
  expect(pushed.stderr).toContain('GH006: Protected branch update failed for refs/heads/main.');
  expect(pushed.stderr).toContain('Changes must be made through a pull request.');
  expect(await github.tip('main')).toBe(before);
  expect(await github.tip('other')).not.toBe(before);
  const atomic = await clone.git('push', '--atomic', 'origin', 'HEAD:main', 'HEAD:refs/heads/third');
  expect(atomic.stderr).toContain('atomic push failure');
  await expect(github.tip('third')).rejects.toThrow();
});

test('without the rule the same push lands: it is the rule that held it', async () => {
  await using github = await startGitHub({ at: AT });
  await using clone = await withCommit(github, github.person('mona', { permission: 'write' }));
  expect((await clone.git('push', '-q', 'origin', 'HEAD:main')).code).toBe(0);
  expect(await github.file('main', 'new.txt')).toBe('x\n');
});

test('a ruleset says GH013 for what it forbids, and lets through who may bypass it', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  const boss = github.person('boss', { permission: 'admin' });
  github.ruleset('records', ['refs/planfile/**'], ['creation', 'non_fast_forward', 'deletion'], {
    bypass: [boss],
  });
  await using clone = await withCommit(github, mona);
  const push = (token: string, ...refs: string[]) => clone.git('push', github.gitUrl(token), ...refs);
  expect((await push(mona.token, 'HEAD:refs/planfile/a')).stderr).toMatch(
    /GH013: Repository rule violations found for refs\/planfile\/a\.[\s\S]*creations being restricted/,
  );
  expect((await push(boss.token, 'HEAD:refs/planfile/a')).code).toBe(0);
  expect((await push(mona.token, '+HEAD~1:refs/planfile/a')).stderr).toContain(
    'Cannot force-push to this branch',
  );
  expect((await push(mona.token, ':refs/planfile/a')).stderr).toContain('Cannot delete this branch');
});

test('GITHUB_TOKEN may not push workflow files, not even inside a merge; a person may', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  const workflow = github.workflowToken({ contents: 'write' });
  await using clone = await withCommit(github, mona, '.github/workflows/ci.yml');
  const push = (token: string) => clone.git('push', github.gitUrl(token), 'HEAD:refs/heads/plan/a');
  expect((await push(workflow.token)).stderr).toContain(
    'refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission',
  );
  expect((await push(mona.token)).code).toBe(0);
  await using second = await withCommit(github, workflow);
  await second.git('fetch', '-q', 'origin', 'plan/a');
  await second.git('push', '-q', 'origin', 'HEAD:refs/heads/plan/b');
  await second.git('merge', '-q', '--no-edit', 'FETCH_HEAD');
  expect((await second.git('push', 'origin', 'HEAD:refs/heads/plan/b')).stderr).toContain(
    'without `workflows` permission',
  );
});

test('heads of pull requests are fetched as refs/pull/N/head, and nobody pushes there', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  const eve = github.person('eve');
  const fork = await github.fork(eve);
  const head = await github.in(fork).push('work', { by: eve, files: { 'x.txt': 'x' } });
  const pull = await github.pull({ by: eve, head: 'eve:work' });
  await using clone = await withCommit(github, mona);
  await clone.git('fetch', '-q', 'origin', `refs/pull/${pull.issue.number}/head`);
  expect((await clone.git('rev-parse', 'FETCH_HEAD')).stdout.trim()).toBe(head);
  expect((await clone.git('push', 'origin', `HEAD:refs/pull/${pull.issue.number}/head`)).stderr).toContain(
    'deny updating a hidden ref',
  );
});

test('of eight writers at once exactly one wins a ref, and the log names the winner', async () => {
  await using github = await startGitHub({ at: AT });
  const people = Array.from({ length: 8 }, (_, index) => github.person(`p${index}`, { permission: 'write' }));
  const clones = await Promise.all(people.map((who) => withCommit(github, who, `${who.login}.txt`)));
  const runs = await Promise.all(
    clones.map((clone) => clone.git('push', '--porcelain', 'origin', 'HEAD:main')),
  );
  const winners = people.filter((_, index) => runs[index]!.code === 0);
  expect(winners).toHaveLength(1);
  const losers = runs.filter(({ code }) => code !== 0);
  for (const { stdout } of losers)
    expect(stdout).toMatch(/fetch first|stale info|failed to update ref|cannot lock ref|non-fast-forward/);
  const { data } = await octokitOf(github, people[0]!).request('GET /repos/{owner}/{repo}/activity', {
    ...inRepository(github),
    ref: 'main',
    activity_type: 'push',
  });
  expect(data.map(({ actor }) => actor?.login)).toEqual([winners[0]!.login]);
  for (const clone of clones) await clone[Symbol.asyncDispose]();
});

test('a push whose answer was lost has landed all the same', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  await using clone = await withCommit(github, mona);
  github.fail({ match: 'git-receive-pack', fault: { drop: 'after' } });
  expect((await clone.git('push', 'origin', 'HEAD:main')).code).not.toBe(0);
  expect(await github.file('main', 'new.txt')).toBe('x\n');
  expect((await clone.git('push', 'origin', 'HEAD:main')).stderr).toContain('Everything up-to-date');
});

test('refs through the API: no move that is no fast-forward without force, none of a protected branch', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  const asMona = octokitOf(github, mona);
  const repo = inRepository(github);
  const old = await github.tip('main');
  await github.push('main', { by: mona, files: { 'b.txt': 'b' } });
  const params = { ...repo, ref: 'heads/main', sha: old };
  expect(await refusal(asMona.rest.git.updateRef(params))).toMatchObject({
    status: 422,
    message: 'Update is not a fast forward',
  });
  github.protect('main');
  expect((await refusal(asMona.rest.git.updateRef({ ...params, force: true }))).status).toBe(403);
  const create = (ref: string) => refusal(asMona.rest.git.createRef({ ...repo, ref, sha: old }));
  expect((await create('refs/heads/main/below')).message).toBe('Reference update failed');
  github.ruleset('plans', ['refs/heads/plan/**'], ['creation']);
  expect((await create('refs/heads/plan/a')).message).toContain('Repository rule violations found');
  expect(
    (await refusal(asMona.rest.git.createRef({ ...repo, ref: 'refs/heads/main', sha: old }))).message,
  ).toBe('Reference already exists');
});

test('closing cuts what is under way and leaves no folder behind', async () => {
  const github = await startGitHub({ at: AT });
  await using clone = await withCommit(github, github.person('mona', { permission: 'write' }));
  github.fail({ match: 'git-receive-pack', fault: { silence: true } });
  const pushing = clone.git('push', 'origin', 'HEAD:main');
  await expect.poll(() => github.journal.at(-1)?.operation, { timeout: 20_000 }).toBe('git-receive-pack');
  const { folder } = github.repository.git;
  await github[Symbol.asyncDispose]();
  expect((await pushing).code).not.toBe(0);
  expect(existsSync(folder)).toBe(false);
});
