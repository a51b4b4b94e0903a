/** In a job of CI checkpoints leave the machine while the session works, and the job's tokens are out of everybody's reach (T7, T18). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EDITS } from '../../src/session/checkpoints.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { startResults } from '../doubles/results/server.ts';
import { bash, calls, finish, play } from './actors.ts';
import { place, planText, project } from './place.ts';

const edits = calls(
  Array.from({ length: EDITS }, (_, n) => ({
    name: 'write',
    input: { file_path: `out/${n}`, content: `${n}\n` },
  })),
);

test('a checkpoint is an artifact of the run before the session ends', async () => {
  await using results = await startResults();
  const looks = bash('env; cat /proc/*/environ | tr "\\0" "\\n"; ls -la /proc/*/fd 2>&1 | head -50');
  // It goes on working until somebody else could have found its checkpoint.
  const works = () => (results.artifacts.size > 0 ? finish() : bash('sleep 0.1'));
  await using messages = await startMessages(play({ phases: { please: [edits, looks, works] } }));
  const here = await place({
    ...project,
    'plans/polite.md': planText({
      id: 'polite',
      phases: [{ id: 'please', yaml: 'paths: [out/**], verify: [test ! -f out/0]' }],
    }),
    '.github/planfile.yml': 'rounds: 1\n',
  });
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'sk-ant-test-key' });
  await here.planfile('approve', 'polite', '--yes');
  const out = join(here.folder, 'outcomes');
  await here.planfile('schedule', 'polite', '--out', out);

  Object.assign(here.env, {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_ATTEMPT: '3',
    ...results.environment,
  });
  const run = await here.planfile('execute', '--phase', 'please', '--out', out);
  expect(run.exit, run.stderr).toBe(1);
  expect(run.stderr).not.toContain('could not be handed out');
  // The verify that failed was another reason to put the work aside.
  expect([...results.artifacts.keys()]).toEqual([
    'planfile-3-checkpoint-please-1',
    'planfile-3-checkpoint-please-2',
  ]);
  expect(results.violations).toEqual([]);
  const archive = Buffer.from(results.artifacts.get('planfile-3-checkpoint-please-1')!);
  expect(archive.includes(readFileSync(join(out, 'checkpoint-please-1.bundle')))).toBe(true);

  const told = messages.requests.map(({ raw }) => raw).join('');
  expect(told).toContain('TMPDIR=');
  const secret = results.environment.ACTIONS_RUNTIME_TOKEN;
  expect(told).not.toContain(secret.slice(0, 40));
  expect(told).not.toContain('ACTIONS_');
  expect(run.stdout + run.stderr).not.toContain(secret.slice(0, 40));
});
