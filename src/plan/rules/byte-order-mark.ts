import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'byte-order-mark',
  title: 'A byte order mark',
  doc: 'The mark is read over, and is in no digest. Other tools look for `---` in the first three bytes, and do not find it.',
  good: [example()],
  bad: [{ plan: `\uFEFF${example()}`, at: [1, 1] }],
  *check({ source }) {
    if (!source.byteOrderMark) return;
    yield {
      line: 1,
      column: 1,
      message: 'The file begins with a byte order mark.',
      fix: 'Save it as UTF-8 without a byte order mark.',
      edit: { line: 1, column: 1, endLine: 1, endColumn: 1, text: '' },
    };
  },
});
