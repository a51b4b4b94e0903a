import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inertGuards } from './inert.ts';
import { plainGuards, plainLine, plainText } from './plain.ts';

/** By guard: a text, and what of it must not be there afterwards. */
const attacks: Record<string, [text: string, acts: RegExp]> = {
  'bot command': ['/planfile approve', /^\s*\/planfile/m],
  trailer: ['Approved-by: Mallory', /^\s*Approved-by:/m],
  'workflow command': ['::error::all is lost', /^\s*::/m],
  address: ['see https://evil.invalid/x', /https:\/\//],
  'e-mail': ['ask eve@evil.invalid', /eve@evil/],
  mention: ['thanks @everyone', /@everyone/],
  reference: ['this Fixes #12 and acme/site#3', /#\d/],
};

test('every guard of markdown has its attack here, but for formulas', () => {
  expect(Object.keys(attacks).sort()).toEqual(
    inertGuards.flatMap(({ name }) => (name === 'formula' ? [] : [name])).sort(),
  );
});

test.each(Object.entries(attacks))('%s does nothing in a message', (_, [text, acts]) => {
  expect(plainText(text)).not.toMatch(acts);
  expect(plainText(`First.\n  ${text}\nLast.`)).not.toMatch(acts);
});

test.each(Object.entries(attacks))('without the guard "%s" it would', (name, [text, acts]) => {
  // An address of mail is a mention to whoever does not know mail.
  const without = name === 'e-mail' ? ['e-mail', 'mention'] : [name];
  const guards = plainGuards.filter((guard) => !without.includes(guard.name));
  expect(plainText(text, guards)).toMatch(acts);
});

test.each([
  '[skip ci]',
  '[no ci]',
  '[ci skip]',
  'skip-checks: true',
  'Closes: #3',
  'fixes https://github.com/a/b/issues/3',
])('%s does not steer anything', (text) => {
  expect(plainText(text)).not.toMatch(/\[(skip|no|ci)|skip-checks:|clos\w*:? #|https:\/\//i);
});

test('ordinary prose stays as it is', () => {
  const text =
    'Slugs are made from titles: lower case, `-` between words (3 tests).\n\n- a/b.ts and c.ts\n- 50 % faster';
  expect(plainText(text)).toBe(text);
});

test('a subject keeps the colon after its phase', () => {
  expect(plainLine('write-slugs: Write them, see #3')).toBe('write-slugs: Write them, see # 3');
});

test('whatever is said, nobody is called, and nothing is referred to', () => {
  const bits = fc.constantFrom(
    '@',
    '#',
    '1',
    'a',
    ' ',
    '\n',
    '/',
    ':',
    'GH-',
    'fixes',
    '.',
    '-',
    'www.',
    'http://',
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 40 }), (parts) => {
      const text = plainText(parts.join(''));
      expect(text).not.toMatch(/#\d|(?<![\w.-])@[a-z0-9]|^[ \t]*\/[a-z]|^[ \t]*::[a-z]|:\/\//im);
    }),
  );
});
