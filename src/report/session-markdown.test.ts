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

test('says how it ended, what happened when, and what it took', () => {
  const text = sessionMarkdown(result, 'claude-opus-5-5');
  expect(text).toContain('### `slugify` of `slug-titles`: failed (verify)');
  expect(text).toContain(
    '1 changed file · verify output went back 1 time · 2 consults of the advisor · 1 checkpoint',
  );
  expect(text).toMatch(/\| 0\.0s \| claude-sonnet-5-5 begins \|/);
  expect(text).toMatch(/\| 1m15s \| verify failed/);
  expect(text).toContain('0.0715');
  expect(text).toContain('0.1.8 of 2026-09-23');
});

test('what a model or a file says in it is text', () => {
  const text = sessionMarkdown(result, 'claude-opus-5-5');
  expect(text).not.toMatch(/(?<!`)<img/);
  expect(text).not.toMatch(/(?<!`)@everyone/);
});

test('a long timeline is cut, and says so', () => {
  const timeline = Array.from({ length: 300 }, (_, seconds) => ({ seconds, what: `verify ${seconds}` }));
  const text = sessionMarkdown({ ...result, timeline }, 'claude-opus-5-5');
  expect(text).toContain('and 260 more');
});
