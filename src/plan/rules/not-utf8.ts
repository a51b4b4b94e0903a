import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'not-utf8',
  title: 'Bytes that are not UTF-8',
  doc: 'A digest is of one text, so the bytes must stand for exactly one: a plan is UTF-8. The place is that of the first byte that is not.',
  good: [example()],
  bad: [{ plan: new Uint8Array([0x2d, 0x2d, 0x2d, 0x0a, 0x61, 0xff]), at: [2, 2] }],
  locked: true,
  *check({ source }) {
    if (source.validUntil === undefined) return;
    const lines = source.validUntil.split('\n');
    yield {
      line: lines.length,
      column: lines.at(-1)!.length + 1,
      message: 'The file is not UTF-8.',
      fix: 'Save it as UTF-8.',
    };
  },
});
