import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { everything, openScene, scene } from './scene.ts';

const ann = { name: 'Ann', email: 'ann@example.org' };

describe.each(['sha1', 'sha256'])('one phase on a %s repository, from export to landing', (format) => {
  it('lands the commit and the record together, and leaves the work tree alone', async () => {
    using at = scene({ 'a.txt': 'one\n', 'src/b.txt': 'two\n' }, [`--object-format=${format}`]);
    await using git = await openScene(at);
    const base = at.git('rev-parse', 'HEAD');

    await using first = await git.workshop();
    const tree = at.path('tree');
    await first.exportTree(base, tree);
    writeFileSync(join(tree, 'src/b.txt'), 'three\n');
    const snapshot = await first.importTree(tree, base, everything);
    expect(snapshot.changes).toEqual([
      { path: 'src/b.txt', kind: 'modified', fromMode: '100644', toMode: '100644' },
    ]);
    const commit = await first.commit({
      tree: snapshot.tree,
      parents: [base],
      message: 'Hand over\n\nPlan: x\n',
      author: ann,
      at: '2026-01-02T03:04:05Z',
    });
    const file = at.path('phase.bundle');
    const nonce = 'a'.repeat(32);
    await first.writeBundle(file, commit, base, nonce);

    await using second = await git.workshop();
    expect(await second.readBundle(file, base, nonce)).toEqual({ commit, tree: snapshot.tree });
    const joined = await second.join(base, base, commit);
    expect(joined).toEqual({ tree: snapshot.tree });
    const record = await second.recordCommit('{"step":"start"}\n', [], 'Start');
    const landed = await second.land([
      { ref: 'refs/heads/plan/x', from: undefined, to: commit },
      { ref: 'refs/planfile/x', from: undefined, to: record },
    ]);
    expect(landed).toEqual({ landed: true });

    const next = await second.recordCommit('{"step":"start"}\n{"step":"end"}\n', [record, commit], 'End');
    expect(await second.land([{ ref: 'refs/planfile/x', from: record, to: next }])).toEqual({ landed: true });
    expect(await second.land([{ ref: 'refs/planfile/x', from: record, to: next }])).toEqual({
      landed: false,
      moved: ['refs/planfile/x'],
    });

    expect(await git.repository.record('x')).toEqual({
      tip: next,
      text: '{"step":"start"}\n{"step":"end"}\n',
    });
    expect([...(await git.repository.records()).keys()]).toEqual(['x']);
    expect((await git.repository.between([base], commit))[0]).toMatchObject({
      id: commit,
      parents: [base],
      authorName: 'Ann',
      at: '2026-01-02T03:04:05.000Z',
      message: 'Hand over\n\nPlan: x\n',
    });
    expect(Buffer.from((await git.repository.read(commit, 'src/b.txt'))!).toString()).toBe('three\n');
    expect(await git.repository.diff(base, commit)).toContain('-two\n+three\n');
    expect(at.git('status', '--porcelain')).toBe('');
    expect(readFileSync(join(at.repo, 'src/b.txt'), 'utf8')).toBe('two\n');
    at.git('fsck', '--strict');
  });
});
