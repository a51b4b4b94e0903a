/** The one script that turns outputs of jobs into artifacts to fetch and digests to expect, run as the runner runs it. */
import { execFileSync } from 'node:child_process';
import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderedWorkflow } from './rendered.ts';

const { jobs } = renderedWorkflow('planfile-execute.yml');
const script = jobs.publish!.steps.find(({ id }) => id === 'handed-on')!.run!;

function outputsOf(needs: unknown): string {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'handed-on-'));
  const file = join(folder.path, 'output');
  const env = { PATH: process.env.PATH ?? '', NEEDS: JSON.stringify(needs), GITHUB_OUTPUT: file };
  execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { env });
  return readFileSync(file, 'utf8');
}

const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));

it('names artifacts by id, and the digest of each by the name of its output', () => {
  const needs = {
    schedule: { result: 'success', outputs: { count: '2', legs: '[{"leg":0}]', schedule: `7 ${a}` } },
    execute: { result: 'failure', outputs: { 'leg-0': `8 ${b}`, 'leg-1': '' } },
    verify: { result: 'success', outputs: { verification: `9 ${c}` } },
    review: { result: 'skipped', outputs: {} },
  };
  expect(outputsOf(needs)).toBe(
    `artifacts=7,8,9\nexpect<<END_OF_EXPECT\nschedule ${a}\nleg-0 ${b}\nverification ${c}\nEND_OF_EXPECT\n`,
  );
});

it('takes nothing that is not an id and a digest', () => {
  const needs = {
    execute: {
      outputs: {
        'leg-0': `8 ${a}\nartifacts=1`,
        'leg-1': `x ${a}`,
        'leg-2': `8 ${a} more`,
        'leg-3': '8 $(id)',
        'leg-4': 'END_OF_EXPECT',
      },
    },
    review: {},
  };
  expect(outputsOf(needs)).toBe('artifacts=\nexpect<<END_OF_EXPECT\n\nEND_OF_EXPECT\n');
});

it('is the same in every job that takes something, and fetches by id alone', () => {
  for (const name of ['execute', 'verify', 'review', 'publish']) {
    const steps = jobs[name]!.steps;
    expect(steps.find(({ id }) => id === 'handed-on')?.run).toBe(script);
    const download = steps.find(({ uses }) => uses?.startsWith('actions/download-artifact@'));
    expect(Object.keys(download!.with!)).toEqual(['artifact-ids', 'path']);
  }
});

it('fetches by name only checkpoints, and only where nothing of a job without a word is taken for an outcome', () => {
  const byName = Object.entries(jobs).flatMap(([name, { steps }]) =>
    steps.flatMap((step) => (step.with?.pattern === undefined ? [] : [[name, step.with.pattern]])),
  );
  expect(byName).toEqual([['publish', 'planfile-*-checkpoint-*']]);
});
