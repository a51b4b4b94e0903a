import { SECTION } from '../outline.ts';
import type { Edit, Place } from '../problem.ts';
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
  *check({ source, outline }) {
    for (const { text, level, direct, place } of outline?.headings ?? []) {
      if (!SECTION.test(text) || (direct && level === 2)) continue;
      yield {
        ...place,
        message: direct
          ? `This heading of a phase is of level ${level}.`
          : 'This heading of a phase is inside of something.',
        fix: 'Make it a heading of level 2, outside of lists and quotations.',
        ...(direct && edited(place, level, source.lines[place.line - 1]!)),
      };
    }
  },
});

/** Its marks become two; a heading that is underlined is left to people. */
function edited({ line, column }: Place, level: number, text: string): { edit?: Edit } {
  if (!text.startsWith(`${'#'.repeat(level)} `, column - 1)) return {};
  return { edit: { line, column, endLine: line, endColumn: column + level, text: '##' } };
}
