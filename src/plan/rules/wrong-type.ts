import { example } from './example.ts';
import { headerRule } from './header-rule.ts';

export const rule = headerRule({
  code: 'wrong-type',
  title: 'A value of the wrong type',
  doc: 'Each key takes one type, and nothing is converted: `usd: "4"` is a text and no number.',
  good: [example({ head: 'budget: {usd: 4}\n' })],
  bad: [
    { plan: example({ head: 'budget: {usd: "4"}\n' }), at: [4, 15] },
    { plan: example({ phases: '  - id: build\n    paths: src/slug.ts\n' }), at: [6, 12] },
    { plan: example({ head: 'models:\n' }), at: [4, 1] },
  ],
});
