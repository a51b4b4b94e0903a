/** What people see of sessions at work: lines that are updated in place on a terminal, plain lines elsewhere. */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startMessages } from '../doubles/messages/server.ts';
import { bash, finish, passing, play, write } from './actors.ts';
import { CLI, place, planText, project } from './place.ts';

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

const pseudo = spawnSync('script', ['--version']).status === 0;

test.skipIf(!pseudo)(
  'two sessions at a terminal: a line each while they work, and none when all is over',
  async () => {
    await using messages = await startMessages(script);
    const here = await place({ ...project, 'plans/polite.md': planText({ id: 'polite', phases }) });
    Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'sk-ant-test-key' });
    await here.planfile('approve', 'polite', '--yes');
    const typed = `stty cols 120; ${process.execPath} ${CLI} -C ${here.repository} run polite`;
    const env = { ...here.env, TERM: 'xterm' };
    const { stdout } = await promisify(execFile)('script', ['-qec', typed, '/dev/null'], { env });

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
