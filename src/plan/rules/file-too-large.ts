import { MAX_BYTES } from '../source.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'file-too-large',
  title: 'A file that is too large',
  doc: `A plan is read by people before it is approved. A file of more than ${MAX_BYTES} bytes is refused before anything parses it.`,
  good: [example()],
  bad: [{ plan: 'a'.repeat(MAX_BYTES + 1), at: [1, 1] }],
  locked: true,
  *check({ source }) {
    if (source.size <= MAX_BYTES) return;
    yield {
      line: 1,
      column: 1,
      message: `The file has ${source.size} bytes; a plan has at most ${MAX_BYTES}.`,
      fix: 'Split the work into several plans.',
    };
  },
});
