/** What people see, as snapshots; and that none of it acts on a terminal or a forge. */
import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { decisions, plan, review, spending } from '../../test/samples/report.ts';
import { costNotes, costTable } from './cost.ts';
import { gateText } from './gate.ts';
import { gateMarkdown } from './gate-markdown.ts';
import type { Paint } from './paint.ts';
import { reviewText } from './review.ts';
import { reviewMarkdown } from './review-markdown.ts';
import { statusText } from './status.ts';
import { phaseGraph, statusMarkdown } from './status-markdown.ts';
import { markdownTable, textTable } from './table.ts';

const check = { conclusion: 'failure', title: 'Blocked: 1 major' } as const;
const ask = { plan: 'slug-titles', review, check };
const colours = createColors(true) as Paint;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const stripped = (text: string) => text.replace(/\u001B\[\d+m/g, '');

test('what was spent', () => {
  const table = costTable(spending, 'claude-opus-5-5');
  expect(`${textTable(table)}\n\n${costNotes(spending).join('\n')}`).toMatchSnapshot();
  expect(markdownTable(table)).toMatchSnapshot();
});

test('a model without a price makes the sum unknown, never cheaper', () => {
  const entries = [
    { ...spending[0]!, usage: [{ ...spending[0]!.usage[0]!, model: 'house-model', usd: null }] },
  ];
  expect(costTable(entries, 'house-model').rows.at(-1)).toContain('?');
  expect(costNotes(entries)).toContain('No price is known for house-model.');
});

test('where a plan stands', () => {
  expect(statusText(plan)).toMatchSnapshot();
  expect(statusMarkdown(plan)).toMatchSnapshot();
});

test("phases may have names that are words of mermaid's language", () => {
  const graph = phaseGraph([
    { phase: 'end', state: 'done', needs: [] },
    { phase: 'graph', state: 'pending', needs: ['end', 'gone'] },
  ]);
  expect(graph).toMatchSnapshot();
});

test("the gate's decisions", () => {
  expect(gateText(decisions)).toMatchSnapshot();
  expect(gateMarkdown(decisions)).toMatchSnapshot();
});

test('a review', () => {
  expect(reviewText(ask)).toMatchSnapshot();
  expect(reviewMarkdown(ask)).toMatchSnapshot();
});

test('where it can be sent back from, a line says how; of a plan that is wrong, how it is revised', () => {
  expect(
    reviewText({ ...ask, sendBack: 'command' })
      .split('\n\n')
      .slice(-1),
  ).toMatchSnapshot();
  expect(
    reviewMarkdown({ ...ask, sendBack: 'comment' })
      .split('\n\n')
      .slice(-1),
  ).toMatchSnapshot();
  const [first] = review.findings;
  const wrong = { ...review, findings: [{ ...first!, category: 'plan' as const }], criteria: [] };
  const said = reviewMarkdown({ ...ask, review: wrong, sendBack: 'comment' });
  expect(said).toContain('/planfile draft slug-titles');
  expect(said).not.toContain('/planfile fix');
  const clean = { ...review, findings: [], criteria: [] };
  expect(reviewText({ ...ask, review: clean, sendBack: 'command' })).not.toContain('executor');
});

test('what the check says already is not said twice', () => {
  const same = { ...ask, check: { ...check, title: review.why } };
  expect(reviewText(same).split(review.why)).toHaveLength(2);
  expect(reviewMarkdown(same).split(review.why)).toHaveLength(2);
});

test('no review is said as such', () => {
  const missing = { ...ask, review: undefined };
  expect(reviewText(missing)).toBe('✗ slug-titles: Blocked: 1 major\nThere is no review.');
  expect(reviewMarkdown(missing)).toContain('There is no review.');
});

test('300 findings of any length stay below the limit of a comment', () => {
  const findings = Array.from({ length: 300 }, () => ({
    ...review.findings[1]!,
    claim: '`'.repeat(20_000),
    evidence: 'x'.repeat(20_000),
  }));
  const criteria = Array.from({ length: 1_000 }, () => ({
    ...review.criteria[0]!,
    text: 'x'.repeat(20_000),
    evidence: '|'.repeat(20_000),
  }));
  const markdown = reviewMarkdown({
    ...ask,
    review: { ...review, summary: '<'.repeat(20_000), findings, criteria },
  });
  expect(Buffer.byteLength(markdown)).toBeLessThan(65_536);
});

describe('colour changes nothing of what is said', () => {
  test.each([
    ['status', (paint?: Paint) => statusText(plan, paint)],
    ['gate', (paint?: Paint) => gateText(decisions, paint)],
    ['review', (paint?: Paint) => reviewText(ask, paint)],
  ])('%s', (_, show) => {
    expect(show(colours)).not.toBe(show());
    expect(stripped(show(colours))).toBe(show());
  });
});
