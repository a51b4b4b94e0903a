import { example } from './example.ts';
import { headerRule } from './header-rule.ts';

export const rule = headerRule({
  code: 'wrong-value',
  title: 'A value that is not allowed',
  doc: 'A budget is above zero, an effort is one of `low`, `medium`, `high`, `xhigh`, `max`, a command is one line, a plan has at least one phase.',
  good: [example({ head: 'effort: high\n' })],
  bad: [
    { plan: example({ head: 'effort: huge\n' }), at: [4, 9] },
    { plan: example({ head: 'budget: {usd: 0}\n' }), at: [4, 15] },
    { plan: example({ phases: '  []\n' }), at: [5, 3] },
  ],
});
