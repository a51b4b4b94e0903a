import { HIDDEN_CHARACTERS } from '../hidden-characters.ts';
import { charactersIn } from './characters.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'hidden-character',
  title: 'A character that is not shown',
  doc: 'Marks of direction, zero-width and tag characters, variation selectors, fillers and private-use characters can carry text, or turn the order of words, that people do not see and a model reads (trust rule T3). They are errors everywhere, also in comments, code, and behind escapes. Write an emoji that needs no joiner, and say in words what a mark of direction would do.',
  good: [example(), example({ body: 'A heart: \u2764\uFE0F' })],
  bad: [
    { plan: example({ body: 'one\u200Btwo' }), at: [12, 4] },
    { plan: example({ body: 'a \u202Etxet' }), at: [12, 3] },
    { plan: example({ body: 'a \u{E0041}\u{E0042}' }), at: [12, 3] },
    { plan: example({ body: 'a&#8203;b' }), at: [12, 2] },
    { plan: example({ body: 'a\uFE0Fb' }), at: [12, 2] },
    { plan: example({ head: '# comment\u2066\n' }), at: [4, 10] },
    {
      plan: example({ phases: '  - id: build\n    paths: ["src/\\u200b.ts"]\n    verify: [npm test]\n' }),
      at: [6, 13],
    },
  ],
  locked: true,
  *check(document) {
    for (const { found, ...place } of charactersIn(document, HIDDEN_CHARACTERS))
      yield { ...place, message: `There is a character that is not shown (${found}).`, fix: 'Take it out.' };
  },
});
