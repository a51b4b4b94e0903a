/**
 * What `paths` means. A pattern is a path from the top folder, with slashes, in which `*` stands for any run of characters within a
 * segment, `?` for one, `**` as a whole segment for any number of segments (at the end at least one), and `{a,b}` for either. All else,
 * brackets and parentheses too, stands for itself: `app/[id]/page.tsx` is a file's name. Dot files are files like any other, and
 * case counts. A folder's name alone matches no file in it.
 */
import picomatch from 'picomatch';

const OPTIONS = { dot: true, nobracket: true, noextglob: true, nonegate: true } as const;

/** Does any of the patterns name this path? No pattern, no match. */
export function matches(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matcher(pattern)(path));
}

/** One pattern, ready to be asked many times. */
export function matcher(pattern: string): (path: string) => boolean {
  if (isLiteral(pattern)) return (path) => path === pattern;
  return picomatch(escaped(pattern), OPTIONS);
}

/** A pattern that names one path and nothing else. */
export function isLiteral(pattern: string): boolean {
  return !/[*?]/.test(pattern) && alternatives(pattern).length === 1;
}

/** The pattern without its `{a,b}`: one pattern for each choice, at most 64 (a pattern with more names nothing beyond them). */
export function alternatives(pattern: string): string[] {
  let all = [''];
  let rest = pattern;
  for (let group = GROUP.exec(rest); group !== null; group = GROUP.exec(rest)) {
    const before = rest.slice(0, group.index);
    all = all.flatMap((start) => group![1]!.split(',').map((choice) => start + before + choice)).slice(0, 64);
    rest = rest.slice(group.index + group[0].length);
  }
  return all.map((start) => start + rest);
}

/** Braces with a comma in them, not nested; any other brace stands for itself. */
const GROUP = /\{([^{},]*(?:,[^{},]*)+)\}/;

/** Why a text is no pattern, or nothing. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.startsWith('/') || /^[A-Za-z]:/.test(pattern)) return 'it must start in the top folder';
  if (pattern.includes('\\')) return 'folders are parted by slashes, and a backslash escapes nothing';
  if (pattern.startsWith('!')) return 'there is no negation';
  if (pattern !== pattern.trim()) return 'it must not begin or end with white space';
  if (pattern !== pattern.normalize('NFC')) return 'it must be in Unicode form NFC';
  if (alternatives(pattern).length >= 64) return 'it has too many alternatives';
  for (const segment of alternatives(pattern).flatMap((one) => one.split('/'))) {
    if (segment === '') return 'a folder has no name: name the files in it, as in `src/**`';
    if (segment === '.' || segment === '..') return '`.` and `..` are not allowed';
    if (segment.includes('**') && segment !== '**') return '`**` must stand alone between slashes';
  }
  return undefined;
}

/** For picomatch, so that it sees our four signs and no others. */
function escaped(pattern: string): string {
  const groups: string[] = [];
  const marked = pattern.replace(new RegExp(GROUP, 'g'), (group) => {
    groups.push(`{${group.slice(1, -1).split(',').map(literal).join(',')}}`);
    return '\u0000';
  });
  return literal(marked).replaceAll('\u0000', () => groups.shift() ?? '');
}

function literal(text: string): string {
  return text.replace(/[\\^$|+()[\]{}!@#&<>~'"`,;=%:]/g, '\\$&');
}

/** May two patterns name the same path? Says yes when unsure, so that phases which run together do not meet. */
export function mayOverlap(one: string, other: string): boolean {
  return alternatives(one).some((a) =>
    alternatives(other).some((b) => segmentsMeet(a.split('/'), b.split('/'))),
  );
}

function segmentsMeet(a: readonly string[], b: readonly string[]): boolean {
  // reach[j]: the first i segments of a, and the first j of b, can name the same folders.
  let reach = new Array<boolean>(b.length + 1).fill(false);
  reach[0] = true;
  for (let j = 1; j <= b.length; j++) reach[j] = reach[j - 1]! && b[j - 1] === '**';
  for (const left of a) {
    const next = new Array<boolean>(b.length + 1).fill(false);
    next[0] = reach[0]! && left === '**';
    for (let j = 1; j <= b.length; j++) {
      const right = b[j - 1]!;
      const skips =
        (left === '**' && (reach[j]! || next[j - 1]!)) || (right === '**' && (reach[j]! || next[j - 1]!));
      next[j] = skips || (reach[j - 1]! && left !== '**' && right !== '**' && segmentMeets(left, right));
    }
    reach = next;
  }
  return reach[b.length]!;
}

/** Two segments with `*` and `?`: the same table, one character at a time. */
function segmentMeets(a: string, b: string): boolean {
  if (!/[*?]/.test(a + b)) return a === b;
  let reach = new Array<boolean>(b.length + 1).fill(false);
  reach[0] = true;
  for (let j = 1; j <= b.length; j++) reach[j] = reach[j - 1]! && b[j - 1] === '*';
  for (const left of a) {
    const next = new Array<boolean>(b.length + 1).fill(false);
    next[0] = reach[0]! && left === '*';
    for (let j = 1; j <= b.length; j++) {
      const right = b[j - 1]!;
      const same = left === right || left === '?' || right === '?';
      const skips = (left === '*' || right === '*') && (reach[j]! || next[j - 1]!);
      next[j] = skips || (reach[j - 1]! && left !== '*' && right !== '*' && same);
    }
    reach = next;
  }
  return reach[b.length]!;
}
