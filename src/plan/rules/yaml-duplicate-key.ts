import { isMap, isScalar, type Node } from 'yaml';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-duplicate-key',
  title: 'A key that stands twice',
  doc: 'Parsers disagree on which of two equal keys counts, so a reader could approve one value and a program take the other.',
  good: [example()],
  bad: [{ plan: example({ head: 'id: others\n' }), at: [4, 1] }],
  locked: true,
  *check({ front }) {
    for (const { node } of front?.nodes ?? []) {
      if (!isMap(node)) continue;
      const seen = new Set<string>();
      for (const { key } of node.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name === undefined) continue;
        if (seen.has(name))
          yield {
            ...front!.placeOf(key as Node),
            message: `The key \`${name}\` stands here a second time.`,
            fix: 'Take one of the two out.',
          };
        seen.add(name);
      }
    }
  },
});
