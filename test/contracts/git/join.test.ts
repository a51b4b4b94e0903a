import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinGuards, joinOnto } from '../../../src/adapters/git/join.ts';
import { gitRunner } from '../../../src/adapters/git/spawn.ts';
import { openScene, PATH, type Scene, scene } from './scene.ts';

const lines = Array.from({ length: 20 }, (_, i) => `line ${i}\n`);
const edited = (index: number) => lines.map((line, i) => (i === index ? 'changed\n' : line)).join('');

/** Three commits: a base, and two that start from it. */
function fork(at: Scene, ours: () => void, theirs: () => void) {
  const base = at.git('rev-parse', 'HEAD');
  ours();
  const head = at.commit('ours');
  at.git('checkout', '-q', base);
  theirs();
  return { base, head, phase: at.commit('theirs') };
}

describe('join', () => {
  it('brings two changes of one file together', async () => {
    using at = scene({ 'a.txt': lines.join('') });
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    const { base, head, phase } = fork(
      at,
      () => at.write('a.txt', edited(2)),
      () => at.write('a.txt', edited(15)),
    );
    const joined = await workshop.join(head, base, phase);
    const text = at.gitIn('', 'show', `${base}:a.txt`);
    expect(text).not.toContain('changed');
    expect(joined).toHaveProperty('tree');
    const found = await workshop.objects.diff(head, (joined as { tree: string }).tree);
    expect(found).toContain('-line 15\n+changed\n');
    expect(found).not.toContain('line 2\n+');
  });

  it('names the files that conflict, once each', async () => {
    using at = scene({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    const { base, head, phase } = fork(
      at,
      () => at.write('a.txt', 'two\n'),
      () => at.write('a.txt', 'three\n'),
    );
    expect(await workshop.join(head, base, phase)).toEqual({ conflicts: ['a.txt'] });
  });

  it('takes no merge=union from the tree, which would hide a conflict', async () => {
    using at = scene({ 'a.txt': 'one\n', '.gitattributes': '*.txt merge=union\n' });
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    const { base, head, phase } = fork(
      at,
      () => at.write('a.txt', 'two\n'),
      () => at.write('a.txt', 'three\n'),
    );
    expect(await workshop.join(head, base, phase)).toEqual({ conflicts: ['a.txt'] });
  });

  const renamed = (at: Scene) =>
    fork(
      at,
      () => at.git('mv', 'old.txt', 'elsewhere.txt'),
      () => at.write('old.txt', edited(3)),
    );

  it('lets no change follow a rename out of the paths that it was made at', async () => {
    using at = scene({ 'old.txt': lines.join('') });
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    const { base, head, phase } = renamed(at);
    const joined = await workshop.join(head, base, phase);
    expect((joined as { conflicts: string[] }).conflicts).toHaveLength(1);
  });

  it('recomputes a merge that a person made across a rename, and an exact revert', async () => {
    using at = scene({ 'old.txt': lines.join('') });
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    const { base, head, phase } = renamed(at);
    at.git('checkout', '-q', head);
    at.git('merge', '-q', '--no-ff', '-m', 'merge', phase);
    expect(await workshop.recompute(head, base, phase)).toEqual({ tree: at.git('rev-parse', 'HEAD^{tree}') });
    at.git('revert', '--no-edit', '-m', '1', 'HEAD');
    const merge = at.git('rev-parse', 'HEAD~1');
    const reverted = await workshop.recompute(merge, merge, head);
    expect(reverted).toEqual({ tree: at.git('rev-parse', 'HEAD^{tree}') });
  });

  it('recomputes a merge of histories that crossed, which have several bases', async () => {
    using at = scene({ 'a.txt': lines.join('') });
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    const { head, phase } = fork(
      at,
      () => at.write('a.txt', edited(2)),
      () => at.write('a.txt', edited(15)),
    );
    const merged = (onto: string, other: string) => {
      at.git('checkout', '-q', onto);
      at.git('merge', '-q', '--no-ff', '-m', 'merge', other);
      return at.git('rev-parse', 'HEAD');
    };
    merged(head, phase);
    at.write('b.txt', 'ours\n');
    const ours = at.commit('ours, and theirs');
    const theirs = merged(phase, head);
    expect(await git.repository.mergeBase(ours, theirs)).toBeUndefined();
    const bases = await git.repository.mergeBases(ours, theirs);
    expect(bases.toSorted()).toEqual([head, phase].toSorted());
    expect(await git.repository.mergeBases(theirs, ours)).toEqual(bases);
    const tree = at.git('rev-parse', `${merged(ours, theirs)}^{tree}`);
    expect(await workshop.recompute(ours, undefined, theirs)).toEqual({ tree });
    at.git('checkout', '-q', theirs);
    at.write('b.txt', 'theirs\n');
    const other = at.commit('theirs alone');
    expect(await workshop.recompute(ours, undefined, other)).toEqual({ conflicts: ['b.txt'] });
  });

  it('without the guard stays-in-place it would, on gits that guess renames whatever is set', async () => {
    using at = scene({ 'old.txt': lines.join('') });
    const { base, head, phase } = renamed(at);
    const tree = (commit: string) => at.git('rev-parse', `${commit}^{tree}`);
    const trees = { head: tree(head), base: tree(base), phase: tree(phase) };
    const broken = joinGuards.filter(({ name }) => name !== 'stays-in-place');
    const joined = await joinOnto(gitRunner(PATH), join(at.repo, '.git'), trees, broken);
    // Seen with 2.39; newer ones obey merge.renames, and then the two sides conflict by themselves.
    if ('tree' in joined) expect(at.git('show', `${joined.tree}:elsewhere.txt`)).toContain('changed');
    else expect(joined.conflicts).toEqual(['old.txt']);
  });
});
