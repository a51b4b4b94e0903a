import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'section-repeated',
  title: 'Two sections of one phase',
  doc: 'A phase has one section; whoever reads the first must not miss a second.',
  good: [example()],
  bad: [{ plan: `${example()}\n## Phase build: Again\n\nMore.\n`, at: [18, 1] }],
  locked: true,
  *check({ outline }) {
    const seen = new Set<string>();
    for (const { id, heading } of outline?.sections ?? []) {
      if (seen.has(id))
        yield {
          ...heading.place,
          phase: id,
          message: `Phase \`${id}\` has a section already.`,
          fix: 'Make one section of the two.',
        };
      seen.add(id);
    }
  },
});
