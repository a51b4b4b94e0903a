import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Landing } from '../../src/outcomes/landing.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { failing, finish, play, type Turn, write } from './actors.ts';
import { type Place, place, project } from './place.ts';

/** A wave that is built, verified and reviewed, and not published yet. */
async function unpublished(review?: readonly Turn[]): Promise<{ here: Place; out: string }> {
  await using messages = await startMessages(
    play({
      phases: { please: [write('please.sh', 'echo please\n'), finish()] },
      ...(review ? { review } : {}),
    }),
  );
  const here = await place(project);
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  const out = join(here.folder, 'out');
  await here.planfile('approve', 'polite', '--yes');
  for (const step of [['schedule', 'polite'], ['execute', '--phase', 'please'], ['verify'], ['review']]) {
    await here.planfile(...step, '--out', out);
  }
  return { here, out };
}

/** What somebody in between makes of an outcome. */
async function forge(out: string, name: string, change: Record<string, unknown>): Promise<void> {
  const path = join(out, name);
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...change }));
}

const refs = (here: Place) => here.git('for-each-ref', '--format=%(refname) %(objectname)');
const published = async (here: Place, out: string) => await here.planfile('publish', '--out', out, '--json');

test('a tree that verify did not see lands nowhere', async () => {
  const { here, out } = await unpublished();
  const before = await refs(here);
  await forge(out, 'verification.json', { tree: '0'.repeat(40) });
  const ran = await published(here, out);
  expect(ran.exit).toBe(3);
  expect(ran.json()).toMatchObject({ fault: { code: 'tree-differs' } });
  expect(await refs(here)).toBe(before);
});

test('a schedule with another digest is refused by every step', async () => {
  const { here, out } = await unpublished();
  const before = await refs(here);
  const schedule = JSON.parse(await readFile(join(out, 'schedule.json'), 'utf8'));
  await forge(out, 'schedule.json', { legs: [{ ...schedule.legs[0], digest: 'f'.repeat(64) }] });
  for (const step of [['execute', '--phase', 'please'], ['verify'], ['review'], ['publish']]) {
    const ran = await here.planfile(...step, '--out', out, '--json');
    expect(ran.exit, step.join(' ')).toBe(3);
    expect(ran.json()).toMatchObject({ fault: { code: 'schedule-misfit' } });
  }
  expect(await refs(here)).toBe(before);
});

test('an outcome that does not fit its schema is none', async () => {
  const { here, out } = await unpublished();
  const before = await refs(here);
  await forge(out, 'schedule.json', { extra: 'field' });
  expect(await published(here, out)).toMatchObject({ exit: 3 });
  expect(await refs(here)).toBe(before);
});

test.each([
  ['another run', { nonce: '0'.repeat(32) }],
  ['another base', { base: '0'.repeat(40) }],
  ['another digest', { digest: '0'.repeat(64) }],
])('a result of %s is no result of this phase', async (_, change) => {
  const { here, out } = await unpublished();
  await forge(out, 'result-please.json', change);
  const ran = await published(here, out);
  expect(ran.exit, ran.stderr).toBe(0);
  expect(ran.json<Landing>().ended).toMatchObject([{ outcome: 'failed', reason: 'error' }]);
  expect(await refs(here)).not.toContain('refs/heads/plan/polite');
});

test('negative tokens, or a bill that was lowered below nothing, do not fit', async () => {
  const { here, out } = await unpublished();
  const result = JSON.parse(await readFile(join(out, 'result-please.json'), 'utf8'));
  await forge(out, 'result-please.json', { usage: [{ ...result.usage[0], usd: -5 }] });
  const ran = await published(here, out);
  expect(ran.json<Landing>().ended).toMatchObject([{ outcome: 'failed', reason: 'crashed' }]);
});

test('a bundle that was exchanged is refused', async () => {
  const { here, out } = await unpublished();
  const bundle = join(out, 'work-please.bundle');
  const bytes = await readFile(bundle);
  bytes[bytes.length - 30]! ^= 0xff;
  await writeFile(bundle, bytes);
  const ran = await published(here, out);
  expect(ran.json<Landing>().ended).toMatchObject([{ outcome: 'failed', reason: 'scope' }]);
  expect(await refs(here)).not.toContain('refs/heads/plan/polite');
});

test('a review that says pass over an unmet criterion is judged again', async () => {
  const { here, out } = await unpublished([failing]);
  await forge(out, 'review.json', { verdict: 'pass', why: 'all is well' });
  const ran = await published(here, out);
  expect(ran.json<Landing>().check).toMatchObject({ conclusion: 'failure' });
});

test('a review of another tree, or of another run, is not this one', async () => {
  for (const change of [{ tree: '0'.repeat(40) }, { nonce: '0'.repeat(32) }]) {
    const { here, out } = await unpublished();
    await forge(out, 'review.json', change);
    const ran = await published(here, out);
    expect(ran.json<Landing>().check.conclusion).toBe('action_required');
  }
});

test('an approval that is gone when the work would land, lands nothing', async () => {
  const { here, out } = await unpublished();
  // Another state folder is another machine: the approval is not this one's any more.
  here.env.XDG_STATE_HOME = join(here.folder, 'another-machine');
  const ran = await published(here, out);
  expect(ran.json<Landing>().ended).toMatchObject([{ outcome: 'failed', reason: 'refused' }]);
  expect(await refs(here)).not.toContain('refs/heads/plan/polite');
});
