/** A checkout over a remote: real git over HTTP, with GitHub's refusals. */
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../../src/adapters/git/discover.ts';
import { cloneAs } from '../../doubles/github/clients.ts';
import { type GitHubDouble, type Someone, startGitHub } from '../../doubles/github/index.ts';
import { faultOf, setup } from './scene.ts';

const CONTENTS = { contents: 'write' } as const;

async function stage() {
  await using cleanup = new AsyncDisposableStack();
  const github = cleanup.use(await startGitHub({ files: { 'README.md': '# x\n' } }));
  const ada = github.person('ada', { permission: 'admin' });
  await github.push('plan/slugs', { by: ada, files: { 'plans/slugs.md': 'x' } });
  const clone = cleanup.use(await cloneAs(github, ada));
  const owned = cleanup.move();
  const open = async (token: string) => owned.use(await openAs(github, clone.folder, { token }));
  return { github, ada, clone, open, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const openAs = (github: GitHubDouble, folder: string, { token }: Pick<Someone, 'token'>) =>
  openRepository(folder, {
    ...setup,
    remote: {
      url: github.gitUrl(),
      token,
      defaultBranch: async () => github.repository.defaultBranch,
      environment: {},
    },
  });

type Opened = Awaited<ReturnType<typeof openAs>>;

/** Appends a line to a record, as commands/record.ts does in one try. */
async function append(git: Opened, text: string, before = git.repository.record('slugs')) {
  const stored = await before;
  await using workshop = await git.workshop();
  const tip = await workshop.recordCommit(`${stored?.text ?? ''}${text}\n`, stored ? [stored.tip] : [], text);
  return await workshop.land([{ ref: 'refs/planfile/slugs', from: stored?.tip, to: tip }]);
}

test('a record is made and grows on the remote, and is read from there', async () => {
  await using scene = await stage();
  const { github } = scene;
  const git = await scene.open(github.workflowToken(CONTENTS).token);
  expect(await git.repository.record('slugs')).toBeUndefined();
  expect(await append(git, 'one')).toEqual({ landed: true });
  expect(await append(git, 'two')).toEqual({ landed: true });
  expect(await github.file('refs/planfile/slugs', 'record.jsonl')).toBe('one\ntwo\n');
  const other = await scene.open(github.workflowToken(CONTENTS).token);
  expect((await other.repository.record('slugs'))?.text).toBe('one\ntwo\n');
});

test('the plan’s branch is the remote’s, and the default branch counts, whatever is checked out', async () => {
  await using scene = await stage();
  const { github, ada, clone } = scene;
  await clone.git('checkout', '-q', '-b', 'elsewhere');
  const git = await scene.open(ada.token);
  const tip = await github.push('plan/slugs', { by: ada, files: { 'plans/slugs.md': 'y' } });
  expect(await git.repository.resolve('refs/heads/plan/slugs')).toBe(tip);
  const main = await github.push('main', { by: ada, files: { 'README.md': '# y\n' } });
  await git.repository.record('slugs');
  expect(await git.repository.defaultCommit()).toBe(main);
  expect(await git.repository.head()).toEqual({ commit: main, branch: 'main' });
  await github.renameDefaultBranch('trunk', { by: ada });
  await git.repository.record('slugs');
  expect(await git.repository.defaultCommit()).toBe(main);
  expect((await git.repository.head()).branch).toBe('trunk');
});

describe('a push', () => {
  test('that lost the race moves nothing, and says which ref had moved', async () => {
    await using scene = await stage();
    const { github } = scene;
    const token = github.workflowToken(CONTENTS).token;
    const [one, two] = [await scene.open(token), await scene.open(token)];
    const before = await one.repository.record('slugs');
    expect(await append(one, 'one')).toEqual({ landed: true });
    expect(await append(two, 'two', Promise.resolve(before))).toEqual({
      landed: false,
      moved: ['refs/planfile/slugs'],
    });
    expect(await github.file('refs/planfile/slugs', 'record.jsonl')).toBe('one\n');
  });

  test('of branch and record moves both or neither', async () => {
    await using scene = await stage();
    const { github, ada } = scene;
    const git = await scene.open(github.workflowToken(CONTENTS).token);
    const from = await git.repository.resolve('refs/heads/plan/slugs');
    await using workshop = await git.workshop();
    const tree = await git.repository.treeOf(from!);
    const author = { name: 'Model', email: 'model@example.org' };
    const at = '2026-11-02T09:00:00Z';
    const to = await workshop.commit({ tree, parents: [from!], message: 'land', author, at });
    const record = await workshop.recordCommit('one\n', [], 'one');
    const updates = [
      { ref: 'refs/heads/plan/slugs', from, to },
      { ref: 'refs/planfile/slugs', from: undefined, to: record },
    ];
    const moved = await github.push('plan/slugs', { by: ada, files: { 'plans/slugs.md': 'z' } });
    expect(await workshop.land(updates)).toEqual({ landed: false, moved: ['refs/heads/plan/slugs'] });
    expect(await github.tip('refs/heads/plan/slugs')).toBe(moved);
    expect(await git.repository.record('slugs')).toBeUndefined();
  });

  test('compares what stays where it is, and needs no power to write for that alone', async () => {
    await using scene = await stage();
    const { github, ada } = scene;
    const git = await scene.open(github.workflowToken(CONTENTS).token);
    const at = (await git.repository.resolve('refs/heads/plan/slugs'))!;
    const stays = { ref: 'refs/heads/plan/slugs', from: at, to: at };
    await using workshop = await git.workshop();
    const to = await workshop.recordCommit('one\n', [], 'one');
    const moves = { ref: 'refs/planfile/slugs', from: undefined, to };
    const reader = await scene.open(github.workflowToken({ contents: 'read' }).token);
    await using readers = await reader.workshop();
    expect(await readers.land([stays])).toEqual({ landed: true });
    const moved = await github.push('plan/slugs', { by: ada, files: { 'plans/slugs.md': 'z' } });
    expect(await readers.land([stays])).toEqual({ landed: false, moved: [stays.ref] });
    expect(await workshop.land([stays, moves])).toEqual({ landed: false, moved: [stays.ref] });
    expect(await github.tip(stays.ref)).toBe(moved);
  });

  test('whose answer got lost is found to have landed', async () => {
    await using scene = await stage();
    const { github } = scene;
    const git = await scene.open(github.workflowToken(CONTENTS).token);
    await git.repository.record('slugs');
    github.fail({ match: /POST .*git-receive-pack/, fault: { drop: 'after' } });
    expect(await append(git, 'one')).toEqual({ landed: true });
    expect((await git.repository.record('slugs'))?.text).toBe('one\n');
  });

  test('that a ruleset or the token forbids is not tried again, and the way out is named', async () => {
    await using scene = await stage();
    const { github } = scene;
    const reader = await scene.open(github.workflowToken({ contents: 'read' }).token);
    expect(await faultOf(append(reader, 'one'))).toBe('remote-read-only');
    const writer = await scene.open(github.workflowToken(CONTENTS).token);
    github.ruleset('no records', ['refs/planfile/**'], ['creation']);
    expect(await faultOf(append(writer, 'one'))).toBe('remote-protected');
  });
});

test('a checkout without history is refused: who wrote a plan could not be told', async () => {
  await using scene = await stage();
  const { clone } = scene;
  await clone.git('fetch', '-q', '--depth=1', 'origin', 'main');
  await clone.git('update-ref', 'refs/heads/main', 'FETCH_HEAD');
  const git = await scene.open(scene.ada.token);
  expect(await faultOf(git.repository.record('slugs'))).toBe('shallow-clone');
});

test('a wrong token is said to be one', async () => {
  await using scene = await stage();
  const git = await scene.open('wrong');
  expect(await faultOf(git.repository.record('slugs'))).toBe('remote-credentials');
});

test('branches below a prefix are brought as they are now, with their objects, and those that went are gone', async () => {
  await using scene = await stage();
  const { github, ada } = scene;
  const git = await scene.open(github.workflowToken({ contents: 'read' }).token);
  const below = () => git.repository.bringBelow('refs/heads/queue/main/');
  expect(await below()).toEqual(new Map());
  const one = await github.push('queue/main/pr-1', { by: ada, files: { 'one.txt': '1' } });
  const two = await github.push('queue/main/pr-2', { by: ada, files: { 'two.txt': '2' } });
  await github.push('queue/mainline/pr-3', { by: ada, files: { 'three.txt': '3' } });
  expect(await below()).toEqual(
    new Map([
      ['refs/heads/queue/main/pr-1', one],
      ['refs/heads/queue/main/pr-2', two],
    ]),
  );
  expect(await git.repository.isAncestor(await github.tip('main'), two)).toBe(true);
  await github.setBranch('queue/main/pr-1', undefined, { by: ada });
  expect(await below()).toEqual(new Map([['refs/heads/queue/main/pr-2', two]]));
  expect(await faultOf(git.repository.bringBelow('refs/heads/*/'))).toBe('not-a-ref');
  expect(await faultOf(git.repository.bringBelow('refs/planfile/'))).toBe('not-a-ref');
});

test('a commit that is on no branch any more is brought by its id; what is none, or gone, is not there', async () => {
  await using scene = await stage();
  const { github, ada } = scene;
  const gone = await github.push('topic', { by: ada, files: { 'a.md': 'a' } });
  await github.push('topic', { by: ada, files: { 'b.md': 'b' }, force: true, from: 'refs/heads/main' });
  const { repository } = await scene.open(github.workflowToken({ contents: 'read' }).token);
  expect(await repository.resolve(gone)).toBeUndefined();
  expect(await repository.bring(gone)).toBe(gone);
  expect(await repository.bring(gone)).toBe(gone);
  expect(await repository.bring('d'.repeat(40))).toBeUndefined();
  expect(await repository.bring(await repository.treeOf(gone))).toBeUndefined();
  expect(await faultOf(repository.bring('refs/tags/x'))).toBe('not-a-ref');
});
