import { expect, test } from 'vitest';
import { redactor } from './redact.ts';
import { redactOutcome } from './redact-outcome.ts';

const KEY = 'house-key-0123456789-abcdef';
const TOKEN = `ghp_${'a1b2c3'.repeat(6)}`;
const said = `it printed ${KEY} and ${TOKEN}`;
const outcome = {
  kind: 'result',
  phase: 'slugify',
  digest: 'a'.repeat(64),
  message: said,
  summary: said,
  deviations: [said],
  escalation: { because: said, proposal: said },
  verify: [{ command: 'npm test', exit: 1, seconds: 0.5, tail: said, timedOut: false }],
  timeline: [{ seconds: 1, what: said }],
  notes: [said],
  why: said,
  findings: [{ path: 'a.sh', claim: said, evidence: said, scenario: said, suggestion: said }],
  criteria: [{ phase: 'slugify', evidence: said }],
  leftOut: [{ phase: 'slugify', reason: 'verify', message: said }],
  bundle: null,
};

test('no text of an outcome holds a secret, and all else stays', () => {
  const clean = redactOutcome(outcome, redactor([KEY]));
  expect(JSON.stringify(clean)).not.toMatch(/house-key|ghp_/);
  expect(clean).toMatchObject({ kind: 'result', phase: 'slugify', digest: 'a'.repeat(64), bundle: null });
  expect(clean.verify[0]).toMatchObject({
    command: 'npm test',
    exit: 1,
    tail: 'it printed [redacted] and [redacted]',
  });
});

test('without the secrets of this process its own key passes; without the formats a token does', () => {
  expect(JSON.stringify(redactOutcome(outcome))).toContain(KEY);
  expect(JSON.stringify(redactOutcome(outcome, redactor([KEY]), []))).toContain(TOKEN);
});

test('a text that was as long as it may be is not longer afterwards', () => {
  const message = 'secret '.repeat(3_000).slice(0, 20_000);
  expect(redactOutcome({ message }, (text) => text.replaceAll('secret', '[redacted]')).message).toHaveLength(
    20_000,
  );
});
