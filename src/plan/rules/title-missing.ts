import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'title-missing',
  title: 'A plan without a title',
  doc: 'The first-level heading of the body is the plan’s title. It stands in pull requests and in what a model is told.',
  good: [example()],
  bad: [
    { plan: example({ title: '' }), at: [9, 1] },
    { plan: example({ title: '> # Make slugs' }), at: [9, 1] },
    { plan: example({ title: '#' }), at: [10, 1] },
  ],
  *check({ outline, front }) {
    if (!outline) return;
    const [title] = outline.titles;
    if (title && title.text !== '') return;
    const place = title?.place ?? { line: (front?.close ?? 0) + 1, column: 1 };
    yield {
      ...place,
      message: 'The plan has no title.',
      fix: 'Write a heading `# <title>` below the front matter.',
    };
  },
});
