import { SECTION } from '../outline.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'section-heading',
  title: 'A heading that is almost a phase’s',
  doc: 'The heading of a section is exactly `## Phase <id>: <title>`. What comes near it is reported, because a person would take it for one.',
  good: [example(), example({ body: '## Phase out the old names\n\nText.' })],
  bad: [
    { plan: example({ body: '## Phase Build: Write it\n\nText.' }), at: [12, 1] },
    { plan: example({ body: '## phase build: Write it\n\nText.' }), at: [12, 1] },
    { plan: example({ body: '## Phase build - Write it\n\nText.' }), at: [12, 1] },
    { plan: example({ body: '## Phase build:\n\nText.' }), at: [12, 1] },
  ],
  *check({ outline }) {
    for (const { text, place } of outline?.headings ?? []) {
      if (SECTION.test(text) || !/^[^\p{L}]*phase[\s_]+[^\s:_][^\s:]*(?:\s*:|\s+[-–—])/iu.test(text))
        continue;
      yield {
        ...place,
        message: `\`${text}\` looks like the heading of a phase, and is none.`,
        fix: 'Write `## Phase <id>: <title>`, or word the heading otherwise.',
      };
    }
  },
});
