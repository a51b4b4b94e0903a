import { MAX_NESTING, placeOf } from '../markdown.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'too-deep',
  title: 'Markdown that is nested too deep',
  doc: `Lists, quotations and emphasis are nested at most ${MAX_NESTING} deep. Parsers give up at different depths, so what lies deeper is not one text.`,
  good: [example({ body: '> - one\n>   - two' })],
  bad: [{ plan: example({ body: `${'>'.repeat(40)} deep` }), at: [12, 1] }],
  locked: true,
  *check({ source, outline }) {
    for (const block of outline?.blocks ?? []) {
      const inner = block.token.children?.some((child) => child.level > MAX_NESTING);
      if (block.token.level <= MAX_NESTING && !inner) continue;
      yield { ...placeOf(source, block), message: 'This is nested too deep.', fix: 'Nest it less.' };
      return;
    }
  },
});
