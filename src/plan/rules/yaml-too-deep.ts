import { MAX_DEPTH } from '../front-matter.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-too-deep',
  title: 'YAML that is nested too deep',
  doc: `No value of a plan lies deeper than ${MAX_DEPTH} levels; what does is not looked into.`,
  good: [example()],
  bad: [{ plan: example({ head: `issue: ${'['.repeat(20)}${']'.repeat(20)}\n` }), at: [4, 24] }],
  locked: true,
  *check({ front }) {
    for (const { node, depth } of front?.nodes ?? []) {
      if (depth <= MAX_DEPTH) continue;
      yield {
        ...front!.placeOf(node),
        message: 'The YAML is nested too deep.',
        fix: 'Use the keys of a plan.',
      };
      return;
    }
  },
});
