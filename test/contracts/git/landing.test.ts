/** The one moment at which the user's repository changes: all refs or none, and races are answers. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../../../src/adapters/files/folders.ts';
import { faultOf, openScene, runs, type Scene, scene } from './scene.ts';

const APPEND = fileURLToPath(new URL('./append.ts', import.meta.url));
const START = { text: '{"n":0}\n', message: 'Start' };

async function opened(at: Scene) {
  const git = await openScene(at);
  const workshop = await git.workshop();
  const base = at.git('rev-parse', 'HEAD');
  const record = await workshop.recordCommit(START.text, [], START.message);
  return {
    git,
    workshop,
    base,
    record,
    async [Symbol.asyncDispose]() {
      await workshop[Symbol.asyncDispose]();
      await git[Symbol.asyncDispose]();
    },
  };
}

describe('landing', () => {
  it('moves all refs or none', async () => {
    using at = scene({ a: 'a\n' });
    await using here = await opened(at);
    at.git('branch', 'plan/x');
    const landed = await here.workshop.land([
      { ref: 'refs/planfile/x', from: undefined, to: here.record },
      { ref: 'refs/heads/plan/x', from: undefined, to: here.base },
    ]);
    expect(landed).toEqual({ landed: false, moved: ['refs/heads/plan/x'] });
    expect(at.git('for-each-ref', 'refs/planfile/')).toBe('');
  });

  it('says which refs moved when the expected one is not there any more', async () => {
    using at = scene({ a: 'a\n' });
    await using here = await opened(at);
    const gone = { ref: 'refs/heads/plan/x', from: here.base, to: here.base };
    expect(await here.workshop.land([gone])).toEqual({ landed: false, moved: ['refs/heads/plan/x'] });
  });

  it('compares what stays where it is, alone and beside what moves', async () => {
    using at = scene({ a: 'a\n' });
    await using here = await opened(at);
    at.git('branch', 'plan/x');
    const stays = { ref: 'refs/heads/plan/x', from: here.base, to: here.base };
    const moves = { ref: 'refs/planfile/x', from: undefined, to: here.record };
    expect(await here.workshop.land([stays])).toEqual({ landed: true });
    at.git('commit', '--allow-empty', '-qm', 'another');
    at.git('branch', '-f', 'plan/x');
    expect(await here.workshop.land([stays])).toEqual({ landed: false, moved: ['refs/heads/plan/x'] });
    expect(await here.workshop.land([stays, moves])).toEqual({ landed: false, moved: ['refs/heads/plan/x'] });
    expect(at.git('for-each-ref', 'refs/planfile/')).toBe('');
  });

  it.each([
    ['plan', 'plan/x'],
    ['plan/x/y', 'plan/x'],
  ])('names the clash of a branch %s with %s', async (there, wanted) => {
    using at = scene({ a: 'a\n' });
    await using here = await opened(at);
    at.git('branch', there);
    const update = { ref: `refs/heads/${wanted}`, from: undefined, to: here.base };
    expect(await faultOf(here.workshop.land([update]))).toBe('branch-clash');
    at.git('pack-refs', '--all');
    expect(await faultOf(here.workshop.land([update]))).toBe('branch-clash');
  });

  it('names a lock that stays', async () => {
    using at = scene({ a: 'a\n' });
    await using here = await opened(at);
    mkdirSync(join(at.repo, '.git/refs/heads/plan'), { recursive: true });
    writeFileSync(join(at.repo, '.git/refs/heads/plan/x.lock'), '');
    const update = { ref: 'refs/heads/plan/x', from: undefined, to: here.base };
    expect(await faultOf(here.workshop.land([update]))).toBe('refs-locked');
  });

  it('refuses a ref that would say more than one line of the transaction', async () => {
    using at = scene({ a: 'a\n' });
    await using here = await opened(at);
    for (const ref of ['refs/heads/x\ndelete refs/heads/main', 'HEAD', 'refs/heads/../x', 'refs/tags/x']) {
      const update = { ref, from: undefined, to: here.base };
      await expect(here.workshop.land([update])).rejects.toThrow(TypeError);
    }
  });

  it('brings everything that the new commits need, few objects or many', async () => {
    for (const count of [3, 150]) {
      using at = scene({ a: 'a\n' });
      await using here = await opened(at);
      const tree = at.path('tree');
      await here.workshop.exportTree(here.base, tree);
      for (let i = 0; i < count; i += 1) writeFileSync(join(tree, `f${i}`), `${i}\n`);
      const rules = { keepIgnored: () => false, maxFiles: 1_000, maxBytes: 1_000_000 };
      const snapshot = await here.workshop.importTree(tree, here.base, rules);
      const author = { name: 'A', email: 'a@example.org' };
      const made = {
        tree: snapshot.tree,
        parents: [here.base],
        message: 'm\n',
        author,
        at: '2026-01-01T00:00:00Z',
      };
      const commit = await here.workshop.commit(made);
      await here.workshop.land([{ ref: 'refs/heads/plan/x', from: undefined, to: commit }]);
      expect(at.git('fsck', '--strict', '--connectivity-only', commit)).toBe('');
      expect(at.git('ls-tree', '--name-only', 'plan/x').split('\n')).toHaveLength(count + 1);
    }
  });

  it('a record keeps a chain of its own, whatever its first parent would be', async () => {
    using at = scene({ a: 'a\n' });
    await using here = await opened(at);
    const opened1 = await here.workshop.recordCommit('{"n":1}\n', [here.base], 'Begin');
    const next = await here.workshop.recordCommit('{"n":1}\n{"n":2}\n', [opened1, here.base], 'Go on');
    await here.workshop.land([{ ref: 'refs/planfile/x', from: undefined, to: next }]);
    expect(at.git('log', '--first-parent', '--format=%s', 'refs/planfile/x').split('\n')).toEqual([
      'Go on',
      'Begin',
      'Open the record',
    ]);
    rmSync(join(at.repo, '.git/logs'), { recursive: true });
    at.git('update-ref', '-d', 'refs/heads/main');
    at.git('gc', '-q', '--prune=now');
    expect(at.git('cat-file', '-t', here.base)).toBe('commit');
  });

  it('a record that is no text is named, and never read as empty', async () => {
    using at = scene({ 'record.jsonl': Buffer.from([0xff, 0xfe]).toString('latin1') });
    await using here = await opened(at);
    const blob = at.gitIn(Buffer.from([0xff, 0xfe]), 'hash-object', '-w', '--stdin');
    const tree = at.gitIn(`100644 blob ${blob}\trecord.jsonl\n`, 'mktree');
    at.git('update-ref', 'refs/planfile/x', at.git('commit-tree', tree, '-m', 'm'));
    at.git('update-ref', 'refs/planfile/y', at.git('commit-tree', at.gitIn('', 'mktree'), '-m', 'm'));
    expect(await faultOf(here.git.repository.record('x'))).toBe('record-unreadable');
    expect(await faultOf(here.git.repository.record('y'))).toBe('record-not-a-record');
    at.git('update-ref', 'refs/planfile/w', blob);
    expect(await faultOf(here.git.repository.record('w'))).toBe('record-not-a-record');
    expect(await here.git.repository.record('z')).toBeUndefined();
  });
});

it('whatever the order in which three writers read, make and land: nothing lost, nothing doubled', async () => {
  using at = scene({ a: 'a\n' });
  await using here = await opened(at);
  const { git, workshop } = here;
  let records = 0;

  /** One append in three steps, each of which the others may come between. */
  async function* append(ref: string, line: string): AsyncGenerator<undefined, void> {
    for (let landed = false; !landed; ) {
      const before = (await git.repository.record(ref))!;
      yield;
      const to = await workshop.recordCommit(`${before.text}${line}\n`, [before.tip], line);
      yield;
      ({ landed } = await workshop.land([{ ref: `refs/planfile/${ref}`, from: before.tip, to }]));
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2), { maxLength: 18 }), async (turns) => {
      const ref = `r${records++}`;
      await workshop.land([{ ref: `refs/planfile/${ref}`, from: undefined, to: here.record }]);
      const writers = ['x', 'y', 'z'].map((line) => append(ref, line));
      for (const turn of turns) await writers[turn]!.next();
      for (const writer of writers) while (!(await writer.next()).done);
      const lines = (await git.repository.record(ref))!.text.trimEnd().split('\n');
      expect(lines[0]).toBe(START.text.trimEnd());
      expect(lines.slice(1).sort()).toEqual(['x', 'y', 'z']);
    }),
    { numRuns: runs(10) },
  );
});

