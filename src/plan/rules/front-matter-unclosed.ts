import { findFrontMatter } from '../front-matter.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'front-matter-unclosed',
  title: 'Front matter without an end',
  doc: 'The front matter ends with a line of exactly `---`; nothing may stand before or after the dashes.',
  good: [example()],
  bad: [{ plan: '---\nplanfile: 1\nid: slugs\n--- \n', at: [1, 1] }],
  *check({ source }) {
    if (findFrontMatter(source.lines) !== 'unclosed') return;
    yield {
      line: 1,
      column: 1,
      message: 'The front matter has no end: no later line is exactly `---`.',
      fix: 'Write a line of `---` below the last key.',
    };
  },
});
