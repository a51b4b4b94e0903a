/**
 * Known secrets taken out of text that leaves the machine (trust.md T20): as they are, encoded, broken up by spaces, quotes or line
 * ends, and in parts. Only letters and digits are compared, because everything else gets changed on the way.
 */

import { findSecrets } from '../outcomes/secrets.ts';

/** A part of a secret that is as long as this is taken out; of a shorter secret all of it. */
const PART = 12;
/** What is shorter is no secret: it would be found everywhere. */
const SHORTEST = 6;

export const REDACTED = '[redacted]';

/** Gives the function that redacts these secrets. Linear in the text. */
export function redactor(
  secrets: readonly string[],
  encodings: readonly Encoding[] = Object.values(secretEncodings),
): (text: string) => string {
  const parts = new Map<number, Set<string>>();
  for (const secret of secrets) {
    for (const form of new Set(encodings.flatMap((encode) => encode(secret)))) {
      const core = lettersAndDigits(form);
      if (core.length < SHORTEST) continue;
      const length = Math.min(PART, core.length);
      const known = parts.get(length) ?? new Set();
      for (let at = 0; at + length <= core.length; at += 1) known.add(core.slice(at, at + length));
      parts.set(length, known);
    }
  }
  return (text) => (parts.size === 0 ? text : redact(text, parts));
}

/** What only looks like a secret, by its issuer's format: known or not. */
export function withoutSecrets(text: string): string {
  let clean = '';
  let from = 0;
  for (const { start, end } of findSecrets(text)) {
    clean += text.slice(from, start) + REDACTED;
    from = end;
  }
  return clean + text.slice(from);
}

type Encoding = (secret: string) => string[];

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (text: string): string =>
  [...bytes(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const secretEncodings: Record<'plain' | 'base64' | 'hex' | 'percent' | 'reversed', Encoding> = {
  plain: (secret) => [secret],
  /** Within a longer text a secret begins at one of three places of a group: the characters that its neighbours share are cut. */
  base64: (secret) =>
    [0, 1, 2].map((offset) => {
      const shifted = new Uint8Array([...new Uint8Array(offset), ...bytes(secret)]);
      const encoded = btoa(String.fromCharCode(...shifted)).replace(/=+$/, '');
      const whole = Math.floor((shifted.length * 8) / 6);
      return encoded.slice(Math.ceil((offset * 8) / 6), whole);
    }),
  hex: (secret) => [hex(secret), hex(secret).toUpperCase()],
  percent: (secret) => [encodeURIComponent(secret)],
  reversed: (secret) => [[...secret].reverse().join('')],
};

function redact(text: string, parts: ReadonlyMap<number, ReadonlySet<string>>): string {
  const places = placesOfLettersAndDigits(text);
  const core = lettersAndDigits(text);
  const found: [from: number, to: number][] = [];
  for (let at = 0; at < core.length; at += 1) {
    for (const [length, known] of parts) {
      if (!known.has(core.slice(at, at + length))) continue;
      const to = at + length;
      const last = found.at(-1);
      if (last && at <= last[1]) last[1] = Math.max(last[1], to);
      else found.push([at, to]);
    }
  }
  let redacted = '';
  let from = 0;
  for (const [start, end] of found) {
    redacted += text.slice(from, places[start]!) + REDACTED;
    from = places[end - 1]! + 1;
  }
  return redacted + text.slice(from);
}

const lettersAndDigits = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '');

function placesOfLettersAndDigits(text: string): number[] {
  return [...text.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index);
}
