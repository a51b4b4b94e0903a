import { criteriaOf } from '../build.ts';
import { sectionsOf } from '../outline.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

const MOST_CRITERIA = 12;
const MOST_WORDS = 1_200;

export const rule = defineRule({
  code: 'phase-too-large',
  title: 'A phase too large for one session',
  doc: 'One session builds one phase, within one budget and one memory. Two phases that each end in something verified cost less than one that is begun twice.',
  good: [example()],
  bad: [
    {
      plan: example({
        sections: `## Phase build: Write it\n\nText.\n\n${'- [ ] It is there\n'.repeat(MOST_CRITERIA + 1)}`,
      }),
      at: [12, 1],
    },
    {
      plan: example({
        sections: `## Phase build: Write it\n\n${'word\n'.repeat(MOST_WORDS + 1)}\n- [ ] It is\n`,
      }),
      at: [12, 1],
    },
  ],
  measure: `More than ${MOST_CRITERIA} criteria, or more than ${MOST_WORDS} words.`,
  *check({ header, outline }) {
    if (!header?.value || !outline) return;
    for (const section of sectionsOf(header.value.phases, outline)) {
      const criteria = criteriaOf(section, outline.tasks).length;
      // A word has a letter and a space at least: most sections need not be counted.
      const words = section.text.length > 2 * MOST_WORDS ? section.text.split(/\s+/).length : 0;
      if (criteria <= MOST_CRITERIA && words <= MOST_WORDS) continue;
      yield {
        ...section.heading.place,
        phase: section.id,
        message: `Phase \`${section.id}\` is large: ${criteria} criteria, ${section.text.split(/\s+/).length} words.`,
        fix: 'Split it where something can be verified.',
      };
    }
  },
});
