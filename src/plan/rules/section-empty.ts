import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'section-empty',
  title: 'A section that says nothing',
  doc: 'A section says what to build to a reader who knows only this file and the repository.',
  good: [example()],
  bad: [{ plan: example({ sections: '## Phase build: Write it\n' }), at: [12, 1] }],
  *check({ outline }) {
    for (const { id, heading, text } of outline?.sections ?? []) {
      if (text !== '') continue;
      yield {
        ...heading.place,
        phase: id,
        message: `The section of \`${id}\` is empty.`,
        fix: 'Say what to build.',
      };
    }
  },
});
