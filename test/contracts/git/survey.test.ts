/** Reads over many commits at once. */
import { expect, test } from 'vitest';
import { openScene, scene } from './scene.ts';

const plans = (path: string) => path === 'PLAN.md' || /^plans\/[^/]+\.md$/.test(path);

test('files of many commits: of their top and of a folder, regular ones alone, shared content once', async () => {
  using at = scene({ 'PLAN.md': 'top', 'plans/a.md': 'a', 'plans/deep/b.md': 'no', 'src/x.md': 'no' });
  at.git(
    'update-index',
    '--add',
    '--cacheinfo',
    `120000,${at.gitIn('PLAN.md', 'hash-object', '-w', '--stdin')},plans/link.md`,
  );
  at.git('commit', '-q', '-m', 'link');
  const first = at.git('rev-parse', 'HEAD');
  at.git('checkout', '-q', '-f', 'HEAD');
  at.write('plans/ö.md', 'umlaut');
  const second = at.commit();
  at.git('checkout', '-q', '--orphan', 'bare');
  at.git('rm', '-q', '-rf', '.');
  const third = at.commit('nothing');
  await using git = await openScene(at);
  const { repository } = git;
  const files = await repository.filesOf([first, second, third], ['', 'plans'], plans);
  const shown = (commit: string) =>
    (files.get(commit) ?? []).map(({ path, bytes }) => `${path}: ${Buffer.from(bytes)}`);
  expect(shown(first)).toEqual(['PLAN.md: top', 'plans/a.md: a']);
  expect(shown(second)).toEqual(['PLAN.md: top', 'plans/a.md: a', 'plans/ö.md: umlaut']);
  expect(shown(third)).toEqual([]);
  // The same content is the same bytes, not a copy for each commit.
  expect(files.get(first)![0]!.bytes).toBe(files.get(second)![0]!.bytes);
  expect(await repository.filesOf([], ['plans'], plans)).toEqual(new Map());
});

test('what commits changed against their first parent: the first commit, a change, a removal, a merge', async () => {
  using at = scene({ 'a.txt': 'a' });
  const root = at.git('rev-parse', 'HEAD');
  at.git('checkout', '-q', '-b', 'side');
  at.write('b c.txt', 'b');
  at.git('rm', '-q', 'a.txt');
  const side = at.commit();
  at.git('checkout', '-q', 'main');
  const empty = at.commit('empty');
  at.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
  const merge = at.git('rev-parse', 'HEAD');
  await using git = await openScene(at);
  const { repository } = git;
  const facts = await repository.facts([root, side, empty, merge]);
  const changes = await repository.blobChanges(facts);
  const a = at.git('rev-parse', `${root}:a.txt`);
  const b = at.git('rev-parse', `${side}:b c.txt`);
  expect(changes.get(root)).toEqual([{ path: 'a.txt', blob: a }]);
  const brought = [
    { path: 'a.txt', blob: undefined },
    { path: 'b c.txt', blob: b },
  ];
  expect(changes.get(side)).toEqual(brought);
  expect(changes.get(merge)).toEqual(brought);
  expect(changes.get(empty)).toBeUndefined();
  expect(await repository.blobChanges([])).toEqual(new Map());
});

test('the history of several tips and paths, each commit once', async () => {
  using at = scene({ 'plans/a.md': '1', 'x.txt': '1' });
  const root = at.git('rev-parse', 'HEAD');
  at.write('x.txt', '2');
  const other = at.commit();
  at.git('checkout', '-q', '-b', 'plan/a');
  at.write('plans/a.md', '2');
  const edit = at.commit();
  await using git = await openScene(at);
  const { repository } = git;
  const ids = async (commits: string[], paths: string[]) =>
    (await repository.historyOf(commits, paths)).map(({ id }) => id);
  expect(await ids([edit, other], ['PLAN.md', 'plans'])).toEqual([edit, root]);
  expect(await ids([other], ['plans'])).toEqual([root]);
  expect(await ids([], ['plans'])).toEqual([]);
  await expect(
    repository.facts([root.replace(/./, (digit) => (digit === '0' ? '1' : '0'))]),
  ).rejects.toMatchObject({
    code: 'object-missing',
  });
});
