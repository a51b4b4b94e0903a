import { isAlias } from 'yaml';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-anchor',
  title: 'An anchor in YAML',
  doc: 'An anchor lets one place change what another means. A plan says everything where it stands, so that a person can read one phase.',
  good: [example()],
  bad: [{ plan: example({ head: 'effort: &how high\n' }), at: [4, 14] }],
  locked: true,
  *check({ front }) {
    // Without the sign there is none.
    if (!front?.text.includes('&')) return;
    for (const { node } of front.nodes) {
      if (isAlias(node) || !('anchor' in node) || !node.anchor) continue;
      yield {
        ...front.placeOf(node),
        message: `There is an anchor (\`&${node.anchor}\`).`,
        fix: 'Take it out, and write the value wherever it is meant.',
      };
    }
  },
});
