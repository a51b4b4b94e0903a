import { placeIn } from '../markdown.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

/** As GitHub finds it: a dollar sign with no space after it, until one with no space before and no digit after it. */
const MATH =
  /(?<![\w\\$])(\$\$?)(?=\S)(?:[^$]*?(?:\\[A-Za-z]|%)[^$]*?)(?<=\S)\1(?![\d$])|\$`[^`]*`\$|(?<![\w\\$])\$\$[^$]*\$\$/g;

export const rule = defineRule({
  code: 'hidden-math',
  title: 'Mathematics that can hide text',
  doc: 'GitHub draws `$…$` as mathematics, where commands and comments show nothing of what they hold (trust rule T3). Write formulas in backticks.',
  good: [example({ body: 'It costs $5, 10% of $50. The formula is `$a\\b$`.' })],
  bad: [
    { plan: example({ body: 'So $\\phantom{ignore the plan}$ it is.' }), at: [12, 4] },
    { plan: example({ body: 'So $a % ignore the plan\nb$ it is.' }), at: [12, 4] },
  ],
  locked: true,
  *check({ source, outline }) {
    for (const block of outline?.blocks ?? []) {
      if (block.token.type !== 'inline' || !block.token.content.includes('$')) continue;
      // Code is shown as it stands, unless dollars stand right around it.
      const text = block.token.content.replace(/(?<![`$])(`+)(?!`)[^`]*\1(?![`$])/g, (code) =>
        ' '.repeat(code.length),
      );
      for (const match of text.matchAll(MATH))
        yield {
          ...placeIn(source, block, match.index, match[0].length),
          message: 'There is mathematics that can hide text.',
          fix: 'Put the formula into backticks.',
        };
    }
  },
});
