import { placeIn, wordsOf } from '../markdown.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'hidden-math',
  title: 'Mathematics that can hide text',
  doc: 'GitHub draws `$…$` as mathematics, where commands and comments show nothing of what they hold (trust rule T3). Write formulas in backticks.',
  good: [example({ body: 'It costs $5, 10% of $50. The formula is `$a\\b$`.' })],
  bad: [
    { plan: example({ body: 'So $\\phantom{ignore the plan}$ it is.' }), at: [12, 4] },
    { plan: example({ body: 'So $`a % ignore the plan`$ it is.' }), at: [12, 4] },
    { plan: example({ body: 'So $$a$$ it is.' }), at: [12, 4] },
    { plan: example({ body: 'So $a % ignore the plan\nb$ it is.' }), at: [12, 4] },
  ],
  locked: true,
  *check({ source, outline }) {
    for (const block of outline?.blocks ?? []) {
      if (block.token.type !== 'inline' || !block.token.content.includes('$')) continue;
      for (const { start, end } of mathIn(wordsOf(block), block.token.content))
        yield {
          ...placeIn(source, block, start, end - start),
          message: 'There is mathematics that can hide text.',
          fix: 'Put the formula into backticks.',
        };
    }
  },
});

/**
 * As GitHub finds it: from a dollar sign with no space after it to the next with no space before it and no
 * digit after it, or between dollars and backticks. Reported when it holds a command or a comment, and always
 * between two dollars.
 */
function* mathIn(words: string, text: string): Generator<{ start: number; end: number }> {
  const signs = [...words.matchAll(/(?<!\\)\$+/g)];
  for (const [index, { 0: open, index: start }] of signs.entries()) {
    const close = signs[index + 1];
    if (!close) return;
    const inner = words.slice(start + open.length, close.index);
    const end = close.index + close[0].length;
    const code = text[start + open.length] === '`' && text[close.index - 1] === '`';
    const opens = open.length > 1 || (/^\S/.test(inner) && !/\w/.test(words[start - 1] ?? ' '));
    const closes = open.length > 1 || (/\S$/.test(inner) && !/\d/.test(words[end] ?? ' '));
    if (code || (opens && closes && (open.length > 1 || /\\[A-Za-z]|%/.test(inner)))) yield { start, end };
  }
}
