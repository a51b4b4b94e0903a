import { findSecrets } from '../../outcomes/secrets.ts';
import { placeAt } from '../source.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'secret',
  title: 'A secret',
  doc: 'A plan is read by people and by models, and stays in the history for good. What looks like a key, a token or a password in an address is an error (trust rule T3). Revoke it: it has been seen.',
  good: [example({ body: 'The key is in the variable `API_KEY`.' })],
  bad: [{ plan: example({ body: `The key is ghp_${'a1B2c3D4e5F6'.repeat(3)}.` }), at: [12, 12] }],
  locked: true,
  *check({ source }) {
    for (const { kind, start, end } of findSecrets(source.text))
      yield {
        ...placeAt(source, start, end),
        message: `This looks like ${kind}.`,
        fix: 'Revoke it, take it out, and name the variable or the store that holds it.',
      };
  },
});
