import { unread } from '../source.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'file-empty',
  title: 'An empty file',
  doc: 'A plan was named, and the file has nothing in it.',
  good: [example()],
  bad: [
    { plan: '', at: [1, 1] },
    { plan: '\n\n', at: [1, 1] },
  ],
  *check({ source }) {
    if (unread(source) || source.text.trim() !== '') return;
    yield { line: 1, column: 1, message: 'The file is empty.', fix: 'Write a plan, or take the file out.' };
  },
});
