import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'paths-missing',
  title: 'A phase that may change nothing',
  doc: '`paths` is what a phase may change. Without it there is nothing that a session could deliver.',
  good: [example()],
  bad: [{ plan: example({ phases: '  - id: build\n    verify: [npm test]\n' }), at: [5, 9] }],
  *check({ front, header }) {
    for (const [index, { id, paths }] of header?.value?.phases.entries() ?? []) {
      if (paths.length > 0) continue;
      yield {
        ...front!.placeAt(['phases', index, 'id']),
        phase: id,
        message: `Phase \`${id}\` has no \`paths\`, so it may change nothing.`,
        fix: 'Add `paths:` with the files that it may change.',
      };
    }
  },
});
