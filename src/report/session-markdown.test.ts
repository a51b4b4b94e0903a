import { expect, test } from 'vitest';
import type { Result } from '../outcomes/result.ts';
import { sessionMarkdown } from './session-markdown.ts';

const result: Result = {
  planfile: 1,
  kind: 'result',
  plan: 'slug-titles',
  run: 'r1',
  attempt: 1,
  nonce: '0'.repeat(32),
  phase: 'slugify',
  digest: 'a'.repeat(64),
  base: 'b'.repeat(40),
  outcome: 'failed',
  reason: 'verify',
  message: 'verify still fails: npm test',
  commit: null,
  bundle: null,
  landable: true,
  changes: [{ path: 'a', kind: 'added' }],
  outside: [],
  protected: [],
  unlocked: [],
  selfVerified: [],
  leftOut: [],
  verify: [],
  rounds: 1,
  summary: '',
  deviations: [],
  escalation: null,
  consults: 2,
  checkpoints: 1,
  context: [],
  transcript: null,
  keptTree: null,
  timeline: [
    { seconds: 0, what: 'claude-sonnet-5-5 begins' },
    { seconds: 75, what: 'verify failed: npm test <img src=x> @everyone' },
  ],
  turns: 12,
  seconds: 90,
  usage: [
    {
      role: 'executor',
      model: 'claude-sonnet-5-5',
      calls: 12,
      input: 10,
      cacheRead: 90_000,
      cacheWrite: 9_000,
      output: 4_000,
      usd: 0.0715,
    },
  ],
  notes: [],
};

const against = { planner: 'claude-opus-5-5', usd: 2 };

test('says how it ended, what happened when, and what it took', () => {
  const text = sessionMarkdown(result, against);
  expect(text).toContain('### ✗ `slugify` of `slug-titles`: failed (verify)');
  expect(text).toContain(
    '12 turns · 1m30s · verify output went back 1 time · 2 consults of the advisor · 1 checkpoint',
  );
  expect(text).toMatch(/\| 0\.0s \| claude-sonnet-5-5 begins \|/);
  expect(text).toMatch(/\| 1m15s \| verify failed/);
  expect(text).toContain('0.0715');
  expect(text).toContain('The budget of the phase is 2.00 usd.');
  expect(text).toContain('<details><summary>1 changed file</summary>\n\n- + `a`');
  expect(text).toContain('0.1.8 of 2026-09-23');
});

test('what a model or a file says in it is text', () => {
  const text = sessionMarkdown(result, against);
  expect(text).not.toMatch(/(?<!`)<img/);
  expect(text).not.toMatch(/(?<!`)@everyone/);
});

const ran = { command: 'npm test', exit: 1, seconds: 3, tail: 'not ok 1\n```\n<img src=x>', timedOut: false };

test('what failed shows its output, and nothing breaks out of it', () => {
  const text = sessionMarkdown({ ...result, verify: [ran] }, against);
  expect(text).toContain('- ✗ `npm test` exit 1, 3.0s');
  expect(text).toMatch(/````\nnot ok 1\n```\n/);
});

test('what the executor says stands as its own words', () => {
  const text = sessionMarkdown(
    {
      ...result,
      summary: 'Done for @ada.\n\n</details>',
      deviations: ['left out x', 'fixes #12'],
      escalation: null,
    },
    against,
  );
  expect(text).toContain('> Done for `@ada`.');
  expect(text).toContain('**Deviations from the plan**\n\n- left out x\n- ');
  expect(text).not.toMatch(/(?<!`)(@ada|#12)/);
  // The only one that is markup is ours.
  expect(text.split('\n').filter((line) => line === '</details>')).toHaveLength(1);
});

test('an escalation says why, and what the plan should say', () => {
  const escalation = { because: 'There is no router.', proposal: 'Build one first.' };
  const text = sessionMarkdown({ ...result, outcome: 'blocked', reason: 'escalated', escalation }, against);
  expect(text).toContain('### ■ `slugify` of `slug-titles`: blocked (escalated)');
  expect(text).toContain('> There is no router.');
  expect(text).toContain('> Build one first.');
});

test('a long timeline is cut, and says so', () => {
  const timeline = Array.from({ length: 300 }, (_, seconds) => ({ seconds, what: `verify ${seconds}` }));
  const text = sessionMarkdown({ ...result, timeline }, against);
  expect(text).toContain('and 260 more');
});
