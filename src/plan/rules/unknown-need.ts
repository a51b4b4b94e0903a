import { near } from '../header.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'unknown-need',
  title: 'A need that is no phase',
  doc: '`needs` names phases of the same plan.',
  good: [example()],
  bad: [
    {
      plan: example({
        phases: '  - id: build\n    needs: [biuld]\n    paths: [src/slug.ts]\n    verify: [npm test]\n',
      }),
      at: [6, 13],
    },
  ],
  *check({ front, header }) {
    const ids = header?.value?.phases.map(({ id }) => id) ?? [];
    for (const [index, { id, needs }] of header?.value?.phases.entries() ?? []) {
      for (const [position, need] of needs.entries()) {
        if (ids.includes(need)) continue;
        yield {
          ...front!.placeAt(['phases', index, 'needs', position]),
          phase: id,
          message: `There is no phase \`${need}\`.`,
          fix: near(need, ids) ?? `Phases are ${ids.join(', ')}.`,
        };
      }
    }
  },
});
