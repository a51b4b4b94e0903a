import { isScalar } from 'yaml';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-number',
  title: 'A number that does not print back as written',
  doc: '`0x10`, `1e3`, `+1`, `1.50`, `.5`, `.inf` and whole numbers beyond 2^53 mean different things to different readers. A number is written as JSON prints it: `16`, `1000`, `1`, `1.5`, `0.5`.',
  good: [example({ head: 'budget: {usd: 1.5}\n' })],
  bad: [
    { plan: example({ head: 'budget: {usd: 1.50}\n' }), at: [4, 15] },
    { plan: example({ head: 'budget: {usd: 0x10}\n' }), at: [4, 15] },
    { plan: example({ head: 'issue: 9007199254740993\n' }), at: [4, 8] },
  ],
  locked: true,
  *check({ front }) {
    for (const { node } of front?.nodes ?? []) {
      if (!isScalar(node) || (typeof node.value !== 'number' && typeof node.value !== 'bigint')) continue;
      const [from = 0, to = 0] = node.range ?? [];
      const written = front!.text.slice(from, to);
      const printed = JSON.stringify(Number(node.value));
      if (written === printed) continue;
      const place = front!.placeOf(node);
      const exact =
        /^[+-]?\d*\.?\d+$/.test(written) && Number(written) === Number(printed) && written.length < 16;
      yield {
        ...place,
        message: `\`${written}\` does not print back as written: it reads as \`${printed}\`.`,
        fix: `Write \`${printed}\`, or put it in quotes if it is a text.`,
        ...(exact && {
          edit: { ...place, text: printed },
        }),
      };
    }
  },
});
