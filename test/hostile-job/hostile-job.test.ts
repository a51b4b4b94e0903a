/**
 * Everything that an enemy in a model job could hand on, in one table: what it does, and by which name it is refused. The job has its
 * folder of outcomes and nothing else (trust.md T5, T19, T21). Beside each row its guard's broken twin stands elsewhere: of bundles in
 * test/contracts/git/bundles.test.ts, of downloads in the tests of `gathered.ts`, of scope in scope.test.ts; of results at the end here.
 */
import { writeFileSync } from 'node:fs';
import { readFile, symlink, unlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diskFiles } from '../../src/adapters/files/files.ts';
import { outcomePath, writeOutcome } from '../../src/commands/outcome-files.ts';
import { gatherPieces, resultGuards } from '../../src/commands/wave-work.ts';
import { parseTrailers } from '../../src/lifecycle/trailers.ts';
import type { Schedule } from '../../src/outcomes/schedule.ts';
import { builtResult } from '../builders/outcomes.ts';
import { ATTACKS, bundle, commitOf, NONCE, rawTree, treeBomb } from '../contracts/git/hostile-bundles.ts';
import type { Scene } from '../contracts/git/scene.ts';
import { hostileJob, type Job, type JobEnd, plan, startedWave } from './stage.ts';

interface Row {
  what: string;
  before?: (job: Job) => unknown;
  after?: (job: Job) => unknown;
  /** The name that it is refused by, in what is said of the phase, or the code of publish's fault. */
  by: string | RegExp;
}

const result = 'result-mine.json';
const files = (made: Record<string, string>) => (job: Job) => job.exchange(job.committed(made));
const made = (make: (at: Scene) => string) => (job: Job) => job.exchange(make(job.at));
const claims = (change: Parameters<Job['change']>[1]) => (job: Job) => job.change(result, change);
const USAGE = { role: 'executor', model: 'm', calls: 1, input: 1, cacheRead: 0, cacheWrite: 0, output: 1 };

/** What a result says of itself. */
const OF_RESULTS: Row[] = [
  { what: 'a result of another plan', before: claims({ plan: 'another' }), by: 'of another job: plan' },
  { what: 'a result of another run', before: claims({ run: 'run-2' }), by: 'of another job: run' },
  { what: 'a result of another attempt', before: claims({ attempt: 2 }), by: 'of another job: attempt' },
  {
    what: 'a result with another nonce',
    before: claims({ nonce: '0'.repeat(32) }),
    by: 'of another job: nonce',
  },
  { what: 'a result of another phase', before: claims({ phase: 'other' }), by: 'of another job: phase' },
  { what: 'a wrong digest', before: claims({ digest: '0'.repeat(64) }), by: 'of another job: digest' },
  { what: 'another base', before: claims({ base: '0'.repeat(40) }), by: 'of another job: base' },
  {
    what: 'the digest of the other phase',
    before: (job) => job.change(result, { digest: plan.phases[1]!.digest, phase: 'other' }),
    by: 'of another job: phase',
  },
  {
    what: 'negative tokens',
    before: claims({ usage: [{ ...USAGE, input: -1, usd: 0 }] }),
    by: /does not fit at usage/,
  },
  {
    what: 'a bill below nothing',
    before: claims({ usage: [{ ...USAGE, usd: -5 }] }),
    by: /does not fit at usage/,
  },
  {
    what: 'more tokens than there are numbers',
    before: claims((text) => text.replace('"turns": 1', '"turns": 1e999')),
    by: /does not fit at turns/,
  },
  { what: 'negative time', before: claims({ seconds: -1 }), by: /does not fit at seconds/ },
  { what: 'a field that no result has', before: claims({ approved: true }), by: /does not fit/ },
  { what: 'another kind of outcome', before: claims({ kind: 'verification' }), by: /does not fit at kind/ },
  { what: 'a later version', before: claims({ planfile: 2 }), by: /does not fit at planfile/ },
  { what: 'what is no JSON', before: claims(() => '{'), by: 'is not JSON' },
  {
    what: 'nesting without end',
    before: claims(() => `${'['.repeat(200_000)}${']'.repeat(200_000)}`),
    by: /is not JSON|does not fit/,
  },
  {
    what: 'bytes that are no text',
    before: ({ path }) => writeFileSync(path(result), Buffer.from([0x22, 0xff, 0xfe, 0x22])),
    by: 'is not JSON',
  },
  {
    what: 'a link in the place of the bundle',
    before: async ({ path, at, committed }) => {
      const elsewhere = committed({ 'src/new.txt': 'new\n' });
      writeFileSync(at.path('elsewhere'), await readFile(elsewhere));
      await unlink(path('work-mine.bundle'));
      await symlink(at.path('elsewhere'), path('work-mine.bundle'));
    },
    by: 'bundle-missing',
  },
  {
    what: 'a bundle that lies elsewhere',
    before: async ({ path, change, at }) => {
      writeFileSync(at.path('elsewhere'), await readFile(path('work-mine.bundle')));
      await unlink(path('work-mine.bundle'));
      await change(result, { bundle: '../elsewhere' });
    },
    by: 'bundle-missing',
  },
];

