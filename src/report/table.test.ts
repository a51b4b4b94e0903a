import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { markdownTable, textTable } from './table.ts';

const table = {
  columns: [{ title: 'phase' }, { title: 'usd', align: 'right' }, { title: 'note' }],
  rows: [
    ['slugify', '0.10', 'ok'],
    ['日本語', '12.00', ''],
    ['x', '1.5'],
  ],
} as const;

test('a table for a terminal is aligned by what it shows', () => {
  expect(textTable(table)).toBe(
    ['phase      usd  note', 'slugify   0.10  ok', '日本語   12.00', 'x          1.5'].join('\n'),
  );
});

test('painted cells are as wide as they look', () => {
  const { green } = createColors(true);
  const painted = textTable({ ...table, rows: [[green('ab'), '1', 'c']] }).split('\n')[1]!;
  expect(painted.replace(green('ab'), 'ab')).toBe('ab       1  c');
});

test('a table in markdown keeps its cells apart', () => {
  const rows = [
    ['a|b', '1\n2', '`c|d`'],
    ['e\\|f', 'g\\\\|h', ''],
  ];
  expect(markdownTable({ ...table, rows })).toBe(
    [
      '| phase | usd | note |',
      '| --- | ---: | --- |',
      '| a\\|b | 1 2 | `c\\|d` |',
      '| e\\|f | g\\\\\\|h |  |',
    ].join('\n'),
  );
});
