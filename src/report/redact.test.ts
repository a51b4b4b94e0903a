import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REDACTED, redactor, secretEncodings } from './redact.ts';

const secret = 'sk-test-Ab3/dE5+fG7hI9jK1lM-NoPqRsTuVwXyZ012';
const redact = redactor([secret]);
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a secret is taken out', () => {
  test.each([
    ['as it is', `key=${secret};`],
    ['in base64', `key=${base64(secret)};`],
    ['in base64 behind one byte', `key=${base64(`x${secret}`)};`],
    ['in base64 behind two bytes', `key=${base64(`xy${secret} and more`)};`],
    ['in base64 for addresses', `key=${Buffer.from(secret).toString('base64url')};`],
    ['in hex', `key=${Buffer.from(secret).toString('hex')};`],
    ['in capital hex', `key=${Buffer.from(secret).toString('hex').toUpperCase()};`],
    ['percent-encoded', `key=${encodeURIComponent(secret)};`],
    ['reversed', `key=${[...secret].reverse().join('')};`],
    ['over lines', `key=${secret.match(/.{1,5}/g)!.join('\n')};`],
    ['in a concatenation', `key='${secret.match(/.{1,9}/g)!.join("' + '")}';`],
    ['letter by letter', `key=${[...secret].join(' ')};`],
  ])('%s', (_, text) => {
    const redacted = redact(text);
    expect(redacted).toContain(REDACTED);
    expect(redacted.replace(REDACTED, '').length).toBeLessThan(24);
  });

  test('in parts of twelve letters and digits', () => {
    expect(redact(`it begins with ${secret.slice(0, 20)}, they say`)).toBe(
      `it begins with ${REDACTED}, they say`,
    );
    expect(redact(`${secret.slice(0, 9)} stays`)).toBe(`${secret.slice(0, 9)} stays`);
  });

  test('as often as it stands there, and what is around it stays', () => {
    expect(redact(`a ${secret} b ${secret} c`)).toBe(`a ${REDACTED} b ${REDACTED} c`);
    expect(redact('nothing to see — 日本語 😀')).toBe('nothing to see — 日本語 😀');
  });

  test('also a short one, as a whole; what is shorter still is none', () => {
    expect(redactor(['hunter2x'])('my hunter2x!')).toBe(`my ${REDACTED}!`);
    expect(redactor(['abc', ''])('abc')).toBe('abc');
  });
});

test('no text keeps a secret, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 20 }), (before, after, from) => {
      const part = secret.slice(from, from + 20);
      expect(redact(before + part + after)).not.toContain(part);
    }),
  );
});

test('a megabyte is no trouble', () => {
  const text = 'the quick brown fox '.repeat(50_000);
  expect(redact(text)).toBe(text);
});

describe('each encoding, left out, lets its form through', () => {
  const forms: Record<keyof typeof secretEncodings, string> = {
    plain: secret,
    base64: base64(`x${secret}`),
    hex: Buffer.from(secret).toString('hex'),
    percent: encodeURIComponent('pä55wörd/ü+ß-é'),
    reversed: [...secret].reverse().join(''),
  };
  test.each(Object.keys(forms) as (keyof typeof forms)[])('%s', (name) => {
    const secrets = [secret, 'pä55wörd/ü+ß-é'];
    const { [name]: _, ...others } = secretEncodings;
    const whole = redactor(secrets)(forms[name]);
    expect(whole).toContain(REDACTED);
    expect(redactor(secrets, Object.values(others))(forms[name]).length).toBeGreaterThan(whole.length);
  });
});
