/** Trust.md T19: a bundle is read as if an enemy had made it. Each guard with the attack that only it keeps out. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBundle } from '../../../src/adapters/git/bundle.ts';
import { bundleGuards, defaultLimits } from '../../../src/adapters/git/bundle-guards.ts';
import { makeWorkshop } from '../../../src/adapters/git/directory.ts';
import { gitRunner } from '../../../src/adapters/git/spawn.ts';
import { ATTACKS, blob, bundle, NONCE, treeBomb, withEntries } from './hostile-bundles.ts';
import { faultOf, openScene, PATH, runs, type Scene, scene } from './scene.ts';

async function reading(at: Scene, file: string, guards = bundleGuards, limits = defaultLimits) {
  const run = gitRunner(PATH);
  const base = at.git('rev-parse', 'main');
  const gitDir = await makeWorkshop(mkdtempSync(at.path('shop-')), join(at.repo, '.git'), 'sha1');
  const read = () =>
    readBundle({ run, gitDir, format: 'sha1' }, file, { base, nonce: NONCE }, guards, limits);
  return { read, gitDir };
}

/** HEAD stands beside main, so that commits of a test do not move the base. */
function start(): Scene {
  const at = scene({ 'a.txt': 'one\n' });
  at.git('checkout', '-q', '--detach');
  return at;
}

const not = (names: readonly string[]) => bundleGuards.filter(({ name }) => !names.includes(name));

describe.each(ATTACKS)('$guard: $what', ({ guard, code = guard, without = [], make }) => {
  it('is refused, and leaves nothing behind', async () => {
    using at = start();
    const file = make(at);
    const { read, gitDir } = await reading(at, file, not(without));
    expect(await faultOf(read())).toBe(code);
    const left = execFileSync('find', [gitDir, '-name', '*.pack', '-o', '-name', 'quarantine-*'], {
      encoding: 'utf8',
    });
    expect(left).toBe('');
  });

  it('is kept out by this guard: without it nobody gives that answer', async () => {
    using at = start();
    const { read } = await reading(at, make(at), not([guard, ...without]));
    expect(await faultOf(read())).not.toBe(code);
  });
});

// Where another guard comes first, some attacks end with its name; none of them gets through.
it.each(ATTACKS.filter(({ without }) => without !== undefined))(
  'the whole list refuses $what',
  async ({ make }) => {
    using at = start();
    const { read } = await reading(at, make(at));
    expect(await faultOf(read())).toMatch(/^bundle-/);
  },
);

it('every guard has its attack', () => {
  expect([...new Set(ATTACKS.map(({ guard }) => guard))].sort()).toEqual(
    bundleGuards.map(({ name }) => name).sort(),
  );
});

describe('trees without end', () => {
  it('ten to the tenth files in a kilobyte: the listing is stopped', async () => {
    using at = start();
    const { read } = await reading(at, treeBomb(at, 10, 10));
    expect(await faultOf(read())).toBe('too-many-entries');
  });

  it('the limit is what stops it: a small one passes under a larger limit', async () => {
    using at = start();
    const limits = { ...defaultLimits, files: 20_000 };
    const { read } = await reading(at, treeBomb(at, 10, 4), bundleGuards, limits);
    expect(await read()).toHaveProperty('commit');
    const { read: again } = await reading(at, at.path('bundle'), bundleGuards, { ...limits, files: 9_999 });
    expect(await faultOf(again())).toMatch(/^(bundle-too-large|too-many-entries)$/);
  });
});

it('what a bundle brings beside its commit does not land', async () => {
  using at = start();
  at.git('clone', '-q', '--no-hardlinks', '.', at.path('user'));
  at.write('b.txt', 'two\n');
  const tip = at.commit();
  const smuggled = blob(at, 'smuggled\n');
  const all = at.git('rev-list', '--objects', tip, '^main').split('\n');
  const file = bundle(at, tip, { objects: [...all.map((one) => one.slice(0, 40)), smuggled] });
  const [base, has] = [
    at.git('rev-parse', 'main'),
    (id: string) => at.git('-C', at.path('user'), 'cat-file', '-t', id),
  ];

  await using git = await openScene(at, at.path('user'));
  await using workshop = await git.workshop();
  const { commit } = await workshop.readBundle(file, base, NONCE);
  await workshop.land([{ ref: 'refs/heads/plan/x', from: undefined, to: commit }]);
  expect(has(tip)).toBe('commit');
  expect(() => has(smuggled)).toThrow();
});

it.each<[string, (at: Scene) => void, string]>([
  ['is missing', () => {}, 'bundle-missing'],
  ['is a link', (at) => symlinkSync(withEntries(at), at.path('it')), 'bundle-missing'],
  ['is a folder', (at) => mkdirSync(at.path('it')), 'bundle-no-file'],
  ['is a pipe', (at) => void execFileSync('mkfifo', [at.path('it')]), 'bundle-no-file'],
  ['is empty', (at) => writeFileSync(at.path('it'), ''), 'bundle-version'],
])('a bundle that %s', async (_, make, code) => {
  using at = start();
  make(at);
  const { read } = await reading(at, at.path('it'));
  expect(await faultOf(read())).toBe(code);
});

it('a bundle that was cut, or changed in one byte, is the same commit or a refusal, and no other end', async () => {
  using at = start();
  at.write('b.txt', 'two\n');
  const tip = at.commit();
  const file = bundle(at, tip);
  const whole = execFileSync('cat', [file]);
  const { read } = await reading(at, file);
  expect(await read()).toMatchObject({ commit: tip });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (i, bits, cut) => {
        const bytes = Buffer.from(cut ? whole.subarray(0, i) : whole);
        if (!cut) bytes[i]! ^= bits;
        writeFileSync(file, bytes);
        const ended = await read().then(
          ({ commit }) => commit,
          (fault) => fault.kind,
        );
        expect([tip, 'refused']).toContain(ended);
      },
    ),
    { numRuns: runs(60) },
  );
});
