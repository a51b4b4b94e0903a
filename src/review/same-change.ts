/**
 * Is a change the same on another base? File by file the same lines removed and added in the same order, whatever their numbers and
 * what stands around them; the same modes, and of files without text the same contents. Where it stands is another question (since.ts).
 */
import { changedRows, type FileDiff, headOf } from './diff.ts';

/** The path of the first file that differs, of two diffs as git prints them; undefined: it is the same change. */
export function firstDifference(before: readonly FileDiff[], now: readonly FileDiff[]): string | undefined {
  for (let at = 0; at < Math.max(before.length, now.length); at += 1) {
    const [one, other] = [before[at], now[at]];
    if (one === undefined || other === undefined || !isSame(one, other)) return (other ?? one)!.path;
  }
  return undefined;
}

function isSame(one: FileDiff, other: FileDiff): boolean {
  const [a, b] = [read(one), read(other)];
  if (one.path !== other.path || a.modes !== b.modes || a.rows !== b.rows) return false;
  // Of these the bytes are not in the diff: git shows none, or they are no UTF-8 and look alike.
  const blind = one.binary || other.binary || LOST.test(a.rows) || LOST.test(one.path);
  return !blind || a.blobs === b.blobs;
}

const LOST = /\uFFFD/;

function read({ text }: FileDiff) {
  const head = headOf(text);
  const index = head.map((row) => INDEX.exec(row)).find((match) => match !== null);
  return {
    modes: [...head.filter((row) => MODE.test(row)), index?.[2] ?? ''].join('\n'),
    // Where git prints none, the contents did not change.
    blobs: index?.[1] ?? '',
    rows: changedRows(text).join('\n'),
  };
}

const INDEX = /^index ([0-9a-f]+\.\.[0-9a-f]+)(?: ([0-7]+))?$/;
const MODE = /^(?:old|new|new file|deleted file) mode [0-7]+$/;
