import { isAlias } from 'yaml';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-alias',
  title: 'An alias in YAML',
  doc: 'An alias stands for a value from elsewhere, and a few of them for a million. They are never followed.',
  good: [example()],
  bad: [{ plan: example({ head: 'effort: *how\n' }), at: [4, 9] }],
  locked: true,
  *check({ front }) {
    // Without the sign there is none.
    if (!front?.text.includes('*')) return;
    for (const { node } of front.nodes) {
      if (!isAlias(node)) continue;
      yield {
        ...front.placeOf(node),
        message: `There is an alias (\`*${node.source}\`).`,
        fix: 'Write the value itself.',
      };
    }
  },
});
