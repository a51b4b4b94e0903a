import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'verify-missing',
  title: 'A phase that nothing verifies',
  doc: 'The commands of `verify` are what the program itself runs before a phase lands. Without them only the review stands between the model and the branch.',
  good: [example()],
  bad: [{ plan: example({ phases: '  - id: build\n    paths: [src/slug.ts]\n' }), at: [5, 9] }],
  *check({ front, header }) {
    for (const [index, { id, verify }] of header?.value?.phases.entries() ?? []) {
      if (verify.length > 0) continue;
      yield {
        ...front!.placeAt(['phases', index, 'id']),
        phase: id,
        message: `Nothing verifies phase \`${id}\`.`,
        fix: 'Add `verify:` with a command that fails when the work is wrong.',
      };
    }
  },
});
