import {
  mkdirSync,
  mkdtempDisposableSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf, objectOf } from '../../test/builders/story.ts';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { downloadsIn } from '../adapters/files/downloads.ts';
import { gatherGuards, outcomeDigest } from '../outcomes/gathered.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { handOn, takeDownloads } from './downloaded.ts';

const SCHEDULE: Schedule = {
  planfile: 1,
  kind: 'schedule',
  plan: 'slugs',
  run: '7',
  attempt: 1,
  nonce: 'a'.repeat(32),
  path: 'plans/slugs.md',
  from: 'branch',
  planCommit: objectOf('plan'),
  policyCommit: null,
  base: objectOf('base'),
  legs: ['slugify', 'wire'].map((phase) => ({
    phase,
    digest: digestOf(phase),
    start: digestOf(phase).slice(0, 32),
    attempt: 1,
    approvedBy: [],
  })),
  held: [],
};

/** The folder of a job's outcomes, and what was downloaded into it: by artifact, names and contents. */
function stage(downloads: Record<string, Record<string, string>>, below = 'in') {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'downloaded-'));
  const put = (artifacts: typeof downloads, where: string) => {
    for (const [artifact, files] of Object.entries(artifacts)) {
      mkdirSync(join(folder.path, where, artifact), { recursive: true });
      for (const [name, content] of Object.entries(files))
        writeFileSync(join(folder.path, where, artifact, name), content);
    }
  };
  put(downloads, below);
  const progress = keptProgress();
  return {
    path: folder.path,
    put,
    progress,
    names: () => readdirSync(folder.path).sort(),
    /** What the job that made it would have given out. */
    async expected(name: string, artifact: string): Promise<string> {
      const found = (await downloadsIn(join(folder.path, 'in'))).find((one) =>
        one.folder.endsWith(`/${artifact}`),
      );
      return `${name} 12 ${outcomeDigest(found!.files)}`;
    },
    take: (command: 'execute' | 'verify' | 'publish', expect: string, guards = Object.values(gatherGuards)) =>
      takeDownloads({ command, folder: folder.path, expect }, progress, guards),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

const schedule = { 'schedule.json': JSON.stringify(SCHEDULE) };
const leg = { 'result-slugify.json': '{}', 'work-slugify.bundle': 'bundle' };

test('what jobs said they made is copied, and nothing else', async () => {
  using at = stage({ s: schedule, l: leg, evil: { 'review.json': '{}' } });
  await at.take('verify', [await at.expected('schedule', 's'), await at.expected('leg-0', 'l')].join('\n'));
  expect(at.names()).toEqual(['in', 'result-slugify.json', 'schedule.json', 'work-slugify.bundle']);
});

test('a single artifact lies in the folder itself', async () => {
  using at = stage({ '': schedule });
  await at.take('execute', await at.expected('schedule', 'in'));
  expect(at.names()).toContain('schedule.json');
});

test('one byte more, and it is nobody’s: the step says so and goes on without it', async () => {
  using at = stage({ s: schedule, l: leg });
  const expected = [await at.expected('schedule', 's'), await at.expected('leg-0', 'l')].join('\n');
  writeFileSync(join(at.path, 'in/l/result-slugify.json'), '{ }');
  await at.take('verify', expected);
  expect(at.names()).not.toContain('result-slugify.json');
  expect(at.progress.notes.join()).toContain(
    'leg-0 is not taken: no download has the digest that the job said',
  );
});

test('a link in a download is not followed; without the guard its target would be somebody else’s file', async () => {
  using at = stage({ s: schedule, l: { 'result-slugify.json': '{}' } });
  symlinkSync('/etc/hostname', join(at.path, 'in/l/work-slugify.bundle'));
  const digest = outcomeDigest(
    (await downloadsIn(join(at.path, 'in'))).find(({ folder }) => folder.endsWith('/l'))!.files,
  );
  const expected = [await at.expected('schedule', 's'), `leg-0 ${digest}`].join('\n');
  await at.take('verify', expected);
  expect(at.names()).not.toContain('work-slugify.bundle');
  const guards = Object.entries(gatherGuards).flatMap(([name, guard]) =>
    name === 'all of it is plain files' ? [] : [guard],
  );
  await at.take('verify', expected, guards);
  expect(at.names()).toContain('work-slugify.bundle');
});

test('publish takes the checkpoints of a job without a word, and of no other', async () => {
  using at = stage({ s: schedule, l: leg });
  const points = (phase: string) => ({
    [`checkpoint-${phase}-1.json`]: '{}',
    [`checkpoint-${phase}-1.bundle`]: 'b',
  });
  at.put({ one: points('slugify'), two: points('wire') }, 'checkpoints');
  await at.take('publish', [await at.expected('schedule', 's'), await at.expected('leg-0', 'l')].join('\n'));
  expect(at.names().filter((name) => name.startsWith('checkpoint-'))).toEqual([
    'checkpoint-wire-1.bundle',
    'checkpoint-wire-1.json',
  ]);
});

test.each([
  ['', 'schedule-missing'],
  [`schedule ${'0'.repeat(64)}`, 'schedule-missing'],
  ['schedule latest', 'expect-misfit'],
])('expect %j is refused', async (expected, code) => {
  using at = stage({ s: schedule });
  await expect(at.take('verify', expected)).rejects.toMatchObject({ code });
});

test('a review that no wave leads up to takes nothing', async () => {
  using at = stage({ s: schedule });
  await takeDownloads({ command: 'review', folder: at.path, expect: '' }, at.progress);
  expect(at.names()).toEqual(['in']);
});

test('what a step made is handed on with the digest by which the next one takes it', async () => {
  using at = stage({ s: schedule });
  writeFileSync(join(at.path, 'result-slugify.json'), '{}');
  writeFileSync(join(at.path, 'schedule.json'), schedule['schedule.json']);
  const handed = await handOn('execute', at.path, 'slugify');
  expect(readdirSync(handed!.folder)).toEqual(['result-slugify.json']);
  expect(readFileSync(join(handed!.folder, 'result-slugify.json'), 'utf8')).toBe('{}');
  expect(handed!.digest).toBe(outcomeDigest((await downloadsIn(handed!.folder))[0]!.files));
  expect(await handOn('verify', at.path, undefined)).toBeUndefined();
});
