import { findFrontMatter } from '../front-matter.ts';
import { unread } from '../source.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'front-matter-missing',
  title: 'No front matter',
  doc: 'A plan begins with its front matter: a first line of exactly `---`, YAML, and another line of exactly `---`.',
  good: [example()],
  bad: [
    { plan: '# Make slugs\n', at: [1, 1] },
    { plan: `\n${example()}`, at: [1, 1] },
  ],
  *check({ source }) {
    if (unread(source) || source.text.trim() === '' || findFrontMatter(source.lines) !== 'missing') return;
    yield {
      line: 1,
      column: 1,
      message: 'There is no front matter: the first line is not `---`.',
      fix: 'Begin the file with `---`, the keys of the plan, and `---`.',
    };
  },
});
