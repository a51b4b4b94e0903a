import { expect, test } from 'vitest';
import type { Landing } from '../outcomes/landing.ts';
import { landingMarkdown } from './landing-markdown.ts';

const landing: Landing = {
  planfile: 1,
  kind: 'landing',
  plan: 'slugs',
  run: '17',
  attempt: 1,
  nonce: 'a'.repeat(32),
  branch: 'plan/slugs',
  head: 'c0ffee'.padEnd(40, '0'),
  record: 'd'.repeat(40),
  ended: [
    {
      phase: 'slugify',
      digest: 'e'.repeat(64),
      outcome: 'done',
      reason: null,
      message: '',
      commit: 'c0ffee'.padEnd(40, '0'),
      kept: null,
    },
    {
      phase: 'docs',
      digest: 'f'.repeat(64),
      outcome: 'failed',
      reason: 'verify',
      message: 'npm test ended with 1, @everyone',
      commit: null,
      kept: 'abc (kept under refs/planfile/slugs)',
    },
  ],
  check: { conclusion: 'success', title: '2 criteria met, no blocking finding' },
  pull: 7,
  notes: ['this repository has no drafts'],
  files: [],
  next: true,
};

test('what came of a wave', () => {
  expect(landingMarkdown(landing)).toMatchInlineSnapshot(`
    "### \`slugs\` on \`plan/slugs\`, pull request #7

    | phase | ended | work | why |
    | --- | --- | --- | --- |
    | \`slugify\` | done | c0ffee000000 |  |
    | \`docs\` | failed (verify) | \`abc (kept under refs/planfile/slugs)\` | npm test ended with 1, \`@everyone\` |

    **Check** ✓ 2 criteria met, no blocking finding

    - this repository has no drafts"
  `);
});
