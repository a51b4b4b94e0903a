/** Characters that a reader does not see and a machine does (trust.md T3; Unicode TR 36, TR 39). */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u, 'a bidirectional control character'],
  [/[\u200B\u2060\u2061-\u2064\u180E\uFEFF]/u, 'a zero-width character'],
  [/[\u{E0000}-\u{E0FFF}]/u, 'a tag character'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  [/[\u0000-\u0008\u000B\u000E-\u001F\u007F\u0080-\u009F]/u, 'a control character'],
];

/** Names the first kind of hidden character in `text`; undefined when there is none. */
export const hiddenIn = (text: string): string | undefined => KINDS.find(([kind]) => kind.test(text))?.[1];
