import { MAX_LINE } from '../document.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'line-too-long',
  title: 'A line that is too long',
  doc: `Nobody reads a line of more than ${MAX_LINE} characters to its end, and what stands there would be approved unread.`,
  good: [example({ body: 'word '.repeat(1_000) })],
  bad: [{ plan: example({ body: 'a'.repeat(MAX_LINE + 1) }), at: [12, MAX_LINE + 1] }],
  locked: true,
  *check({ source }) {
    for (const [index, line] of source.lines.entries()) {
      if (line.length <= MAX_LINE) continue;
      yield {
        line: index + 1,
        column: MAX_LINE + 1,
        message: `The line has ${line.length} characters; at most ${MAX_LINE} are allowed.`,
        fix: 'Break the line.',
      };
    }
  },
});
