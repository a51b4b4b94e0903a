import { example } from './example.ts';
import { headerRule } from './header-rule.ts';

export const rule = headerRule({
  code: 'invalid-id',
  title: 'An id that is no id',
  doc: 'Ids become branches, refs and trailers: `[a-z][a-z0-9-]{0,47}`, of plans and of phases.',
  good: [example()],
  bad: [
    { plan: example({ id: 'Slugs' }), at: [3, 5] },
    { plan: example({ id: 'sl_ugs' }), at: [3, 5] },
  ],
});
