/** Where review comments may stand, and where they stand after later pushes. */
import type { DiffLimits, FileChange } from '../git/changes.ts';
import { carried, hunkUpTo, lineAt, patchLines } from '../git/patch.ts';
import type { CurrentPlace } from '../render/pulls.ts';
import type { Place, Pull, ReviewComment } from '../world.ts';
import { pullFiles } from './pulls.ts';

export type PlaceInput = {
  path: string;
  position?: number;
  line?: number;
  side?: string;
  start_line?: number | null;
  start_side?: string | null;
  subject_type?: string;
};
export type Placed = { place: Place; position?: number; diffHunk: string };

/** The place in the diff, or why GitHub cannot find it. */
export function resolvePlace(files: FileChange[], input: PlaceInput): Placed | { refusal: string } {
  const file = files.find(({ filename }) => filename === input.path);
  if (!file) return { refusal: 'Path could not be resolved' };
  if (input.subject_type === 'file') return { place: { path: input.path, side: 'RIGHT' }, diffHunk: '' };
  const lines = patchLines(file.patch ?? '');
  if (input.line === undefined) {
    const line = lines.find(({ position }) => position === input.position);
    if (!line) return { refusal: 'Position could not be resolved' };
    const side = line.right === undefined ? 'LEFT' : 'RIGHT';
    const number = line.right ?? line.left ?? 0;
    return {
      place: { path: input.path, line: number, side },
      position: line.position,
      diffHunk: hunkUpTo(file.patch ?? '', line.position),
    };
  }
  const side = input.side === 'LEFT' ? 'LEFT' : 'RIGHT';
  const place: Place = {
    path: input.path,
    line: input.line,
    side,
    ...(input.start_line == null
      ? {}
      : {
          startLine: input.start_line,
          startSide: input.start_side === 'LEFT' ? 'LEFT' : input.start_side === 'RIGHT' ? 'RIGHT' : side,
        }),
  };
  const found = lineAt(lines, place);
  if (!found) return { refusal: 'Line could not be resolved' };
  return { place, position: found.position, diffHunk: hunkUpTo(file.patch ?? '', found.position) };
}

/**
 * Places of these comments at the pull request's head: they follow their line, or are outdated when it changed.
 * The diff is read once for all of them.
 */
export async function currentPlaces(
  pull: Pull,
  comments: ReviewComment[],
  limits: DiffLimits,
): Promise<CurrentPlace[]> {
  const isMoved = comments.some(({ commit }) => commit !== pull.head.sha);
  const files = isMoved ? await pullFiles(pull, limits) : [];
  return await Promise.all(
    comments.map(async (comment) => {
      const { place, commit, position } = comment;
      const outdated = { commit };
      if (commit === pull.head.sha || place.line === undefined)
        return here(comment, place.line, place.startLine, position);
      if (place.side === 'LEFT') return outdated;
      const { git } = pull.issue.repository;
      const patch = await git
        .git([
          'diff-tree',
          '-r',
          '-U0',
          '--no-color',
          '--no-ext-diff',
          commit,
          pull.head.sha,
          '--',
          place.path,
        ])
        .catch(() => undefined);
      const move = (line: number | undefined) =>
        line === undefined || patch === undefined ? undefined : carried(patch, line);
      const [line, startLine] = [move(place.line), move(place.startLine)];
      if (line === undefined || (place.startLine !== undefined && startLine === undefined)) return outdated;
      const shown = patchLines(files.find(({ filename }) => filename === place.path)?.patch ?? '');
      const found = lineAt(shown, { path: place.path, line, side: 'RIGHT' });
      return found ? { ...here(comment, line, startLine, found.position), commit: pull.head.sha } : outdated;
    }),
  );
}

function here(comment: ReviewComment, line?: number, startLine?: number, position?: number): CurrentPlace {
  const known = Object.entries({ line, startLine, position }).filter(([, value]) => value !== undefined);
  return { commit: comment.commit, ...Object.fromEntries(known) };
}
