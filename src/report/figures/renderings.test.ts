/** What people read of a report, held whole: on a terminal and as markdown. */
import stringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import { sampleFigures } from '../../../test/samples/figures.ts';
import { figuresMarkdown } from './markdown.ts';
import { figuresText } from './text.ts';

const some = sampleFigures({ plans: 7 });
const merged = { ...some, plans: some.plans.filter(({ status }) => status === 'merged').slice(0, 1) };
const fresh = { ...some, plans: some.plans.filter(({ waitsFor }) => waitsFor === 'approval').slice(0, 1) };

test('all plans on a terminal of 120 columns', () => {
  expect(figuresText(some, { width: 120, detailed: false })).toMatchSnapshot();
});

test('one plan, merged and before anything ran', () => {
  expect(figuresText(merged, { width: 110, detailed: true })).toMatchSnapshot();
  expect(figuresText(fresh, { width: 110, detailed: true })).toMatchSnapshot();
});

test('as markdown', () => {
  expect(figuresMarkdown(some, { detailed: false })).toMatchSnapshot();
  expect(figuresMarkdown(merged, { detailed: true })).toMatchSnapshot();
});

test.each([72, 100, 140, 220])(
  'bars take what %d columns leave, and no line of the table is wider',
  (width) => {
    const lines = figuresText(some, { width, detailed: false }).split('\n');
    const table = lines.filter((line) => line.startsWith('  '));
    const without = figuresText(some, { width: 1, detailed: false }).split('\n');
    const least = Math.max(
      ...without.filter((line) => line.startsWith('  ')).map((line) => stringWidth(line)),
    );
    for (const line of table) expect(stringWidth(line)).toBeLessThanOrEqual(Math.max(width, least));
    expect(lines.some((line) => line.includes('█'))).toBe(width > least + 10);
  },
);

test('no plans, no story; 200 plans fit in a summary', () => {
  const none = sampleFigures({ plans: 0 });
  expect(figuresText(none, { width: 80, detailed: false })).toBe(
    'There are no plans here, and no records.\n',
  );
  expect(figuresMarkdown(none, { detailed: false })).toBe('There are no plans here, and no records.\n');
  const many = figuresMarkdown(sampleFigures({ plans: 200 }), { detailed: false });
  expect(many.length).toBeLessThan(200_000);
});

test('hostile titles do nothing: on a terminal, in a summary', () => {
  const title =
    '\u001B[2J<script>alert(1)</script> @everyone ![x](http://evil.example/x.png) \u202Egnp ::error::x';
  const hostile = sampleFigures({ plans: 1, title: () => title });
  const text = figuresText(hostile, { width: 200, detailed: true });
  expect(text).not.toContain('\u001B');
  expect(text).not.toContain('\u202E');
  const markdown = figuresMarkdown(hostile, { detailed: true });
  // All of it stands in code, where nothing acts.
  expect(markdown).toContain(
    '\n\n`<script>alert(1)</script> @everyone ![x](http://evil.example/x.png) <U+202E>gnp ::error::x`\n\n',
  );
});

test('colour is only painted on: what is told is the same', () => {
  const mark = (text: string) => `\u0001${text}\u0002`;
  const paint = { bold: mark, dim: mark, red: mark, yellow: mark, green: mark, cyan: mark };
  const painted = figuresText(merged, { width: 4_000, detailed: true, paint });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of this test
  expect(painted.replace(/[\u0001\u0002]/g, '').replace(/ +$/gm, '')).toBe(
    figuresText(merged, { width: 4_000, detailed: true }),
  );
});
