/** A person's own checkout, read as a tree; and attributes, by the files of one commit alone. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskFiles } from '../../../src/adapters/files/files.ts';
import { treeAtHand } from '../../../src/commands/tree-at-hand.ts';
import { gitEnv, openScene, type Scene, scene } from './scene.ts';

const limits = { files: 1_000, fileMegabytes: 10 };

async function atHand(at: Scene, commit = at.git('rev-parse', 'HEAD')) {
  await using git = await openScene(at);
  await using workshop = await git.workshop();
  const tree = await treeAtHand({ root: at.repo, commit, limits }, workshop, { git, files: diskFiles });
  const changes = await workshop.objects.changes(commit, tree.id);
  return { ...tree, changes: changes.map(({ path, kind }) => `${kind} ${path}`) };
}

describe('the tree at hand', () => {
  test('is what `git add` would take: changed, new and removed files, and nothing that is ignored or excluded', async () => {
    using at = scene({ 'a.txt': 'a', 'b.txt': 'b', '.gitignore': 'out/\n' });
    // What is tracked counts, wherever it lies.
    at.write('out/deep/tracked.txt', 't');
    at.git('add', '-f', 'out/deep/tracked.txt');
    at.git('commit', '-q', '-m', 'tracked');
    at.write('out/deep/tracked.txt', 'T');
    at.write('out/other/y', 'y');
    at.write('a.txt', 'A');
    at.write('new.txt', 'n');
    at.write('out/x', 'x');
    at.write('mine.log', 'x');
    at.write('.git/info/exclude', '*.log\n');
    rmSync(join(at.repo, 'b.txt'));
    const { id, changes } = await atHand(at);
    expect(changes).toEqual([
      'modified a.txt',
      'removed b.txt',
      'added new.txt',
      'modified out/deep/tracked.txt',
    ]);
    at.git('add', '-A');
    expect(id).toBe(at.git('write-tree'));
  });

  test('keeps submodules, and leaves repositories, pipes and sockets out', async () => {
    using at = scene({ 'a.txt': 'a' });
    at.git('update-index', '--add', '--cacheinfo', `160000,${at.git('rev-parse', 'HEAD')},lib`);
    at.git('commit', '-q', '-m', 'lib');
    mkdirSync(join(at.repo, 'lib'));
    at.write('lib/.git', 'gitdir: /nowhere\n');
    at.write('lib/inner.txt', 'x');
    at.write('other/.git/HEAD', 'ref: refs/heads/main\n');
    at.write('other/x.txt', 'x');
    execFileSync('mkfifo', [join(at.repo, 'pipe')]);
    expect((await atHand(at)).changes).toEqual([]);
  });

  test('runs no filter, hook or file-system monitor, and what passes a filter counts as committed', async () => {
    using at = scene({ '.gitattributes': '*.big filter=lfs\n', 'a.big': 'pointer', 'a.txt': 'a' });
    const evil = at.path('evil');
    at.git('config', 'filter.lfs.clean', `touch ${evil}; cat`);
    at.git('config', 'filter.lfs.smudge', `touch ${evil}; cat`);
    at.git('config', 'core.fsmonitor', `touch ${evil}`);
    rmSync(evil, { force: true });
    at.write('a.big', 'the content itself');
    at.write('a.txt', 'A');
    const { changes, notes } = await atHand(at);
    expect(changes).toEqual(['modified a.txt']);
    expect(notes.join()).toContain('1 files pass a filter');
    expect(existsSync(evil)).toBe(false);
    // The attack is one: git itself runs it.
    execFileSync('git', ['-C', at.repo, 'status'], { env: gitEnv });
    expect(existsSync(evil)).toBe(true);
  });
});

describe('attributes', () => {
  const ask = {
    names: ['linguist-generated', 'diff'],
    paths: ['dist/a.js', 'src/a.ts', 'x y.png', 'new/dist'],
  };

  async function attributes(at: Scene, commit: string) {
    await using git = await openScene(at);
    return Object.fromEntries(await git.repository.attributes(commit, ask));
  }

  test('are those of the commit that is asked, as git reads them, whatever the work tree or the repository says', async () => {
    using at = scene({
      '.gitattributes': 'dist/** linguist-generated\n*.png binary\nsrc linguist-generated\n',
      'dist/.gitattributes': '*.js diff=js\n',
    });
    const then = at.git('rev-parse', 'HEAD');
    at.write('.gitattributes', '* linguist-generated -diff\n');
    at.write('.git/info/attributes', '* linguist-generated\n');
    at.commit('the change marks itself');
    expect(await attributes(at, then)).toEqual({
      'dist/a.js': { 'linguist-generated': 'set', diff: 'js' },
      'x y.png': { diff: 'unset' },
    });
  });

  test('of a commit without any are none', async () => {
    using at = scene({ 'a.txt': 'a' });
    expect(await attributes(at, at.git('rev-parse', 'HEAD'))).toEqual({});
  });
});