describe.each([
  ['live', false],
  ['are killed again and again', true],
])('eight writers to one record that %s', (_, killing) => {
  it('lose nothing and double nothing', async () => {
    using at = scene({ a: 'a\n' });
    {
      await using here = await opened(at);
      await here.workshop.land([{ ref: 'refs/planfile/x', from: undefined, to: here.record }]);
    }
    const under = mkdtempSync(at.path('tmp-'));
    const writers = Array.from({ length: 8 }, (_, i) => `w${i}`);
    const appends = process.env.SOAK ? 25 : 4;
    const kills = killing ? (process.env.SOAK ? 40 : 3) : 0;
    await Promise.all(writers.map((name) => writer([at.repo, under, name, `${appends}`], kills)));

    const lines = at.git('show', 'refs/planfile/x:record.jsonl').split('\n');
    const wanted = writers.flatMap((name) =>
      Array.from({ length: appends }, (_, i) => `{"n":"${name}-${i}"}`),
    );
    expect(lines.sort()).toEqual(['{"n":0}', ...wanted].sort());
    // Each step only added: every text is the beginning of the next one.
    const chain = at.git('rev-list', '--first-parent', '--reverse', 'refs/planfile/x').split('\n');
    const texts = chain.map((commit) => at.git('show', `${commit}:record.jsonl`));
    expect(texts.every((text, i) => i === 0 || text.startsWith(texts[i - 1]!))).toBe(true);
    // What the killed ones left is swept by the next, and nothing else is left.
    await temporaryFolders(under).sweep();
    expect(readdirSync(under)).toEqual([]);
  });
});

/** Runs the writer to its end; before, it is killed `kills` times, each time somewhat later. */
async function writer(args: string[], kills: number): Promise<void> {
  for (let n = 1; n <= kills; n += 1) {
    const child = fork(APPEND, args, { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), 150 + 60 * n);
    await once(child, 'exit');
    clearTimeout(timer);
  }
  const [code] = await once(fork(APPEND, args, { stdio: 'inherit' }), 'exit');
  expect(code).toBe(0);
}
