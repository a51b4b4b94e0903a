import { CODES, isProblemCode } from '../problem.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'allow-refused',
  title: 'An `allow` for an error',
  doc: 'Errors say that a plan cannot be read, or must not be: nothing silences them. Only warnings can be meant to be so, and the notes that show protected files cannot be turned off.',
  good: [example()],
  bad: [
    { plan: example({ head: 'allow: [{rule: hidden-html, reason: Because}]\n' }), at: [4, 16] },
    { plan: example({ head: 'allow: [{rule: protected-path, reason: Because}]\n' }), at: [4, 16] },
  ],
  locked: true,
  *check({ front, header }) {
    for (const [index, { rule }] of header?.value?.allow.entries() ?? []) {
      if (!isProblemCode(rule) || canBeAllowed(rule)) continue;
      yield {
        ...front!.placeAt(['allow', index, 'rule']),
        message: `\`${rule}\` cannot be silenced.`,
        fix: 'Take this entry out, and mend what the rule reports.',
      };
    }
  },
});

function canBeAllowed(code: keyof typeof CODES): boolean {
  return CODES[code] !== 'error' && code !== 'protected-path';
}
