import { placeIn, wordsOf } from '../markdown.ts';
import { sectionsOf } from '../outline.ts';
import { example } from './example.ts';
import { executorOf, isStrong } from './models.ts';
import { defineRule } from './rule.ts';

/** Each as a whole word, in any case. */
const WORDS = [
  'TBD',
  'TBC',
  'TODO',
  'FIXME',
  '\\?\\?\\?+',
  'to be (?:decided|determined|discussed|clarified|confirmed)',
  'not (?:yet )?(?:decided|sure|clear)',
  'should we\\b[^.?!\\n]{0,200}\\?',
  '(?:shall|do|can|could) we\\b[^.?!\\n]{0,200}\\?',
  'open questions?',
  'or something(?: like that| similar)?',
  'decide (?:whether|which|what|how|if|between|on)',
];
const UNDECIDED = new RegExp(`(?<![\\w-])(?:${WORDS.join('|')})(?![\\w-])`, 'gi');

const section = (text: string) => `## Phase build: Write it\n\n${text}\n\n- [ ] It is there\n`;

export const rule = defineRule({
  code: 'undecided-text',
  title: 'A question left to a fast model',
  doc: 'The plan decides, the fast model builds. What a section leaves open is decided by whoever is cheapest, and nobody approved it. Decide it, or give the phase to a strong model with a document as its `paths`. Code is not looked at.',
  good: [
    example({ sections: section('Use `// TODO` as the mark.') }),
    example({
      phases:
        '  - id: build\n    models: {executor: opus}\n    paths: [docs/choice.md]\n    verify: [npm test]\n',
      sections: section('Decide which parser to take.'),
    }),
  ],
  bad: [
    { plan: example({ sections: section('The separator is TBD.') }), at: [14, 18] },
    { plan: example({ sections: section('Should we keep the case?') }), at: [14, 1] },
  ],
  measure: `These words: ${WORDS.map((word) => `\`${word}\``).join(', ')}.`,
  *check({ source, header, outline }) {
    if (!header?.value || !outline) return;
    for (const { id, start, end, text } of sectionsOf(header.value.phases, outline)) {
      if (text.search(UNDECIDED) === -1 || isStrong(executorOf(header.value, id))) continue;
      for (const block of outline.blocks) {
        if (block.token.type !== 'inline' || block.first < start || block.last >= end) continue;
        for (const match of wordsOf(block).matchAll(UNDECIDED))
          yield {
            ...placeIn(source, block, match.index, match[0].length),
            phase: id,
            message: `“${match[0]}” leaves something open to a fast model.`,
            fix: 'Decide it here, or give the phase to a strong model.',
          };
      }
    }
  },
});
