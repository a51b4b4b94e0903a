/**
 * The actions that the workflows start, by commit: a tag can be moved to other code, a commit cannot. To renew one, take the commit
 * that its release's tag names (`git ls-remote https://github.com/actions/checkout 'v7*'`), read what changed, and write both here.
 * Users renew theirs by `init` of a newer planfile, or let Dependabot do it: it knows the form `<commit> # <tag>`.
 */
export const PINS = {
  checkout: { action: 'actions/checkout', commit: '3d3c42e5aac5ba805825da76410c181273ba90b1', tag: 'v7.0.1' },
  'upload-artifact': {
    action: 'actions/upload-artifact',
    commit: 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f',
    tag: 'v7.0.0',
  },
  'download-artifact': {
    action: 'actions/download-artifact',
    commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c',
    tag: 'v8.0.1',
  },
} as const satisfies Record<string, Pin>;

export interface Pin {
  action: string;
  /** Undefined: not known here, so that the tag must do. */
  commit: string | undefined;
  tag: string;
}

/** As `uses:` wants it. */
export const pinned = ({ action, commit, tag }: Pin): string =>
  commit === undefined ? `${action}@${tag}` : `${action}@${commit} # ${tag}`;
