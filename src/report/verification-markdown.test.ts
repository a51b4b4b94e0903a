import { expect, test } from 'vitest';
import type { Verification } from '../outcomes/verification.ts';
import { verificationMarkdown } from './verification-markdown.ts';

const run = {
  phase: 'wire',
  command: 'npm test',
  exit: 1,
  seconds: 4,
  tail: 'not ok\n```\n@everyone',
  timedOut: false,
};
const verification: Verification = {
  planfile: 1,
  kind: 'verification',
  plan: 'slug-titles',
  run: 'r1',
  attempt: 1,
  nonce: '0'.repeat(32),
  base: 'b'.repeat(40),
  head: 'b'.repeat(40),
  tree: 'c'.repeat(40),
  passed: [{ phase: 'slugify', digest: 'a'.repeat(64), commit: 'd'.repeat(40), tree: 'c'.repeat(40) }],
  leftOut: [{ phase: 'wire', digest: 'a'.repeat(64), reason: 'verify', message: 'npm test <b>fails</b>' }],
  runs: [{ ...run, phase: 'slugify', exit: 0, tail: '' }, run],
  seconds: 9,
};

test('says which phases hold, and shows the output of what does not', () => {
  expect(verificationMarkdown(verification).split('\n')).toEqual([
    '### Verify of `slug-titles`: 1 of 2 phases pass',
    '',
    '**✓ `slugify`**',
    '',
    '- ✓ `npm test` passed, 4.0s',
    '',
    '**✗ `wire` left out (verify): npm test `<b>`fails`</b>`**',
    '',
    '- ✗ `npm test` exit 1, 4.0s',
    '',
    '````',
    'not ok',
    '```',
    expect.stringContaining('everyone'),
    '````',
    '',
    '9.0s · tree `cccccccccccc`',
    '',
  ]);
});
