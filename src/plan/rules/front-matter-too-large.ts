import { findFrontMatter, MAX_FRONT_MATTER } from '../front-matter.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'front-matter-too-large',
  title: 'Front matter that is too large',
  doc: `The front matter has at most ${MAX_FRONT_MATTER} characters. A larger one is refused before anything parses it.`,
  good: [example()],
  bad: [{ plan: example({ head: '# a comment\n'.repeat(3_000) }), at: [1, 1] }],
  locked: true,
  *check({ source }) {
    const found = findFrontMatter(source.lines);
    if (typeof found === 'string') return;
    const size = source.lines.slice(1, found.close - 1).reduce((sum, line) => sum + line.length + 1, 0);
    if (size <= MAX_FRONT_MATTER) return;
    yield {
      line: 1,
      column: 1,
      message: `The front matter has ${size} characters; at most ${MAX_FRONT_MATTER} are allowed.`,
      fix: 'Split the work into several plans.',
    };
  },
});
