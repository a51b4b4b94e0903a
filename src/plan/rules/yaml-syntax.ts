import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-syntax',
  title: 'Broken YAML',
  doc: 'The front matter is one document of YAML 1.2, core schema, without directives. The place is where the parser gave up.',
  good: [example()],
  bad: [
    { plan: example({ head: 'issue: [1\n' }), at: [5, 1] },
    { plan: example({ head: 'effort: "high\n' }), at: [9, 1] },
    { plan: example({ head: '%YAML 1.1\n' }), at: [4, 1] },
  ],
  *check({ front }) {
    for (const error of front?.yaml.errors ?? []) {
      yield {
        ...front!.placeOf({ range: error.pos }),
        message: `The front matter is not YAML: ${error.message.replace(/\.$/, '')}.`,
        fix: 'Mend the YAML at this place or just above it.',
      };
    }
  },
});
