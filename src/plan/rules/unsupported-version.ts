import { example } from './example.ts';
import { headerRule } from './header-rule.ts';

export const rule = headerRule({
  code: 'unsupported-version',
  title: 'Another version of the spec',
  doc: 'A program reads the versions that it knows and refuses all others: a newer version may mean something else by the same words.',
  good: [example()],
  bad: [{ plan: example().replace('planfile: 1', 'planfile: 2'), at: [2, 11] }],
  locked: true,
});
