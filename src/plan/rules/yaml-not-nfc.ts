import { isScalar } from 'yaml';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'yaml-not-nfc',
  title: 'Front matter that is not in Unicode form NFC',
  doc: 'Two texts that look alike must be alike: a path in another form names another file. Keys and values are in NFC. (The body is hashed as it stands.)',
  good: [example({ phases: '  - id: build\n    paths: [src/\u00e9.ts]\n    verify: [npm test]\n' })],
  bad: [
    {
      plan: example({ phases: '  - id: build\n    paths: [src/e\u0301.ts]\n    verify: [npm test]\n' }),
      at: [6, 13],
    },
  ],
  locked: true,
  *check({ source, front }) {
    // An escape can make what the source has not.
    if (source.ascii && !front?.text.includes('\\')) return;
    for (const { node } of front?.nodes ?? []) {
      if (!isScalar(node) || typeof node.value !== 'string') continue;
      if (node.value === node.value.normalize('NFC')) continue;
      const place = front!.placeOf(node);
      const [from = 0, to = 0] = node.range ?? [];
      const text = front!.text.slice(from, to).normalize('NFC');
      yield {
        ...place,
        message: 'This text is not in Unicode form NFC.',
        fix: 'Type it anew.',
        edit: { ...place, text },
      };
    }
  },
});