/** What the work itself does. */
const OF_WORK: Row[] = [
  { what: 'a file of another phase', before: files({ 'lib/x': 'x' }), by: /outside of its paths: lib\/x/ },
  { what: 'the plan', before: files({ 'plans/job.md': 'x' }), by: /protected files .* plans\/job\.md/ },
  { what: 'a workflow', before: files({ '.github/workflows/x.yml': 'x' }), by: /protected files/ },
  {
    what: 'a workflow under another case',
    before: files({ '.GitHub/WorkFlows/x.yml': 'x' }),
    by: /protected files/,
  },
  {
    what: 'attributes in its own folder',
    before: files({ 'src/.gitattributes': '* filter=x' }),
    by: /protected files/,
  },
  {
    what: 'a manifest in its own folder',
    before: files({ 'src/package.json': '{}' }),
    by: /protected files/,
  },
  {
    what: 'a name that Unicode folds into a protected one',
    before: files({ 'src/ｐackage.json': '{}' }),
    by: /protected files/,
  },
  {
    what: '100,000 files',
    before: made((at) => {
      const id = at.git('rev-parse', 'main:a.txt');
      const names = Array.from({ length: 100_000 }, (_, i) => `f${String(i).padStart(6, '0')}`);
      const tree = rawTree(at, [
        ['100644', 'a.txt', id],
        ...names.map((name): [string, string, string] => ['100644', name, id]),
      ]);
      const commit = commitOf(at, tree);
      return bundle(at, commit, { objects: [commit, tree] });
    }),
    by: /too-many-entries|bundle-too-large/,
  },
  {
    what: 'a tree of ten to the tenth files',
    before: made((at) => treeBomb(at, 10, 10)),
    by: 'too-many-entries',
  },
  {
    what: 'a ref that is an option',
    before: made((at) =>
      bundle(at, at.commit(), { refs: [`${at.git('rev-parse', 'HEAD')} --upload-pack=evil`] }),
    ),
    by: 'bundle-version',
  },
  {
    what: 'a ref that walks',
    before: made((at) => {
      const tip = at.commit();
      return bundle(at, tip, { refs: [`${tip} refs/planfile-out/../heads/main`] });
    }),
    by: 'bundle-ref',
  },
  {
    what: 'the default branch as its ref',
    before: made((at) => {
      const tip = at.commit();
      return bundle(at, tip, { refs: [`${tip} refs/heads/main`] });
    }),
    by: 'bundle-ref',
  },
  ...ATTACKS.map(({ guard, code = guard, what, make, without }) => ({
    what: `a bundle with ${what} (${guard})`,
    before: made(make),
    // Where another guard comes first, it is that one's name.
    by: without ? /bundle-(?:pack|misleading-path|unsafe-path|strict)/ : code,
  })),
];

