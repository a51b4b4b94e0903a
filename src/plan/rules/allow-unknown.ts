import { near } from '../header.ts';
import { CODES, isProblemCode } from '../problem.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'allow-unknown',
  title: 'An `allow` for what does not exist',
  doc: 'An `allow` names the code of a rule, and a phase of this plan.',
  good: [
    example({
      head: 'allow: [{rule: verify-missing, reason: There is nothing to run}]\n',
      phases: '  - id: build\n    paths: [src/slug.ts]\n',
    }),
  ],
  bad: [
    { plan: example({ head: 'allow: [{rule: verify-mising, reason: Because}]\n' }), at: [4, 16] },
    {
      plan: example({ head: 'allow: [{rule: verify-missing, phase: biuld, reason: Because}]\n' }),
      at: [4, 39],
    },
  ],
  *check({ front, header }) {
    const ids = header?.value?.phases.map(({ id }) => id) ?? [];
    for (const [index, { rule, phase }] of header?.value?.allow.entries() ?? []) {
      if (!isProblemCode(rule))
        yield {
          ...front!.placeAt(['allow', index, 'rule']),
          message: `There is no rule \`${rule}\`.`,
          fix: near(rule, Object.keys(CODES)) ?? 'Use the code as it is reported.',
        };
      if (phase !== undefined && !ids.includes(phase))
        yield {
          ...front!.placeAt(['allow', index, 'phase']),
          message: `There is no phase \`${phase}\`.`,
          fix: near(phase, ids) ?? `Phases are ${ids.join(', ')}.`,
        };
    }
  },
});
