/** Where review comments stand after later pushes: they follow their line, or are outdated when it changed. */
import type { DiffLimits } from '../git/changes.ts';
import { carried, lineAt, patchLines } from '../git/patch.ts';
import type { CurrentPlace } from '../render/pulls.ts';
import type { Pull, ReviewComment } from '../world.ts';
import { pullFiles } from './pulls.ts';

/** Places of these comments at the pull request's head. The diff is read once for all of them. */
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
