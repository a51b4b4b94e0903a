import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'title-repeated',
  title: 'A plan with two titles',
  doc: 'A plan has one first-level heading. Parts of the body have headings of the second level and below.',
  good: [example({ body: '## Why\n\nBecause.' })],
  bad: [{ plan: example({ body: '# Another\n\nText.' }), at: [12, 1] }],
  *check({ outline }) {
    for (const { place } of outline?.titles.slice(1) ?? [])
      yield {
        ...place,
        message: 'This is a second title.',
        fix: 'Make it a heading of the second level (`##`).',
      };
  },
});
