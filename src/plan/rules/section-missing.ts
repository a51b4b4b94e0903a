import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'section-missing',
  title: 'A phase without a section',
  doc: 'Each phase of the front matter has a section `## Phase <id>: <title>` in the body: it says what to build.',
  good: [example()],
  bad: [{ plan: example({ sections: 'Text.\n' }), at: [5, 9] }],
  *check({ front, header, outline }) {
    for (const [index, { id }] of header?.value?.phases.entries() ?? []) {
      if (outline?.sections.some((section) => section.id === id)) continue;
      yield {
        ...front!.placeAt(['phases', index, 'id']),
        phase: id,
        message: `Phase \`${id}\` has no section.`,
        fix: `Write a section with the heading \`## Phase ${id}: <title>\`.`,
      };
    }
  },
});
