import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-tag',
  title: 'A tag in YAML',
  doc: 'A tag tells the parser to read a value as something else than it looks like.',
  good: [example()],
  bad: [{ plan: example({ head: 'effort: !!str high\n' }), at: [4, 15] }],
  locked: true,
  *check({ front }) {
    // Without the sign there is none.
    if (!front?.text.includes('!')) return;
    for (const { node } of front.nodes) {
      // Only an explicit tag is kept on a node by the parser.
      if (!node.tag) continue;
      yield { ...front.placeOf(node), message: `There is a tag (\`${node.tag}\`).`, fix: 'Take it out.' };
    }
  },
});