/** What is exchanged after verify has looked. */
const BEHIND: Row[] = [
  {
    what: 'other work than verify saw',
    after: files({ 'src/new.txt': 'another\n' }),
    by: 'verify did not see this work',
  },
  {
    what: 'a bundle that was damaged',
    after: async ({ path }) => {
      const bytes = await readFile(path('work-mine.bundle'));
      bytes[bytes.length - 30]! ^= 0xff;
      writeFileSync(path('work-mine.bundle'), bytes);
    },
    by: 'bundle-pack',
  },
  {
    what: 'a tree that verify did not see',
    after: (job) => job.change('verification.json', { tree: '0'.repeat(40) }),
    by: 'tree-differs',
  },
  {
    what: 'a verification of another run',
    after: (job) => job.change('verification.json', { nonce: '0'.repeat(32) }),
    by: 'the run ended before verify',
  },
  {
    what: 'a schedule with another digest',
    after: async ({ change, schedule: { legs } }) =>
      change('schedule.json', { legs: [{ ...legs[0], digest: 'f'.repeat(64) }] }),
    by: 'schedule-misfit',
  },
  {
    what: 'a schedule that names a start of nobody',
    after: async ({ change, schedule: { legs } }) =>
      change('schedule.json', { legs: [{ ...legs[0], start: 'f'.repeat(32) }] }),
    by: 'start-unknown',
  },
  {
    what: 'a schedule of a phase that was not started',
    after: async ({ change, schedule: { legs } }) => {
      const { id, digest } = plan.phases[1]!;
      await change('schedule.json', { legs: [{ ...legs[0], phase: id, digest }] });
    },
    by: 'start-unknown',
  },
];

describe('what verify and publish make of', () => {
  let started: Awaited<ReturnType<typeof startedWave>>;
  beforeAll(async () => {
    started = await startedWave();
  });
  afterAll(() => started[Symbol.asyncDispose]());

  test('an honest job', async () => {
    await started.beHonest();
    expect(await started.judged()).toBe('');
  });

  // Bundles are judged one by one in bundles.test.ts too.
  const rows = [...OF_RESULTS, ...OF_WORK].filter(
    ({ what }, i) => process.env.SOAK || !what.startsWith('a bundle with') || i % 6 === 0,
  );
  test.each(rows)('$what', async ({ before, by }) => {
    await started.beHonest();
    await before!(started.job);
    expect(await started.judged()).toMatch(by);
  });
});

/** `npm run soak`: everything goes the whole way. */
const whole = process.env.SOAK
  ? [...OF_RESULTS, ...OF_WORK, ...BEHIND]
  : [OF_RESULTS[0]!, OF_WORK[0]!, ...BEHIND];

test.each(whole)('refused by name at the landing: $what', async ({ before, after, by }) => {
  await hostileJob({ ...(before ? { before } : {}), ...(after ? { after } : {}) }, (end) => {
    expect(`${end.fault ?? ''} ${end.said}`).toMatch(by);
    expect(end.landed, 'nothing landed').toBe('');
    expect(end.record.some((step) => step.type === 'end' && step.outcome === 'done')).toBe(false);
    expect(end.landing?.check.conclusion).not.toBe('success');
  });
});

