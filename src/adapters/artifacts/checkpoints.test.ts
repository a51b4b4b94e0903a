import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ResultsDouble, startResults, type Trouble } from '../../../test/doubles/results/server.ts';
import { Fault } from '../../ports/fault.ts';
import { artifactCheckpoints } from './checkpoints.ts';

let folder: string;
let files: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planfile-artifacts-'));
  files = [join(folder, 'checkpoint-a-1.json'), join(folder, 'checkpoint-a-1.bundle')];
  await writeFile(files[0]!, '{"phase":"a"}\n');
  await writeFile(files[1]!, '# v2 git bundle\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const client = (environment: Record<string, string>, most?: number) =>
  artifactCheckpoints({
    node: process.execPath,
    entry: resolve('src/entries/hand-out.ts'),
    environment,
    attempt: '2',
    ...(most && { most }),
  });

async function handOut(trouble: Trouble, options: { most?: number; signal?: AbortSignal } = {}) {
  const results = await startResults(trouble);
  await using _double = results;
  const ended = await client(results.environment, options.most)
    .handOut('checkpoint-a-1', files, options.signal)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  return { ended, results: { ...results } as ResultsDouble };
}

test('the real client hands out both files under a name that is given once in a run', async () => {
  const { ended, results } = await handOut(() => undefined);
  expect(ended).toBeUndefined();
  expect(results.violations).toEqual([]);
  expect(results.calls).toEqual(['CreateArtifact', 'PUT block', 'PUT blocklist', 'FinalizeArtifact']);
  const archive = Buffer.from(results.artifacts.get('planfile-2-checkpoint-a-1')!);
  for (const part of ['checkpoint-a-1.json', '{"phase":"a"}', 'checkpoint-a-1.bundle', '# v2 git bundle'])
    expect(archive.includes(part), part).toBe(true);
  expect(archive.includes(folder)).toBe(false);
});

test.each<[string, Trouble]>([
  ['is not allowed', (call) => (call === 'CreateArtifact' ? 403 : undefined)],
  ['loses the blob', (call) => (call === 'PUT blocklist' ? 403 : undefined)],
])('a service that %s is a fault that tells no signed address', async (_, trouble) => {
  const { ended, results } = await handOut(trouble);
  expect(ended).toBeInstanceOf(Fault);
  expect(ended).toMatchObject({ kind: 'service', code: 'not-handed-out' });
  const message = (ended as Fault).message;
  expect(message).not.toBe('');
  expect(message).not.toMatch(/sig=|Bearer|eyJ/);
  expect(message).not.toContain(results.environment.ACTIONS_RUNTIME_TOKEN);
});

test('one that hangs is given up, and nobody is left', async () => {
  const { ended } = await handOut(() => 'hang', { most: 1_000 });
  expect(ended).toMatchObject({ code: 'not-handed-out' });
});

test('it ends at once when nobody waits for it any more', async () => {
  const stop = new AbortController();
  const { ended } = await handOut(
    () => {
      stop.abort();
      return 'hang';
    },
    { signal: stop.signal },
  );
  expect(ended).toMatchObject({ code: 'not-handed-out' });
});

test('when nobody waits any more, nothing is begun', async () => {
  const { ended, results } = await handOut(() => undefined, { signal: AbortSignal.abort() });
  expect(ended).toMatchObject({ code: 'not-handed-out' });
  expect(results.calls).toEqual([]);
});
