import { SECTION } from '../outline.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'section-misplaced',
  title: 'A phase’s heading in the wrong place',
  doc: 'Sections are of the second level and direct children of the document, not inside of a quotation or a list.',
  good: [example()],
  bad: [
    { plan: example({ body: '### Phase other: Write\n\nText.' }), at: [12, 1] },
    { plan: example({ body: '> ## Phase other: Write' }), at: [12, 1] },
  ],
  *check({ outline }) {
    for (const { text, level, direct, place } of outline?.headings ?? []) {
      if (!SECTION.test(text) || (direct && level === 2)) continue;
      yield {
        ...place,
        message: direct
          ? `This heading of a phase is of level ${level}.`
          : 'This heading of a phase is inside of something.',
        fix: 'Make it a heading of level 2, outside of lists and quotations.',
      };
    }
  },
});
