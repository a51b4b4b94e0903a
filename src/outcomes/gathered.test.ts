import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ARTIFACT_MOST,
  checkpointsOf,
  type Download,
  type DownloadedFile,
  type Expected,
  expectedIn,
  gather,
  gatherGuards,
  outcomeDigest,
} from './gathered.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const file = (name: string, more: Partial<DownloadedFile> = {}): DownloadedFile => ({
  name,
  kind: 'file',
  size: 10,
  sha256: sha256(name),
  ...more,
});
const download = (...files: DownloadedFile[]): Download => ({ folder: 'in/x', files });
const said = (name: string, { files }: Download): Expected => ({ name, digest: outcomeDigest(files) });

const PHASES = ['slugify', 'wire'];
const leg = download(file('result-slugify.json'), file('work-slugify.bundle'));

/** What each guard alone keeps out. */
const attacks: Record<string, { expected: Expected[]; downloads: Download[] }> = {
  'a job of this wave has such a name': {
    expected: [said('leg-7', download())],
    downloads: [download()],
  },
  'one job made one outcome': {
    expected: [said('leg-0', leg), { name: 'leg-0', digest: sha256('another') }],
    downloads: [leg],
  },
  'all of it is plain files': (() => {
    const odd = download(file('result-slugify.json', { kind: 'link' }));
    return { expected: [said('leg-0', odd)], downloads: [odd] };
  })(),
  'no name leads elsewhere': (() => {
    const odd = download(file('../schedule.json'));
    return { expected: [said('schedule', odd)], downloads: [odd] };
  })(),
  'it holds what such a job yields': (() => {
    const odd = download(file('result-wire.json'));
    return { expected: [said('leg-0', odd)], downloads: [odd] };
  })(),
  'it is within the limits': (() => {
    const odd = download(file('work-slugify.bundle', { size: ARTIFACT_MOST + 1 }));
    return { expected: [said('leg-0', odd)], downloads: [odd] };
  })(),
  'its digest is what the job said': {
    expected: [{ name: 'leg-0', digest: sha256('what the job made') }],
    downloads: [leg],
  },
};

describe('what a job made is taken', () => {
  test('by its digest, wherever it was unpacked', () => {
    const { taken, missing } = gather([said('leg-0', leg)], [download(file('x')), leg], PHASES);
    expect(taken).toMatchObject([{ expected: { name: 'leg-0' }, download: leg }]);
    expect(missing).toEqual([]);
  });

  test('and what nobody expected is not', () => {
    expect(gather([], [leg], PHASES)).toEqual({ taken: [], missing: [] });
  });

  test('the schedule before any leg is known', () => {
    const schedule = download(file('schedule.json'));
    expect(gather([said('schedule', schedule)], [schedule], undefined).taken).toHaveLength(1);
    expect(gather([said('leg-0', leg)], [leg], undefined).taken).toEqual([]);
  });
});

describe.each(Object.keys(gatherGuards))('%s', (name) => {
  // A name that leads elsewhere is nothing that a job yields either: two guards keep it out.
  const besides =
    name === 'no name leads elsewhere'
      ? 'it holds what such a job yields'
      : name === 'a job of this wave has such a name'
        ? 'it holds what such a job yields'
        : name;
  const { expected, downloads } = attacks[name]!;

  test('keeps out what is not', () => {
    expect(gather(expected, downloads, PHASES).taken).toEqual([]);
  });

  test('and without it, it passes', () => {
    const without = Object.entries(gatherGuards).filter(([one]) => one !== name && one !== besides);
    const guards = without.map(([, guard]) => guard);
    expect(gather(expected, downloads, PHASES, guards).taken).not.toEqual([]);
  });
});

test('the names that lead elsewhere: folders, dots, drives, nothing', () => {
  for (const name of ['.env', '..', 'a/b', '/etc/passwd', 'a\\b', 'C:x', '', 'x..json', 'a\nb']) {
    const guard = gatherGuards['no name leads elsewhere']!;
    const odd = download(file(name));
    expect(
      guard({ expected: said('leg-0', odd), download: odd, every: [], phases: PHASES }),
      name,
    ).toBeDefined();
  }
});

test('a digest is of names and contents, in whatever order they are listed', () => {
  const files = fc.uniqueArray(
    fc.record({ name: fc.string(), sha256: fc.stringMatching(/^[0-9a-f]{64}$/) }),
    {
      selector: ({ name }) => name,
    },
  );
  fc.assert(
    fc.property(files, fc.nat(), (some, at) => {
      expect(outcomeDigest(some.toReversed())).toBe(outcomeDigest(some));
      const one = some[at % Math.max(1, some.length)];
      if (one === undefined) return;
      const changed = some.map((each) => (each === one ? { ...each, sha256: `${each.sha256}0` } : each));
      expect(outcomeDigest(changed)).not.toBe(outcomeDigest(some));
    }),
  );
});

test('lines of expect: a name and a digest, an artifact id between them or not; a job that said nothing is none', () => {
  const digest = sha256('x');
  const text = `schedule 12 ${digest}\nleg-0 ${digest}\n\n  leg-1 \nleg-0 ${digest}\n`;
  expect(expectedIn(text)).toEqual({
    expected: [
      { name: 'schedule', digest },
      { name: 'leg-0', digest },
    ],
    misfits: [],
  });
  for (const line of [`leg-0 ${digest} more`, `leg-0 ${digest.slice(1)}`, `../x ${digest}`, 'leg-0 latest'])
    expect(expectedIn(line).misfits, line).toHaveLength(1);
});

test('of a job without a word only its checkpoints are taken, and never as its outcome', () => {
  const downloads = [
    download(
      file('checkpoint-wire-2.json'),
      file('checkpoint-wire-2.bundle'),
      file('checkpoint-wire-x.json'),
    ),
    download(file('result-wire.json'), file('work-wire.bundle')),
    download(file('checkpoint-slugify-1.json'), file('schedule.json')),
    download(file('checkpoint-wire-3.json', { kind: 'link' })),
  ];
  const [only, ...more] = checkpointsOf(downloads, ['wire']);
  expect(more).toEqual([]);
  expect(only!.files.map(({ to }) => to)).toEqual([
    'checkpoint-wire-2.json',
    'checkpoint-wire-2.bundle',
    'checkpoint-wire-999999.json',
    'checkpoint-wire-999999.bundle',
  ]);
});
