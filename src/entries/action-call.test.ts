import { expect, test } from 'vitest';
import { actionCall } from './action-call.ts';
import { type ActionInput, inputs } from './inputs.ts';

const call = (given: Partial<Record<ActionInput, string>>) =>
  actionCall((name) => given[name] ?? inputs[name].default, '/tmp/planfile');

test.each([
  [
    { command: 'validate', plan: 'a.md\n b.md \n' },
    { arguments: ['a.md', 'b.md'], options: { format: 'github' } },
  ],
  [{ command: 'gate', plan: 'slugs' }, { arguments: ['slugs'] }],
  [
    { command: 'schedule', plan: 'slugs', phases: 'a b,\nc', 'dry-run': 'true', after: '12' },
    {
      arguments: ['slugs'],
      options: { phase: ['a', 'b', 'c'], dryRun: true, after: '12', out: '/tmp/planfile' },
    },
  ],
  [{ command: 'schedule' }, { arguments: [], options: { phase: [], dryRun: false } }],
  [
    { command: 'execute', phase: 'a', context: 'docs/x.md\ny.md' },
    { options: { phase: 'a', context: ['docs/x.md', 'y.md'], out: '/tmp/planfile' } },
  ],
  [{ command: 'publish', outcomes: '/elsewhere' }, { options: { out: '/elsewhere' } }],
])('%j', (given, expected) => {
  expect(call(given)).toMatchObject(expected);
});

test('an empty after is a person’s word, not a run without a name', () => {
  expect(call({ command: 'schedule', plan: 'slugs', after: ' ' }).options).not.toHaveProperty('after');
});

test.each([
  [{ command: 'run' }, 'run-in-ci'],
  [{ command: 'demo' }, 'command-unknown'],
  [{ command: 'gate' }, 'plan-missing'],
  [{ command: 'schedule', plan: 'a\nb' }, 'plan-missing'],
])('%j is refused', (given, code) => {
  expect(() => call(given)).toThrow(expect.objectContaining({ code }));
});
