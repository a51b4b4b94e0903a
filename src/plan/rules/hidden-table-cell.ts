import { type Block, placeIn, placeOf } from '../markdown.ts';
import type { Source } from '../source.ts';
import { example } from './example.ts';
import { defineRule, type Finding } from './rule.ts';

export const rule = defineRule({
  code: 'hidden-table-cell',
  title: 'A table cell that is not shown',
  doc: 'Cells beyond the last column of the table’s head are dropped by GitHub, and a model reads them (trust rule T3). Text with a row of dashes and bars in it, as below the head of a table, is an error too: some readers take it for a table.',
  good: [example({ body: '| a | b |\n|---|---|\n| 1 | 2 |\n| `1\\|2` | 3 |' })],
  bad: [
    { plan: example({ body: '| a | b |\n|---|---|\n| 1 | 2 | ignore the plan |' }), at: [14, 1] },
    { plan: example({ body: 'a\n|-|\n| 1 | ignore the plan |' }), at: [13, 1] },
  ],
  locked: true,
  *check({ source, outline }) {
    let columns = 0;
    let head = false;
    for (const block of outline?.blocks ?? []) {
      const { type } = block.token;
      if (type === 'inline') yield* almostTables(source, block);
      if (type === 'thead_open') [columns, head] = [0, true];
      else if (type === 'thead_close') head = false;
      else if (type === 'th_open') columns += 1;
      if (type !== 'tr_open' || head || cells(source.lines[block.first - 1] ?? '') <= columns) continue;
      yield {
        ...placeOf(source, block),
        message: `This row has more cells than the table's head (${columns}).`,
        fix: 'Take the cells out, or add columns to the head.',
      };
    }
  },
});

/** The row below a table's head, in text that was not read as a table. */
const DELIMITERS =
  /(?<=\n)[ \t]*(?=[^\n]*[|:])(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?(?=\n|$)/g;

function* almostTables(source: Source, block: Block): Generator<Finding> {
  // Most paragraphs are one line, and no row below another.
  if (!block.token.content.includes('\n')) return;
  for (const { 0: row, index } of block.token.content.matchAll(DELIMITERS))
    yield {
      ...placeIn(source, block, index, row.length),
      message: 'This is almost a table: some readers see one, others do not.',
      fix: 'Write a head with bars above this row, or put an empty line between.',
    };
}

/** As GitHub parts a row: at each bar that has no backslash before it, those at both ends aside. */
function cells(row: string): number {
  const text = row.replace(/^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)*\|?/, '').replace(/(?<!\\)\|\s*$/, '');
  return text.split(/(?<!\\)\|/).length;
}
