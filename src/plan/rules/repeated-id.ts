import { example } from './example.ts';
import { defineRule } from './rule.ts';

const entry = (id: string) => `  - id: ${id}\n    paths: [src/slug.ts]\n    verify: [npm test]\n`;

export const rule = defineRule({
  code: 'repeated-id',
  title: 'Two phases with one id',
  doc: 'An approval names a phase by its id and digest. Two phases cannot share an id.',
  good: [example()],
  bad: [{ plan: example({ phases: entry('build') + entry('build') }), at: [8, 9] }],
  locked: true,
  *check({ front, header }) {
    const seen = new Set<string>();
    for (const [index, { id }] of header?.value?.phases.entries() ?? []) {
      if (seen.has(id))
        yield {
          ...front!.placeAt(['phases', index, 'id']),
          phase: id,
          message: `There is already a phase \`${id}\`.`,
          fix: 'Give it another id.',
        };
      seen.add(id);
    }
  },
});
