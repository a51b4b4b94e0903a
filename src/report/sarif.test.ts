/** A review as SARIF, against the published schema. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { review } from '../../test/samples/report.ts';
import { reviewSarif } from './sarif.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../test/samples/sarif-2.1.0.cut.json', import.meta.url), 'utf8'),
) as object;
const valid = new Ajv({ strict: false }).compile(schema);

interface Log {
  runs: { results: Record<string, unknown>[]; invocations: { executionSuccessful: boolean }[] }[];
}
const sarif = (over: object = {}) => reviewSarif({ ...review, ...over }, '1.2.3') as unknown as Log;

test('fits the schema, and has every finding', () => {
  const log = sarif();
  expect(valid(log), JSON.stringify(valid.errors)).toBe(true);
  expect(log.runs[0]!.results).toHaveLength(review.findings.length);
});

test('a finding is where it stands: not in a file that has no such line any more', () => {
  const [first] = review.findings;
  const at = (over: object) => sarif({ findings: [{ ...first!, ...over }] }).runs[0]!.results[0];
  expect(at({ path: 'a b/ä#.ts', line: 3, endLine: null })).toMatchObject({
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'a%20b/%C3%A4%23.ts' },
          region: { startLine: 3, endLine: 3 },
        },
      },
    ],
  });
  expect(JSON.stringify(at({ side: 'old' }))).not.toContain('region');
  expect(JSON.stringify(at({ path: null, line: null }))).not.toContain('locations');
});

test('what a second look refuted is suppressed, with its reason', () => {
  const refuted = sarif().runs[0]!.results.filter((one) => 'suppressions' in one);
  expect(refuted).toMatchObject([
    { suppressions: [{ kind: 'external', justification: 'src/slugify.js:3 returns before the loop.' }] },
  ]);
});

describe('a review that did not happen', () => {
  test('is no success', () => {
    const log = sarif({ verdict: 'none', why: 'no key', findings: [] });
    expect(log.runs[0]!.invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [{ message: { text: 'no key' } }] },
    ]);
    expect(valid(log)).toBe(true);
  });
});

test('no text becomes a link', () => {
  const [first] = review.findings;
  const log = sarif({ findings: [{ ...first!, claim: 'See [here](https://evil.invalid)' }] });
  expect(JSON.stringify(log)).toContain(String.raw`See \\[here\\](https://evil.invalid)`);
});
