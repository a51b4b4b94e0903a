import { criteriaOf } from '../build.ts';
import { sectionsOf } from '../outline.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'criteria-missing',
  title: 'A phase without criteria',
  doc: 'The reviewer judges each criterion: a task-list item (`- [ ] …`) of the section. Without one, nobody can say that the phase is what was meant.',
  good: [example()],
  bad: [{ plan: example({ sections: '## Phase build: Write it\n\nText.\n' }), at: [12, 1] }],
  *check({ header, outline }) {
    if (!header?.value || !outline) return;
    for (const section of sectionsOf(header.value.phases, outline)) {
      if (criteriaOf(section, outline.tasks).length > 0) continue;
      yield {
        ...section.heading.place,
        phase: section.id,
        message: `Phase \`${section.id}\` has no criteria.`,
        fix: 'Add a list of `- [ ] …` that can each be judged as met or not.',
      };
    }
  },
});
