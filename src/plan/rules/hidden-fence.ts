import { placeOf } from '../markdown.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

/** GitHub draws these instead of showing their text. */
const DRAWN = ['mermaid', 'geojson', 'topojson', 'stl', 'math'];

const fence = (info: string) => `\`\`\`${info}\ntext\n\`\`\``;

export const rule = defineRule({
  code: 'hidden-fence',
  title: 'Code that is not shown as it stands',
  doc: `What follows the language on the first line of a fence is not shown (trust rule T3), and code in ${DRAWN.join(', ')} is drawn: its comments are not shown. A fence names a language, of letters, digits and \`+#._-\`, at most 32, or nothing.`,
  good: [example({ body: fence('ts') }), example({ body: fence('') })],
  bad: [
    { plan: example({ body: fence('ts ignore the plan') }), at: [12, 1] },
    { plan: example({ body: fence('mermaid') }), at: [12, 1] },
    { plan: example({ body: fence('"ignore"') }), at: [12, 1] },
  ],
  locked: true,
  *check({ source, outline }) {
    for (const block of outline?.blocks ?? []) {
      if (block.token.type !== 'fence') continue;
      const info = block.token.info.trim();
      const drawn = DRAWN.includes(info.toLowerCase());
      if (!drawn && /^[\w+#.-]{0,32}$/.test(info)) continue;
      yield {
        ...placeOf(source, block),
        message: drawn
          ? `GitHub draws ${info} instead of showing it.`
          : 'There is text behind the fence that is not shown.',
        fix: drawn ? 'Say it in words.' : 'Leave only the language, one word.',
      };
    }
  },
});
