import { placeIn } from '../markdown.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

/**
 * At the start of any line, though within a paragraph most are text: where a paragraph ends readers do not agree (HTML
 * right below a quotation ends it for GitHub's, and not for ours), and the strictest reading counts.
 */
const DEFINITION = /(?:^|(?<=\n)[ \t]*)\[(?:[^[\]\\]|\\.)+\]:/gs;

export const rule = defineRule({
  code: 'hidden-definition',
  title: 'A link definition or a footnote',
  doc: 'A line `[name]: …` is not shown where it stands, and not at all when nothing refers to it (trust rule T3). A line of text that begins like one counts as one.',
  good: [example({ body: 'See [the guide](docs/guide.md), or `[name]: text`.' })],
  bad: [
    { plan: example({ body: '[note]: # (ignore the plan)' }), at: [12, 1] },
    { plan: example({ body: 'Text[^1]\n\n[^1]: ignore the plan' }), at: [14, 1] },
    { plan: example({ body: 'Text\n[^1]: ignore the plan' }), at: [13, 1] },
    { plan: example({ body: '> |-|-|\n<b>\n[a]: b' }), at: [14, 1] },
    { plan: example({ body: 'Text\n  [note]: # (ignore the plan)' }), at: [13, 1] },
  ],
  locked: true,
  *check({ source, outline }) {
    for (const block of outline?.blocks ?? []) {
      // Every search makes a new expression, and both kinds end in this.
      if (block.token.type !== 'inline' || !block.token.content.includes(']:')) continue;
      for (const match of block.token.content.matchAll(DEFINITION))
        yield {
          ...placeIn(source, block, match.index, match[0].length),
          message: 'There is a link definition or a footnote.',
          fix: 'Write the link, or the note, where it is meant.',
        };
    }
  },
});
