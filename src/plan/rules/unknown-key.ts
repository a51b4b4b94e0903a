import { example } from './example.ts';
import { headerRule } from './header-rule.ts';

export const rule = headerRule({
  code: 'unknown-key',
  title: 'A key that does not exist',
  doc: 'A key that a program does not know it cannot obey: a misspelt `budget` would be no budget.',
  good: [example()],
  bad: [
    { plan: example({ head: 'efort: high\n' }), at: [4, 1] },
    { plan: example({ phases: '  - id: build\n    path: [src/slug.ts]\n' }), at: [6, 5] },
  ],
});
