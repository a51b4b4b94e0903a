/**
 * Where a forge lets a comment stand: on a line that its own patch of the file shows, on that side. Everything else goes to the
 * review's body, for one bad line makes GitHub refuse a whole review (github.md G18). Pure.
 */
import type { Finding, FindingSeverity } from '../outcomes/review.ts';
import { HUNK } from './diff.ts';

/** A file of a pull request as the forge lists it. */
export interface PullFile {
  path: string;
  /** Before a rename, as the forge sees it. */
  previousPath?: string | undefined;
  /** Hunks; absent for binary files, and where the forge withholds it (too large, too many files). */
  patch?: string | undefined;
}

export interface Placed<T extends Finding = Finding> {
  finding: T;
  path: string;
  line: number;
  /** The first line, where it is more than one. */
  startLine: number | undefined;
  side: 'left' | 'right';
  /** Lines that a person can commit with a click instead of those; undefined where that is not safe. */
  replacement: string | undefined;
}

export interface Placement<T extends Finding = Finding> {
  inline: Placed<T>[];
  /** For the body, with the reason, to stand after "not shown there:". */
  body: { finding: T; why: string }[];
}

/** Conditions on a suggestion, each named: without one, its kind of text could be committed with a click (trust.md T20). */
export const suggestionGuards: Readonly<Record<string, (facts: Suggested) => boolean>> = {
  'on lines that are there': ({ side }) => side === 'right',
  'for exactly the lines that it was written for': ({ whole }) => whole,
  'of a few lines': ({ replacement, from, to }) => replacement.split('\n').length <= 20 && to - from < 20,
  'not where lines end otherwise': ({ lines }) => lines.every((line) => !line.text.endsWith('\r')),
  'not at an end without a line feed': ({ lines }) => lines.every((line) => !line.unended),
  'which changes something': ({ replacement, lines }) =>
    replacement !== lines.map(({ text }) => text).join('\n'),
  'as a commit would be checked': ({ replacement, path, allowed }) => allowed(path, replacement),
};

interface Suggested {
  path: string;
  side: 'left' | 'right';
  from: number;
  to: number;
  /** All of the lines that the finding names are shown. */
  whole: boolean;
  /** What stands there now. */
  lines: readonly Shown[];
  replacement: string;
  allowed(path: string, text: string): boolean;
}

export interface PlacementRules {
  /** Comments at most; the worst first. Choice of ours: more is read by nobody (peers.md, 4). */
  most?: number;
  /** May this text become part of that file: inside the phase's paths, not protected, without secrets or hidden characters? */
  allowed(path: string, text: string): boolean;
}

const MOST = 30;

/** Worst first. What is over the cap goes to the body, and so does what no patch shows. */
export function place<T extends Finding>(
  findings: readonly T[],
  files: readonly PullFile[],
  { most = MOST, allowed }: PlacementRules,
  guards = Object.values(suggestionGuards),
): Placement<T> {
  const patches = new Map(files.map((file) => [file.path, file]));
  const renamed = new Map(
    files.flatMap((file) => (file.previousPath ? [[file.previousPath, file] as const] : [])),
  );
  const shown = new Map<PullFile, Patch>();
  const patchOf = (file: PullFile): Patch => {
    const known = shown.get(file) ?? readPatch(file.patch ?? '');
    shown.set(file, known);
    return known;
  };
  const placement: Placement<T> = { inline: [], body: [] };
  for (const finding of worstFirst(findings)) {
    const found = spot(finding, patches, renamed, patchOf);
    if ('why' in found) placement.body.push({ finding, why: found.why });
    else if (placement.inline.length >= most)
      placement.body.push({ finding, why: `more than ${most} comments are not made` });
    else {
      const { path, side, from, to } = found;
      const { replacement } = finding;
      const safe = replacement !== null && guards.every((guard) => guard({ ...found, replacement, allowed }));
      placement.inline.push({
        finding,
        path,
        side,
        line: to,
        startLine: from === to ? undefined : from,
        replacement: safe ? replacement : undefined,
      });
    }
  }
  return placement;
}

const ORDER: readonly FindingSeverity[] = ['blocker', 'major', 'minor', 'nit'];

/** By severity; then what a second look confirmed; then as they came. */
const worstFirst = <T extends Finding>(findings: readonly T[]): T[] =>
  findings.toSorted(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
      Number(b.standing === 'confirmed') - Number(a.standing === 'confirmed'),
  );

type Spot = Omit<Suggested, 'replacement' | 'allowed'>;

function spot(
  { path, line, endLine, side: where }: Finding,
  patches: ReadonlyMap<string, PullFile>,
  renamed: ReadonlyMap<string, PullFile>,
  patchOf: (file: PullFile) => Patch,
): Spot | { why: string } {
  if (path === null) return { why: 'it is about the change as a whole' };
  // Of a renamed file the forge knows the new name alone, also for what was removed from it.
  const file = patches.get(path) ?? renamed.get(path);
  if (file === undefined) return { why: 'the file is not among those that the forge lists as changed' };
  if (line === null) return { why: 'it is about the file as a whole' };
  if (file.patch === undefined) return { why: 'the forge shows no lines of this file' };
  const side = where === 'old' ? 'left' : 'right';
  const lines = patchOf(file)[side];
  const end = Math.max(line, endLine ?? line);
  // The last line that is shown, as far as the lines before it stand in the same hunk: a comment cannot reach over a gap.
  const last = [...range(line, end)].findLast((one) => lines.has(one));
  if (last === undefined) return { why: 'no hunk shows the line' };
  let from = last;
  while (from > line && lines.get(from - 1)?.hunk === lines.get(last)!.hunk) from -= 1;
  return {
    path: file.path,
    side,
    from,
    to: last,
    whole: from === line && last === end,
    lines: [...range(from, last)].map((one) => lines.get(one)!),
  };
}

/** Long claims are cut: no comment spans more. */
const LONGEST = 1_000;

function* range(from: number, to: number): Generator<number> {
  for (let one = from; one <= Math.min(to, from + LONGEST); one += 1) yield one;
}

interface Shown {
  text: string;
  /** Which hunk shows it. */
  hunk: number;
  /** It is the file's last, and no line feed ends it. */
  unended: boolean;
}

interface Patch {
  left: Map<number, Shown>;
  right: Map<number, Shown>;
}

/** Lines by their number: context stands on both sides. Counts in a hunk's header say where it ends, whatever its lines look like. */
export function readPatch(patch: string): Patch {
  const read: Patch = { left: new Map(), right: new Map() };
  let hunk = -1;
  let [old, oldLeft, now, nowLeft] = [0, 0, 0, 0];
  let last: Shown[] = [];
  for (const row of patch.split('\n')) {
    if (row.startsWith('\\')) {
      for (const shown of last) shown.unended = true;
      continue;
    }
    if (oldLeft > 0 || nowLeft > 0) {
      const shown = (): Shown => ({ text: row.slice(1), hunk, unended: false });
      last = [];
      if (!row.startsWith('+')) {
        last.push(shown());
        read.left.set(old, last.at(-1)!);
        old += 1;
        oldLeft -= 1;
      }
      if (!row.startsWith('-')) {
        last.push(shown());
        read.right.set(now, last.at(-1)!);
        now += 1;
        nowLeft -= 1;
      }
      continue;
    }
    const head = HUNK.exec(row);
    if (!head) continue;
    hunk += 1;
    [old, oldLeft, now, nowLeft] = [
      Number(head[1]),
      Number(head[2] ?? 1),
      Number(head[3]),
      Number(head[4] ?? 1),
    ];
  }
  return read;
}
