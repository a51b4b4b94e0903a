/**
 * Characters that people do not see and a machine reads (trust.md T3): forbidden in plans, shown as their
 * codes in reports, found by the program in every change that is reviewed. This is the one list of them.
 */

/**
 * First and last code point of each range: what has no shape of its own, or changes the order of what has
 * one.
 */
const HIDDEN: readonly (readonly [first: number, last: number, what: string])[] = [
  [0x00ad, 0x00ad, 'soft hyphen'],
  [0x034f, 0x034f, 'combining grapheme joiner'],
  [0x061c, 0x061c, 'Arabic letter mark'],
  [0x115f, 0x1160, 'Hangul fillers'],
  [0x17b4, 0x17b5, 'Khmer inherent vowels'],
  [0x180b, 0x180f, 'Mongolian selectors'],
  [0x200b, 0x200f, 'zero-width spaces and joiners, marks of direction'],
  [0x202a, 0x202e, 'embeddings and overrides of direction'],
  [0x2060, 0x206f, 'invisible operators, isolates of direction'],
  [0x2800, 0x2800, 'blank braille pattern'],
  [0x3164, 0x3164, 'Hangul filler'],
  [0xe000, 0xf8ff, 'private use'],
  [0xfdd0, 0xfdef, 'noncharacters'],
  [0xfe00, 0xfe0d, 'variation selectors 1–14'],
  [0xfeff, 0xfeff, 'byte order mark within the text'],
  [0xffa0, 0xffa0, 'half-width Hangul filler'],
  [0xfff0, 0xfffb, 'interlinear marks'],
  [0xfffe, 0xffff, 'noncharacters'],
  [0x1bca0, 0x1bca3, 'shorthand format controls'],
  [0x1d173, 0x1d17a, 'musical format controls'],
  [0xe0000, 0xe0fff, 'tags, variation selectors 17–256'],
  [0xf0000, 0x10ffff, 'private use'],
];

/**
 * Variation selectors 15 and 16 choose between two looks of these characters, and mean nothing after others.
 */
const TWO_LOOKS: readonly (readonly [first: number, last: number])[] = [
  [0x23, 0x23],
  [0x2a, 0x2a],
  [0x30, 0x39],
  [0xa9, 0xa9],
  [0xae, 0xae],
  [0x203c, 0x3299],
  [0x1f000, 0x1faff],
];

const ranges = (all: readonly (readonly [number, number, ...unknown[]])[]) =>
  `[${all.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('')}]`;
/** A run of them; global. */
export const HIDDEN_CHARACTERS = new RegExp(
  `(?:${ranges(HIDDEN)}|(?<!${ranges(TWO_LOOKS)})[\\ufe0e-\\ufe0f])+`,
  'gu',
);

/** The name of the range that a hidden character belongs to; undefined for every other. */
export function hiddenKind(character: string): string | undefined {
  const point = character.codePointAt(0) ?? 0;
  if (point === 0xfe0e || point === 0xfe0f) return 'a variation selector';
  return HIDDEN.find(([first, last]) => first <= point && point <= last)?.[2];
}
