import { near } from '../header.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'section-unknown',
  title: 'A section without a phase',
  doc: 'A section `## Phase <id>: …` belongs to a phase of the front matter. One that belongs to none would be in no digest.',
  good: [example()],
  bad: [{ plan: `${example()}\n## Phase biuld: Again\n\nMore.\n`, at: [18, 1] }],
  locked: true,
  *check({ header, outline }) {
    if (!header?.value) return;
    const ids = header.value.phases.map(({ id }) => id);
    for (const { id, heading } of outline?.sections ?? []) {
      if (ids.includes(id)) continue;
      yield {
        ...heading.place,
        message: `The front matter has no phase \`${id}\`.`,
        fix: near(id, ids) ?? `Add the phase to the front matter, or take its section out.`,
      };
    }
  },
});
