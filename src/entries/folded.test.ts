import { expect, test } from 'vitest';
import { plain } from '../report/paint.ts';
import { folded } from './folded.ts';
import { progressLines } from './progress.ts';

function log() {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line.trimEnd());
  const clock = { now: () => new Date(0) };
  const progress = folded(progressLines({ write, clock, paint: plain, since: 0 }), write);
  return { lines, progress };
}

const call = {
  phase: 'a',
  tool: 'bash',
  target: 'npm test',
  ok: true,
  seconds: 1,
  turns: 2,
  usd: 0.01,
  mostUsd: 2,
};

test('each step is a group, and each group is closed', () => {
  const { lines, progress } = log();
  progress.step('execute', 'a');
  progress.tool(call);
  progress.step('verify');
  progress.note('waits');
  progress.end();
  progress.end();
  expect(lines).toEqual([
    '::group::execute a',
    ' 0:00   a bash npm test turn 2, $0.0100 of $2',
    '::endgroup::',
    '::group::verify',
    ' 0:00   waits',
    '::endgroup::',
  ]);
});

test('nothing that a model wrote is taken for a command of the workflow', () => {
  const { lines, progress } = log();
  progress.step('execute', 'x\n::set-output name=a::b');
  progress.tool({ ...call, target: 'x ##[add-path]/tmp' });
  progress.note('##[error]nothing\n::error::nothing');
  const commands = lines.filter((line) => /^::|##\[/.test(line));
  expect(commands).toEqual(['::group::execute x : :set-output name=a::b']);
});
