/**
 * A unified diff as git prints it without renames, read into files. Headers stand outside of hunks, and the counts in a hunk's
 * header say where it ends, so nothing that a file holds can pass for a header.
 */

export interface FileDiff {
  /** The path with slashes, unquoted: the new one, or the old one of a removed file. */
  path: string;
  /** Header and hunks, as they were printed. */
  text: string;
  /** git saw no text in it: what changed is not shown. */
  binary: boolean;
  /** The file is gone; of a binary one there is nothing left to read. */
  removed: boolean;
}

/** Or a removed one. */
export interface AddedLine {
  /** In the file that has it, from 1. */
  line: number;
  text: string;
}

/**
 * Files in the diff's order. A path may come twice, where a file became a link or the other way round. Lines end at line feeds
 * and nowhere else: a carriage return or U+2028 in a file must not begin a header.
 */
export function readDiff(diff: string): FileDiff[] {
  return diff
    .split(/(?<=^|\n)(?=diff --git )/)
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const head = headOf(text);
      return {
        path: pathOf(head),
        text,
        binary: head.some((row) => /^Binary files .* differ$/s.test(row) || row === 'GIT binary patch'),
        removed: head.some((row) => row.startsWith('deleted file mode ')),
      };
    });
}

/** Added lines by path. */
export function addedLines(files: readonly FileDiff[]): Map<string, AddedLine[]> {
  const added = new Map<string, AddedLine[]>();
  for (const { path, text } of files) {
    const lines = addedIn(text);
    if (lines.length > 0) added.set(path, [...(added.get(path) ?? []), ...lines]);
  }
  return added;
}

const addedIn = (text: string): AddedLine[] =>
  hunkRows(text).flatMap(({ row, line }) => (row.startsWith('+') ? [{ line, text: row.slice(1) }] : []));

/** Removed lines by path, numbered as in the old file. */
export function removedLines(files: readonly FileDiff[]): Map<string, AddedLine[]> {
  const removed = new Map<string, AddedLine[]>();
  for (const { path, text } of files) {
    const lines = hunkRows(text).flatMap(({ row, old }) =>
      row.startsWith('-') ? [{ line: old, text: row.slice(1) }] : [],
    );
    if (lines.length > 0) removed.set(path, [...(removed.get(path) ?? []), ...lines]);
  }
  return removed;
}

/** What was removed and added, in its order, as it was printed: with the word that a line at the end of a file has no line end. */
export function changedRows(text: string): string[] {
  let before = ' ';
  return hunkRows(text).flatMap(({ row }) => {
    const own = row.startsWith('\\') ? before : row;
    before = row;
    return own.startsWith('+') || own.startsWith('-') ? [row] : [];
  });
}

/** The rows of all hunks; `line` is where it stands, or would stand, in the new file, `old` in the old one. */
function hunkRows(text: string): { row: string; line: number; old: number }[] {
  const rows: { row: string; line: number; old: number }[] = [];
  let line = 0;
  let old = 0;
  let oldLeft = 0;
  let newLeft = 0;
  let inside = false;
  for (const row of text.split('\n')) {
    if (row.startsWith('\\')) {
      // It belongs to the line before it, which may have been the last that the header counts.
      if (inside) rows.push({ row, line, old });
    } else if (oldLeft > 0 || newLeft > 0) {
      rows.push({ row, line, old });
      if (!row.startsWith('+')) {
        old += 1;
        oldLeft -= 1;
      }
      if (row.startsWith('-')) continue;
      line += 1;
      newLeft -= 1;
    } else {
      const hunk = HUNK.exec(row);
      inside = hunk !== null;
      if (!hunk) continue;
      old = Number(hunk[1]);
      oldLeft = Number(hunk[2] ?? 1);
      line = Number(hunk[3]);
      newLeft = Number(hunk[4] ?? 1);
    }
  }
  return rows;
}

/** Old start and count, new start and count; a count that is left out is 1. */
export const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** The rows before the first hunk. */
export function headOf(text: string): string[] {
  const rows: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const row = text.slice(at, end < 0 ? undefined : end);
    if (row.startsWith('@@ ')) break;
    rows.push(row);
    at = end < 0 ? text.length : end + 1;
  }
  return rows;
}

/** The new name, the old one of a removed file, and for what has no such rows (modes, binaries) the first row's. */
function pathOf(head: readonly string[]): string {
  const after = (sign: string) =>
    head.find((row) => row.startsWith(`${sign} `) && row !== `${sign} /dev/null`)?.slice(4);
  const named = after('+++') ?? after('---');
  if (named !== undefined) return withoutSide(unquoted(named.replace(/\t$/, '')));
  const first = (head[0] ?? '').slice('diff --git '.length);
  if (first.startsWith('"')) return withoutSide(unquoted(/^"(?:[^"\\]|\\.)*"/s.exec(first)?.[0] ?? first));
  // Both names are the same, as there are no renames: `a/NAME b/NAME`.
  return withoutSide(first.slice(0, (first.length - 1) / 2));
}

const withoutSide = (name: string): string => name.replace(/^[ab]\//, '');

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** A name as git quotes it where it holds quotes, backslashes or control characters: as a string of C, bytes in octal. */
function unquoted(name: string): string {
  if (!/^".*"$/s.test(name)) return name;
  const bytes: number[] = [];
  for (const [part, octal, sign] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (sign !== undefined) bytes.push(ESCAPES[sign] ?? sign.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(part));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
