/** Lines of a patch: which of them a review comment may stand on, and where they went since. */
import type { Place, Side } from '../world.ts';

export type PatchLine = {
  /** 1 for the first line under the first hunk header, as GitHub counts `position`. */
  position: number;
  hunk: number;
  left?: number;
  right?: number;
  text: string;
};

export function patchLines(patch: string): PatchLine[] {
  if (patch === '') return [];
  const lines: PatchLine[] = [];
  let hunk = 0;
  let left = 0;
  let right = 0;
  for (const [position, text] of patch.split('\n').entries()) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (header) {
      hunk += 1;
      left = Number(header[1]);
      right = Number(header[2]);
    } else if (text.startsWith('+')) lines.push({ position, hunk, right: right++, text });
    else if (text.startsWith('-')) lines.push({ position, hunk, left: left++, text });
    else if (!text.startsWith('\\')) lines.push({ position, hunk, left: left++, right: right++, text });
  }
  return lines;
}

const isAt = (side: Side, line: number) => (one: PatchLine) =>
  (side === 'LEFT' ? one.left : one.right) === line;

/** The line that a place ends on, or undefined when it (or its start) is not in the diff. */
export function lineAt(lines: PatchLine[], place: Place): PatchLine | undefined {
  const end = lines.find(isAt(place.side, place.line ?? 0));
  if (!end || place.startLine === undefined) return end;
  const start = lines.find(isAt(place.startSide ?? place.side, place.startLine));
  return start && start.hunk === end.hunk && start.position < end.position ? end : undefined;
}

/** The hunk up to the commented line, as `diff_hunk` shows it. */
export function hunkUpTo(patch: string, position: number): string {
  const before = patch.split('\n').slice(0, position + 1);
  const header = before.findLastIndex((line) => line.startsWith('@@ '));
  return before.slice(Math.max(header, 0)).join('\n');
}

/** Where a line of the older file stands in the newer one, or undefined when the patch touches it. */
export function carried(zeroContextPatch: string, line: number): number | undefined {
  let shift = 0;
  for (const text of zeroContextPatch.split('\n')) {
    const [header, from, old = '1', young = '1'] =
      /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(text) ?? [];
    if (header === undefined) continue;
    const [start, removed, added] = [Number(from), Number(old), Number(young)];
    if (removed === 0 ? line <= start : line < start) break;
    if (line < start + removed) return undefined;
    shift += added - removed;
  }
  return line + shift;
}
