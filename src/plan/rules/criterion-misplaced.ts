import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'criterion-misplaced',
  title: 'A task that is no criterion',
  doc: 'Only tasks of a list at the top of a phase’s section are criteria. A task that is nested, quoted, or outside of the sections is judged by nobody.',
  good: [example()],
  bad: [
    { plan: example({ body: '- [ ] A task' }), at: [12, 1] },
    { plan: `${example()}  - [ ] A nested one\n`, at: [17, 3] },
  ],
  *check({ outline }) {
    for (const { direct, line, place } of outline?.tasks ?? []) {
      const section = outline!.sections.find(({ start, end }) => line >= start && line < end);
      if (direct && section) continue;
      yield {
        ...place,
        ...(section && { phase: section.id }),
        message: section
          ? 'This task is nested, and no criterion.'
          : 'This task is in no phase, and no criterion.',
        fix: 'Put it at the top of a list in its phase, or take the box out.',
      };
    }
  },
});
