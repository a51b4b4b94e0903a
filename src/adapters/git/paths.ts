/** Paths and links that no tree of ours may hold, whatever made them. Pure. */

/** Why `path` must not be written to a file system or a tree; undefined when it may. */
export function unsafePath(path: string): string | undefined {
  if (path === '' || path.includes('\0')) return 'an empty name';
  for (const part of path.split('/')) {
    if (part === '') return 'an empty name';
    if (part === '.' || part === '..') return 'a name that walks';
    if (isDotGit(part)) return 'a name that git keeps for itself';
  }
  return undefined;
}

/** Why a *new* path is refused beyond that: it would mislead whoever reads a list of changes. */
export function misleadingPath(path: string): string | undefined {
  if (/\p{Cc}/u.test(path)) return 'a control character in its name';
  if (/[\p{Bidi_Control}\u200b-\u200d\u2060\ufeff\u{e0000}-\u{e007f}]/u.test(path)) {
    return 'an invisible character in its name';
  }
  if (Buffer.byteLength(path) > 1024) return 'a name longer than 1,024 bytes';
  return undefined;
}

/**
 * `.git` and all that some file system takes for it, as git's fsck refuses them: case-folded, with code points that HFS+
 * ignores, with trailing dots, spaces or a stream name for NTFS, and its short name `git~1`.
 */
export function isDotGit(name: string): boolean {
  const plain = name.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu, '').toLowerCase();
  return plain.split('\\').some((part) => /^(?:\.git|git~1)[ .]*(?::.*)?$/s.test(part));
}

/**
 * Why a symbolic link is refused: its target leaves the tree, or could through another link. Only leading `..` are
 * followed, for those walk up real folders; a `..` after a name may walk up from wherever that name leads.
 */
export function unsafeLink(path: string, target: string): string | undefined {
  if (target === '' || target.includes('\0')) return 'an empty target';
  if (target.startsWith('/') || target.startsWith('\\') || /^[a-z]:/i.test(target))
    return 'an absolute target';
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  const names = parts.findIndex((part) => part !== '..');
  const ups = names < 0 ? parts.length : names;
  if (ups > path.split('/').length - 1) return 'a target outside of the tree';
  const rest = parts.slice(ups);
  if (rest.includes('..')) return 'a target that walks up again after a name';
  if (rest.some(isDotGit)) return 'a target inside of .git';
  return undefined;
}
