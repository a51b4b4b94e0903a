import { charactersIn } from './characters.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

/** All but tab and line feed; a carriage return is one when no line feed follows it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029]+/g;

export const rule = defineRule({
  code: 'control-character',
  title: 'A control character',
  doc: 'Control characters are not shown, and some editors end a line at them where others do not. A plan has only tabs and line ends (LF or CRLF): no other of U+0000–U+001F, U+007F–U+009F, U+2028, U+2029.',
  good: [example(), example().replaceAll('\n', '\r\n')],
  bad: [
    { plan: example({ body: 'one\u0007two' }), at: [12, 4] },
    { plan: example({ body: 'one\rtwo' }), at: [12, 4] },
    { plan: example({ head: 'effort: "\\x07"\n' }), at: [4, 9] },
  ],
  locked: true,
  *check(document) {
    for (const { found, ...place } of charactersIn(document, CONTROL))
      yield { ...place, message: `There is a control character (${found}).`, fix: 'Take it out.' };
  },
});
