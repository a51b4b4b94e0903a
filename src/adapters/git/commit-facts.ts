/** A raw commit object as facts: parsed by us, so that no mail map, encoding or log setting comes between. */
import type { CommitFacts } from '../../ports/git.ts';

export function parseCommit(id: string, raw: Uint8Array): CommitFacts {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw);
  const split = text.indexOf('\n\n');
  const head = split < 0 ? text : text.slice(0, split);
  const parents: string[] = [];
  let tree = '';
  let author = '';
  let committer = '';
  for (const line of head.split('\n')) {
    const space = line.indexOf(' ');
    const key = line.slice(0, space);
    const value = line.slice(space + 1);
    if (key === 'tree' && tree === '') tree = value;
    else if (key === 'parent') parents.push(value);
    else if (key === 'author' && author === '') author = value;
    else if (key === 'committer' && committer === '') committer = value;
  }
  return {
    id,
    tree,
    parents,
    ...parseAuthor(author),
    committedAt: parseAuthor(committer).at,
    message: split < 0 ? '' : text.slice(split + 2),
  };
}

/** `Name <email> <seconds> <zone>`; what is broken is left empty, and the date is then the epoch. */
function parseAuthor(line: string): Pick<CommitFacts, 'authorName' | 'authorEmail' | 'at'> {
  const found = /^(.*?) ?<([^>]*)>(?: (\d+))?/.exec(line);
  const seconds = Number(found?.[3] ?? 0);
  // The last second that ISO writes with four digits of the year.
  const at = new Date(seconds <= 253_402_300_799 ? seconds * 1000 : 0);
  return {
    authorName: found?.[1] ?? '',
    authorEmail: found?.[2] ?? '',
    at: at.toISOString(),
  };
}