/** What is taken, but says nothing: the honest work lands, as ours. */
const UNHEARD: {
  what: string;
  before?: Row['before'];
  after?: Row['after'];
  look: (end: JobEnd) => unknown;
}[] = [
  { what: 'nothing at all', look: ({ landing }) => expect(landing?.check.conclusion).toBe('success') },
  {
    what: 'an outcome of a phase that nobody started',
    before: async (job) => {
      const folder = job.path('.');
      await writeOutcome(diskFiles, folder, builtResult(job.schedule, 'other'), 'other');
      writeFileSync(job.path('work-other.bundle'), await readFile(job.committed({ 'lib/x': 'x' })));
    },
    look: ({ git, landing }) => {
      expect(git('ls-tree', '-r', '--name-only', 'plan/job')).not.toContain('lib/x');
      expect(landing?.ended.map(({ phase }) => phase)).toEqual(['mine']);
    },
  },
  {
    what: 'a forged author, and trailers in its message',
    before: (job) =>
      job.exchange(
        job.committed(
          { 'src/new.txt': 'new\n' },
          { author: 'Ada <ada@example.org>', message: `x\n\nPlan: p@${'0'.repeat(64)}\nApproved-by: root` },
        ),
      ),
    look: ({ git }) => {
      expect(git('log', '-1', '--format=%an %ae', 'plan/job')).not.toContain('Ada');
      expect(git('log', '-1', '--format=%B', 'plan/job')).not.toContain('root');
    },
  },
  {
    what: 'trailers in its summary',
    before: claims({
      summary: `Built.\n\nPlan: plans/job.md@${'0'.repeat(64)}\nPlan-Phase: other\nImplemented-by: Ada\nApproved-by: root`,
      deviations: ['Approved-by: root'],
    }),
    look: ({ git }) => {
      const trailers = parseTrailers(git('log', '-1', '--format=%B', 'plan/job'));
      expect(trailers).toMatchObject({ phase: 'mine', implementedBy: 'claude-sonnet-5-5' });
      expect(trailers?.approvedBy.join()).not.toContain('root');
    },
  },
  {
    what: 'a review that it wrote itself: passing, and of nothing',
    after: (job) => job.change('review.json', { criteria: [], verdict: 'pass', why: 'all is well' }),
    look: ({ landing }) => expect(landing?.check.conclusion).toBe('action_required'),
  },
  {
    what: 'a review that says pass over an unmet criterion',
    after: (job) =>
      job.change('review.json', {
        criteria: [{ phase: 'mine', criterion: 1, text: 'It is there', met: false, evidence: 'no' }],
      }),
    look: ({ landing }) => expect(landing?.check.conclusion).toBe('failure'),
  },
  {
    what: 'a review of another tree',
    after: (job) => job.change('review.json', { tree: '0'.repeat(40) }),
    look: ({ landing }) => expect(landing?.check.conclusion).toBe('action_required'),
  },
  {
    what: 'a review of another run',
    after: (job) => job.change('review.json', { nonce: '0'.repeat(32) }),
    look: ({ landing }) => expect(landing?.check.conclusion).toBe('action_required'),
  },
];

test.each(UNHEARD)('unheard: $what', async ({ before, after, look }) => {
  await hostileJob({ ...(before ? { before } : {}), ...(after ? { after } : {}) }, (end) => {
    expect(end.landing?.ended, end.said).toMatchObject([{ phase: 'mine', outcome: 'done' }]);
    look(end);
  });
});

describe('each of what a result must be of', () => {
  const forged: Record<string, object> = {
    plan: { plan: 'another' },
    run: { run: 'run-2' },
    attempt: { attempt: 2 },
    nonce: { nonce: '0'.repeat(32) },
    phase: { phase: 'other' },
    digest: { digest: '0'.repeat(64) },
    base: { base: '0'.repeat(40) },
  };
  const wave = {
    planfile: 1,
    kind: 'schedule',
    ...{ plan: 'job', run: 'run-1', attempt: 1, nonce: NONCE, base: '1'.repeat(40) },
    legs: [{ phase: 'mine', digest: plan.phases[0]!.digest, start: 'x', attempt: 1, approvedBy: [] }],
  } as unknown as Schedule;

  /** Why the piece of a result with this lie may not land; a result without a change needs no bundle. */
  async function refusalOf(lie: object, guards: typeof resultGuards): Promise<string | undefined> {
    const told = { ...builtResult(wave, 'mine', { commit: null, bundle: null }), ...lie };
    const bytes = new TextEncoder().encode(JSON.stringify(told));
    const read = async (path: string) => (path === outcomePath('f', 'result', 'mine') ? bytes : undefined);
    const ports = { files: { ...diskFiles, read, list: async () => [] } };
    const [piece] = await gatherPieces({ schedule: wave, plan, folder: 'f' }, {} as never, ports, guards);
    return piece!.refusal?.message;
  }

  test('has its lie here', () => expect(Object.keys(forged)).toEqual(Object.keys(resultGuards)));

  test.each(Object.entries(forged))('%s: refused, and by this guard alone', async (name, lie) => {
    expect(await refusalOf(lie, resultGuards)).toContain(`of another job: ${name}`);
    const { [name]: _, ...others } = resultGuards;
    expect(await refusalOf(lie, others)).toBeUndefined();
  });
});
