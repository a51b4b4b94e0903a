import { isScalar } from 'yaml';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-merge-key',
  title: 'A merge key in YAML',
  doc: '`<<` copies keys from elsewhere in some parsers and is a plain key in others.',
  good: [example()],
  bad: [{ plan: example({ head: '<<: {effort: high}\n' }), at: [4, 1] }],
  locked: true,
  *check({ front }) {
    // Without the sign there is none.
    if (!front?.text.includes('<<')) return;
    for (const { node, key } of front.nodes) {
      if (!key || !isScalar(node) || node.value !== '<<') continue;
      yield {
        ...front.placeOf(node),
        message: 'There is a merge key (`<<`).',
        fix: 'Write the keys themselves.',
      };
    }
  },
});
