import { isScalar } from 'yaml';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

/** What YAML 1.1 reads as a truth value, a number or a date, and YAML 1.2 as a text. */
const OTHERWISE = new RegExp(
  `^(?:${[
    '[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF',
    '[-+]?0b[01_]+',
    '[-+]?0x[0-9a-fA-F_]+',
    '[-+]?0o?[0-7_]+',
    '[-+]?[0-9][0-9_]*',
    '[-+]?(?:[0-9][0-9_]*)?\\.[0-9_]+(?:[eE][-+]?[0-9]+)?',
    '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?',
    '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \\t].*)?',
    '=',
  ].join('|')})$`,
);

export const rule = defineRule({
  code: 'yaml-ambiguous',
  title: 'A word that other readers of YAML take for something else',
  doc: 'GitHub, and many tools, read YAML 1.1: for them a plain `yes`, `off`, `1_000`, `12:30` or `2026-01-01` is a truth value, a number or a date, and is shown so. A plan is read as YAML 1.2, where these are texts. In quotes they are the same for everybody.',
  good: [
    example({ phases: "  - id: build\n    paths: ['on']\n    verify: [npm test]\n" }),
    example({ phases: '  - id: build\n    paths: [src/on]\n    verify: [yes | npm test]\n' }),
  ],
  bad: [
    { plan: example({ phases: '  - id: build\n    paths: [on]\n    verify: [npm test]\n' }), at: [6, 13] },
    { plan: example({ phases: '  - id: build\n    paths: [1_000]\n    verify: [12:30]\n' }), at: [7, 14] },
    {
      plan: example({ phases: '  - id: build\n    paths: [2026-01-01]\n    verify: [npm test]\n' }),
      at: [6, 13],
    },
  ],
  locked: true,
  *check({ front }) {
    for (const { node } of front?.nodes ?? []) {
      if (!isScalar(node) || node.type !== 'PLAIN' || typeof node.value !== 'string') continue;
      if (!OTHERWISE.test(node.value)) continue;
      const place = front!.placeOf(node);
      yield {
        ...place,
        message: `Some readers of YAML do not take \`${node.value}\` for a text.`,
        fix: 'Put it in quotes.',
        edit: { ...place, text: `'${node.value}'` },
      };
    }
  },
});
