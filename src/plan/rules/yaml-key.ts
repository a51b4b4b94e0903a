import { isScalar } from 'yaml';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

const COLON = /^[ \t]*:/;

export const rule = defineRule({
  code: 'yaml-key',
  title: 'A key that is not written as it reads',
  doc: 'Keys are plain words, or words in quotes without an escape: never a list, a number, a null, a text over several lines, or `"\\x69d"` for `id`.',
  good: [example(), example({ head: '"effort": high\n' })],
  bad: [
    { plan: example({ head: '"\\x65ffort": high\n' }), at: [4, 1] },
    { plan: example({ head: '? [a]\n: high\n' }), at: [4, 3] },
    { plan: example({ head: '1: high\n' }), at: [4, 1] },
    { plan: example({ head: '? effort\n: high\n' }), at: [4, 3] },
  ],
  locked: true,
  *check({ front }) {
    for (const { node, key } of front?.nodes ?? []) {
      if (!key) continue;
      const [from = 0, to = 0] = node.range ?? [];
      const source = front!.text.slice(from, to);
      const quoted = source.startsWith('"') || source.startsWith("'");
      const written = quoted ? source.replace(/^(["'])(.*)\1$/s, '$2') : source;
      const plain = isScalar(node) && typeof node.value === 'string' && node.value === written;
      const colon = front!.text[to] === ':' || COLON.test(front!.text.slice(to, to + 100));
      const simple = colon && !front!.text.startsWith('? ', from - 2);
      if (plain && simple) continue;
      yield {
        ...front!.placeOf(node),
        message: 'This key is not written as it reads.',
        fix: 'Write the key as one plain word, followed by a colon.',
      };
    }
  },
});
