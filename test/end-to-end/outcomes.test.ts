import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Landing } from '../../src/outcomes/landing.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { finish, play, write } from './actors.ts';
import { type Place, place, project } from './place.ts';

/** A wave that is built, verified and reviewed, and not published yet. */
async function unpublished(): Promise<{ here: Place; out: string }> {
  await using messages = await startMessages(
    play({ phases: { please: [write('please.sh', 'echo please\n'), finish()] } }),
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

/** What somebody in between makes of an outcome; every other lie stands in test/hostile-job. */
async function forge(out: string, name: string, change: Record<string, unknown>): Promise<void> {
  const path = join(out, name);
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...change }));
}

const refs = (here: Place) => here.git('for-each-ref', '--format=%(refname) %(objectname)');
const published = async (here: Place, out: string) => await here.planfile('publish', '--out', out, '--json');

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

test('an approval that is gone when the work would land, lands nothing', async () => {
  const { here, out } = await unpublished();
  // Another state folder is another machine: the approval is not this one's any more.
  here.env.XDG_STATE_HOME = join(here.folder, 'another-machine');
  const ran = await published(here, out);
  expect(ran.json<Landing>().ended).toMatchObject([{ outcome: 'failed', reason: 'refused' }]);
  expect(await refs(here)).not.toContain('refs/heads/plan/polite');
});
