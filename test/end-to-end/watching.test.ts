/** What people see of sessions at work: lines that are updated in place on a terminal, plain lines elsewhere. */
import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/outcomes/result.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { bash, finish, passing, play, write } from './actors.ts';
import { CLI, type Place, place, planText, project } from './place.ts';

const phases = [
  { id: 'please', yaml: 'paths: [please.sh], verify: [test -f please.sh]' },
  { id: 'thanks', yaml: 'paths: [thanks.sh], verify: [test -f thanks.sh]' },
];
const script = play({
  phases: {
    please: [bash('true'), write('please.sh', 'echo please\n'), finish()],
    thanks: [bash('sleep 0.5'), write('thanks.sh', 'echo thanks\n'), finish()],
  },
  review: [passing],
});

/** The run at a pseudo terminal, 120 columns wide. */
function atTerminal(here: Place, phases: readonly string[] = []) {
  const named = phases.map((phase) => ` --phase ${phase}`).join('');
  const typed = `stty cols 120; exec ${process.execPath} ${CLI} -C ${here.repository} run polite${named}`;
  const env = { ...here.env, TERM: 'xterm' };
  return promisify(execFile)('script', ['-qec', typed, '/dev/null'], { env });
}

async function ready(messages: { url: string }): Promise<Place> {
  const here = await place({ ...project, 'plans/polite.md': planText({ id: 'polite', phases }) });
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'sk-ant-test-key' });
  await here.planfile('approve', 'polite', '--yes');
  return here;
}

const pseudo = spawnSync('script', ['--version']).status === 0;

test.skipIf(!pseudo)(
  'two sessions at a terminal: a line each while they work, and none when all is over',
  async () => {
    await using messages = await startMessages(script);
    const here = await ready(messages);
    const { stdout } = await atTerminal(here);

    const row = (phase: string, doing: string) =>
      new RegExp(
        ` {2}${phase} +[\\d.]+s {2}turn \\d+/\\d+ {2}\\$0\\.\\d\\d of \\$\\d+ {2}[\\d.k]+ tokens {2}[█░]{10} {2}${doing}`,
      );
    expect(stdout).toMatch(row('please', 'write please.sh'));
    expect(stdout).toMatch(row('thanks', 'bash sleep 0.5'));
    expect(stdout).toMatch(row('review', 'the model answers'));
    // What passes in such a line leaves no line of its own.
    expect(stdout).not.toMatch(/^.*\d:\d\d {3}please write/m);
    expect(stdout).toMatch(/\d:\d\d {3}please verify test -f please\.sh/);
    expect(stdout.slice(stdout.indexOf('Wave 1'))).not.toMatch(/tokens {2}[█░]/);
  },
);

describe.skipIf(!pseudo)('a run at a terminal', () => {
  const runsOf = (here: Place) => join(here.repository, '.git/planfile/runs');
  const made = (here: Place, name: string): string | undefined =>
    readdirSync(runsOf(here), { encoding: 'utf8', recursive: true }).find((path) => path.endsWith(name));
  const json = (here: Place, name: string) =>
    JSON.parse(readFileSync(join(runsOf(here), made(here, name)!), 'utf8'));

  test.each(['its process is killed', 'the terminal is closed'])(
    '%s: the session ends too, and yields what it had',
    async (how) => {
      await using messages = await startMessages(
        play({ phases: { please: [write('please.sh', 'echo please\n'), bash('sleep 0.1')] } }),
      );
      const here = await ready(messages);
      const run = atTerminal(here, ['please']);
      const over = run.catch(() => {});
      await until(() => messages.requests.length > 3);
      process.kill(
        how === 'the terminal is closed' ? run.child.pid! : json(here, 'process.json').pid,
        'SIGKILL',
      );
      await over;
      await until(() => made(here, 'result-please.json') !== undefined);
      const result = json(here, 'result-please.json') as Result;
      expect(result).toMatchObject({ reason: 'cancelled', changes: [{ path: 'please.sh' }] });
      if (how !== 'the terminal is closed') return;
      // The run itself lives on to say how it ended.
      await until(() => made(here, 'landing.json') !== undefined);
      expect(json(here, 'landing.json').ended).toMatchObject([{ phase: 'please', reason: 'cancelled' }]);
    },
  );
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !holds(); tries += 1) await sleep(50);
  expect(holds()).toBe(true);
}
