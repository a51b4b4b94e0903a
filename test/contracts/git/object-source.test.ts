/** One child that answers for objects as long as a git directory is open. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { objectSource } from '../../../src/adapters/git/object-source.ts';
import { gitRunner, type RunGit } from '../../../src/adapters/git/spawn.ts';
import { faultOf, PATH, type Scene, scene } from './scene.ts';

const open = (at: Scene, run: RunGit = gitRunner(PATH), deadline?: number) =>
  objectSource(run, join(at.repo, '.git'), deadline);
const text = (object: { bytes: Buffer } | undefined) => object?.bytes.toString();

it('answers in order, what is not there among the rest', async () => {
  using at = scene({ a: 'one\n', b: '' });
  using source = open(at);
  const head = at.git('rev-parse', 'HEAD');
  const names = [`${head}:a`, `${head}:c`, `${head}:b`, '0'.repeat(40), `${head}^{tree}`];
  const found = await Promise.all(names.map((name) => source.find(name)));
  expect(found.slice(0, 4).map(text)).toEqual(['one\n', undefined, '', undefined]);
  expect(found[4]).toMatchObject({ type: 'tree', id: at.git('rev-parse', 'HEAD^{tree}') });
  expect(await faultOf(source.read([`${head}:a`, `${head}:c`]))).toBe('object-missing');
});

it('sees what others write while it serves, also in packs', async () => {
  using at = scene({ a: 'one\n' });
  using source = open(at);
  await source.find(at.git('rev-parse', 'HEAD'));
  const loose = at.gitIn('loose\n', 'hash-object', '-w', '--stdin');
  expect(text(await source.find(loose))).toBe('loose\n');
  at.write('b', 'packed\n');
  at.commit();
  at.git('gc', '-q', '--prune=now');
  expect(text(await source.find(at.git('rev-parse', 'HEAD:b')))).toBe('packed\n');
});

it('is started again when it died; what was asked then is a fault, never an answer', async () => {
  using at = scene({ a: 'one\n' });
  const head = at.git('rev-parse', 'HEAD');
  const run = gitRunner(PATH);
  let starts = 0;
  // The first one knows no object and ends at once.
  const dying: RunGit = (call) => {
    starts += 1;
    return run(starts === 1 ? { ...call, args: ['version'], onOutput: () => undefined } : call);
  };
  using source = open(at, dying);
  expect(await faultOf(source.read([`${head}:a`]))).toBe('object-missing');
  expect(text(await source.find(`${head}:a`))).toBe('one\n');
  expect(starts).toBe(2);
});
