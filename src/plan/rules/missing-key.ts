import { example } from './example.ts';
import { headerRule } from './header-rule.ts';

export const rule = headerRule({
  code: 'missing-key',
  title: 'A key that is missing',
  doc: 'A plan has `planfile`, `id` and `phases`; a phase has `id`; an `allow` has `rule` and `reason`.',
  good: [example()],
  bad: [
    { plan: example().replace('id: slugs\n', ''), at: [1, 1] },
    { plan: example({ phases: '  - paths: [src/a.ts]\n' }), at: [5, 5] },
  ],
});
