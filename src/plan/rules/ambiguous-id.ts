import { example } from './example.ts';
import { defineRule } from './rule.ts';

const entry = (id: string) => `  - id: ${id}\n    paths: [src/slug.ts]\n    verify: [npm test]\n`;
const section = (id: string) => `## Phase ${id}: Write\n\nText.\n\n- [ ] It is there\n\n`;

/** As the eye reads it in many fonts. Ids are lower case already, so this is all that is left. */
export function looksLike(id: string): string {
  return id
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll(/[1i]/g, 'l')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

export const rule = defineRule({
  code: 'ambiguous-id',
  title: 'Two ids that look alike',
  doc: 'Whoever approves `step-l` must not have read `step-1`. Ids differ even when 0 reads as o, 1 and i as l, rn as m, vv as w.',
  good: [example()],
  bad: [
    {
      plan: example({
        phases: entry('step-1') + entry('step-l'),
        sections: section('step-1') + section('step-l'),
      }),
      at: [8, 9],
    },
  ],
  locked: true,
  *check({ front, header }) {
    const seen = new Map<string, string>();
    for (const [index, { id }] of header?.value?.phases.entries() ?? []) {
      const twin = seen.get(looksLike(id));
      if (twin !== undefined && twin !== id)
        yield {
          ...front!.placeAt(['phases', index, 'id']),
          phase: id,
          message: `\`${id}\` looks like \`${twin}\`.`,
          fix: 'Give one of them another id.',
        };
      seen.set(looksLike(id), id);
    }
  },
});
