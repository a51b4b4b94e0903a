/** Finding a repository, and saying plainly why not. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../../../src/adapters/files/folders.ts';
import { discover, isAtLeast, openRepository } from '../../../src/adapters/git/discover.ts';
import { readIdentity } from '../../../src/adapters/git/identity.ts';
import { gitRunner, type RunGit } from '../../../src/adapters/git/spawn.ts';
import { everything, faultOf, openScene, PATH, scene, setup } from './scene.ts';

describe('openRepository finds', () => {
  it('the repository of a folder below it', async () => {
    using at = scene({ 'deep/er/a': 'a\n' });
    await using git = await openScene(at, join(at.repo, 'deep/er'));
    expect(git.repository.root).toBe(at.repo);
    expect(git.repository.gitDir).toBe(join(at.repo, '.git'));
    expect(await git.repository.head()).toEqual({ branch: 'main', commit: at.git('rev-parse', 'HEAD') });
  });

  it('a linked work tree, with its own HEAD and the common refs', async () => {
    using at = scene({ a: 'a\n' });
    at.git('worktree', 'add', '-q', '-b', 'plan/x', at.path('linked tree'));
    await using git = await openScene(at, at.path('linked tree'));
    expect(git.repository.root).toBe(at.path('linked tree'));
    expect(git.repository.gitDir).toBe(join(at.repo, '.git'));
    expect((await git.repository.head()).branch).toBe('plan/x');
    expect(await git.repository.checkedOutAt('plan/x')).toBe(at.path('linked tree'));
    expect(await git.repository.checkedOutAt('main')).toBe(at.repo);
    expect(await git.repository.checkedOutAt('plan')).toBeUndefined();
  });

  it('a bare repository, which has no root', async () => {
    using at = scene({ a: 'a\n' });
    at.git('clone', '-q', '--bare', '.', at.path('bare.git'));
    await using git = await openScene(at, at.path('bare.git'));
    expect(git.repository.root).toBeUndefined();
    const commit = at.git('rev-parse', 'HEAD');
    expect(await git.repository.head()).toEqual({ branch: 'main', commit });
    await using workshop = await git.workshop();
    const update = { ref: 'refs/heads/plan/x', from: undefined, to: commit };
    expect(await workshop.land([update])).toEqual({ landed: true });
  });

  it('a submodule, whose git directory lies in its parent', async () => {
    using inner = scene({ a: 'inner\n' });
    using at = scene({ b: 'b\n' });
    at.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.repo, 'sub');
    await using git = await openScene(at, join(at.repo, 'sub'));
    expect(git.repository.root).toBe(join(at.repo, 'sub'));
    expect((await git.repository.head()).commit).toBe(inner.git('rev-parse', 'HEAD'));
  });

  it('no commits, a detached HEAD', async () => {
    using at = scene();
    await using git = await openScene(at);
    expect(await git.repository.head()).toEqual({ branch: 'main', commit: undefined });
    expect(await git.repository.defaultCommit()).toBeUndefined();
    expect([...(await git.repository.records())]).toEqual([]);
    const commit = at.commit();
    at.git('checkout', '-q', '--detach');
    expect(await git.repository.head()).toEqual({ branch: undefined, commit });
  });

  it('a shallow clone, also when it is deepened meanwhile', async () => {
    using at = scene({ a: '1\n' });
    at.write('a', '2\n');
    at.commit('second');
    at.git('clone', '-q', '--depth=1', `file://${at.repo}`, at.path('shallow'));
    await using git = await openScene(at, at.path('shallow'));
    const head = (await git.repository.head()).commit!;
    expect(await git.repository.history(head, 'a')).toHaveLength(1);
    at.git('-C', at.path('shallow'), 'fetch', '-q', '--unshallow');
    expect(await git.repository.history(head, 'a')).toHaveLength(2);
  });

  it('objects in relative alternates, and a path that needs quoting', async () => {
    using at = scene({ a: 'a\n' });
    const odd = at.path('odd "name" : with\nfeed');
    at.git('clone', '-q', '--shared', '.', at.path('shared'));
    writeFileSync(at.path('shared/.git/objects/info/alternates'), '../../../repo/.git/objects\n');
    at.git('clone', '-q', '.', odd);
    await using git = await openScene(at, at.path('shared'));
    const commit = at.git('rev-parse', 'HEAD');
    await using workshop = await git.workshop();
    expect(await workshop.objects.entries(commit)).toHaveLength(1);
    // git cannot list such a path line by line; it is refused by name instead of misread.
    expect(await faultOf(openScene(at, odd))).toBe('repository-unreadable');
  });

  it('objects below a path with quotes and colons', async () => {
    using at = scene({ a: 'a\n' });
    const odd = at.path('odd "name" : #\\x');
    at.git('clone', '-q', '.', odd);
    await using git = await openScene(at, odd);
    await using workshop = await git.workshop();
    const base = at.git('rev-parse', 'HEAD');
    await workshop.exportTree(base, at.path('tree'));
    writeFileSync(at.path('tree/a'), 'b\n');
    const { tree } = await workshop.importTree(at.path('tree'), base, everything);
    const author = { name: 'A', email: 'a@example.org' };
    const made = { tree, parents: [base], message: 'm\n', author, at: '2026-01-01T00:00:00Z' };
    const commit = await workshop.commit(made);
    await workshop.writeBundle(at.path('bundle'), commit, base, 'e'.repeat(32));
    await using other = await git.workshop();
    expect(await other.readBundle(at.path('bundle'), base, 'e'.repeat(32))).toEqual({ commit, tree });
  });

  it('the work tree that core.worktree names is no root, unless the folder lies in it', async () => {
    using at = scene({ a: 'a\n' });
    mkdirSync(at.path('elsewhere'));
    at.git('config', 'core.worktree', at.path('elsewhere'));
    await using git = await openScene(at);
    expect(git.repository.root).toBeUndefined();
  });
});

describe('openRepository says why not', () => {
  it('not because of who owns it: nothing of it runs', async () => {
    using at = scene({ a: 'a\n' });
    // The switch that git's own tests pretend another owner with.
    const run: RunGit = (call) => gitRunner(PATH)({ ...call, env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' } });
    expect((await discover(run, at.repo)).root).toBe(at.repo);
    const trusting = { args: ['-c', 'safe.directory=', 'rev-parse', '--show-toplevel'], cwd: at.repo };
    expect(await faultOf(run(trusting))).toBe('git-failed');
  });

  it('no folder, a file, no repository, one that git does not read', async () => {
    using at = scene({ a: 'a\n' });
    mkdirSync(at.path('plain'));
    expect(await faultOf(openScene(at, at.path('nowhere')))).toBe('no-such-folder');
    expect(await faultOf(openScene(at, join(at.repo, 'a')))).toBe('not-a-folder');
    expect(await faultOf(openScene(at, at.path('plain')))).toBe('not-a-repository');
    at.git('config', 'core.repositoryFormatVersion', '1');
    at.git('config', 'extensions.fromTheFuture', 'true');
    expect(await faultOf(openScene(at))).toBe('repository-unreadable');
  });

  it('git is missing or too old', async () => {
    using at = scene({ a: 'a\n' });
    mkdirSync(at.path('bin'));
    const withPath = (path: string) => openRepository(at.repo, { ...setup, path });
    expect(await faultOf(withPath(at.path('bin')))).toBe('git-missing');
    writeFileSync(at.path('bin/git'), '#!/bin/sh\necho git version 2.30.2\n');
    chmodSync(at.path('bin/git'), 0o755);
    expect(await faultOf(withPath(at.path('bin')))).toBe('git-too-old');
    expect([isAtLeast(2, 37), isAtLeast(2, 38), isAtLeast(3, 0), isAtLeast(1, 99)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('takes no git from the repository, whatever a relative PATH would find', async () => {
    using at = scene({ a: 'a\n' });
    at.write('git', `#!/bin/sh\ntouch ${at.path('sprung')}\n`);
    chmodSync(join(at.repo, 'git'), 0o755);
    await using git = await openRepository(at.repo, { ...setup, path: `.::${PATH}` });
    expect((await git.repository.head()).branch).toBe('main');
    expect(readdirSync(at.folder)).not.toContain('sprung');
  });

  it('an object that a partial clone lacks is named', async () => {
    using at = scene({ a: 'a\n' });
    at.git('config', 'uploadpack.allowFilter', 'true');
    at.git('clone', '-q', '--bare', '--filter=blob:none', `file://${at.repo}`, at.path('partial'));
    await using git = await openScene(at, at.path('partial'));
    const commit = at.git('rev-parse', 'HEAD');
    expect(await faultOf(git.repository.read(commit, 'a'))).toBe('object-missing');
  });
});

describe('reads', () => {
  it('only exact refs resolve', async () => {
    using at = scene({ a: 'a\n' });
    const commit = at.git('rev-parse', 'HEAD');
    at.git('update-ref', 'refs/heads/refs/heads/trick', commit);
    at.git('tag', '-am', 'tag', 'v1');
    await using git = await openScene(at);
    const { resolve } = git.repository;
    expect(await resolve('refs/heads/main')).toBe(commit);
    expect(await resolve('refs/tags/v1')).toBe(commit);
    expect(await resolve(commit)).toBe(commit);
    expect(await resolve('refs/heads/trick')).toBeUndefined();
    expect(await resolve('refs/heads/main@{0}')).toBeUndefined();
    expect(await resolve('refs/heads/main~1')).toBeUndefined();
    expect(await resolve('1'.repeat(40))).toBeUndefined();
    expect(await resolve(at.git('rev-parse', 'HEAD:a'))).toBeUndefined();
  });

  it('a file, and nothing else, has bytes', async () => {
    using at = scene({ 'd/a': 'a\n', '-x': 'x\n', '*': 'star\n', ':(top)b': 'b\n' });
    symlinkSync('d/a', join(at.repo, 'link'));
    const commit = at.commit();
    await using git = await openScene(at);
    const read = async (path: string) => (await git.repository.read(commit, path))?.toString();
    expect(await read('d/a')).toBe('a\n');
    expect(await read('-x')).toBe('x\n');
    expect(await read('*')).toBe('star\n');
    expect(await read(':(top)b')).toBe('b\n');
    for (const path of ['d', 'd/', 'link', 'none', '', '../a', '/d/a'])
      expect(await read(path)).toBeUndefined();
  });

  it('origin/HEAD counts before HEAD', async () => {
    using at = scene({ a: 'a\n' });
    const first = at.git('rev-parse', 'HEAD');
    at.git('update-ref', 'refs/remotes/origin/main', first);
    at.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    at.commit('local');
    await using git = await openScene(at);
    expect(await git.repository.defaultCommit()).toBe(first);
  });

  it('history names merges that changed the file, and both sides', async () => {
    using at = scene({ a: '1\n', b: '1\n' });
    at.git('checkout', '-qb', 'side');
    at.write('a', '2\n');
    const side = at.commit('side');
    at.git('checkout', '-q', 'main');
    at.write('b', '2\n');
    at.commit('main');
    at.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    await using git = await openScene(at);
    const head = at.git('rev-parse', 'HEAD');
    const commits = (await git.repository.history(head, 'a')).map(({ id }) => id);
    expect(commits).toContain(side);
    expect(commits.at(-1)).toBe(at.git('rev-list', '--max-parents=0', 'HEAD'));
  });

  it('a repository that is gone ends in a fault, not in an empty answer', async () => {
    using at = scene({ a: 'a\n' });
    await using git = await openScene(at);
    rmSync(at.repo, { recursive: true });
    expect(await faultOf(git.repository.records())).toBeDefined();
  });

  it('leaves no folder when it is disposed', async () => {
    using at = scene({ a: 'a\n' });
    const under = mkdtempSync(at.path('tmp-'));
    {
      await using git = await openRepository(at.repo, { ...setup, folders: temporaryFolders(under) });
      await using _workshop = await git.workshop();
      expect(readdirSync(under)).toHaveLength(2);
    }
    expect(readdirSync(under)).toEqual([]);
  });
});

describe('readIdentity', () => {
  const env = (at: { folder: string }) => ({ PATH, HOME: at.folder, GIT_CONFIG_NOSYSTEM: '1' });

  it("is git's own: variables, then author.*, then user.*", async () => {
    using at = scene();
    const ask = (more = {}) => readIdentity(at.repo, { ...env(at), ...more });
    expect(await ask()).toBeUndefined();
    writeFileSync(at.path('.gitconfig'), '[user]\n\tname = Ann\n\temail = ann@example.org\n');
    expect(await ask()).toEqual({ name: 'Ann', email: 'ann@example.org' });
    at.git('config', 'author.name', 'Ann of the project');
    expect((await ask())?.name).toBe('Ann of the project');
    expect((await ask({ GIT_AUTHOR_NAME: 'Someone' }))?.name).toBe('Someone');
  });

  it('half an identity is none', async () => {
    using at = scene();
    at.git('config', 'user.name', 'Ann');
    expect(await readIdentity(at.repo, env(at))).toBeUndefined();
  });
});
