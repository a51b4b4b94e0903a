/**
 * Git in our own nouns. Two halves: `Repository` only reads the user's repository and runs nothing of it (hooks, filters,
 * attributes, configuration: trust.md T15); `Workshop` is a bare repository of our own, on top of the same objects,
 * where everything that we write is made, until one atomic `land`.
 */
export interface Repository {
  /** Absolute path of the common git directory. */
  readonly gitDir: string;
  /** Absolute path of the work tree; undefined in a bare repository. */
  readonly root: string | undefined;
  /** `commit` is undefined before the first commit, `branch` when HEAD is detached. */
  head(): Promise<{ commit: string | undefined; branch: string | undefined }>;
  /** What policy, agent instructions and workflows are read from: `origin/HEAD`, else HEAD (design.md §3). */
  defaultCommit(): Promise<string | undefined>;
  /** A full ref name or object id to a commit id; undefined when there is none. */
  resolve(ref: string): Promise<string | undefined>;
  /**
   * The commit of a branch or of a pull request's head (`refs/pull/<n>/head`) as it is on the remote now, with its objects; or the commit
   * of this id, which may be on no branch any more. undefined: there is none. Without a remote: what is here.
   */
  bring(ref: string): Promise<string | undefined>;
  /** The same for all branches below a prefix (`refs/heads/…/`), by full name: the commits that they have now. */
  bringBelow(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** Full ref names below `prefix` with their ids. */
  refs(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** The id of a commit's tree. */
  treeOf(commit: string): Promise<string>;
  /** Bytes of a file at a commit; undefined when it is not there or is no regular file. */
  read(commit: string, path: string): Promise<Uint8Array | undefined>;
  /** Entries of a commit's or tree's whole tree, sorted by path bytes. */
  entries(treeish: string): Promise<readonly TreeEntry[]>;
  /** One commit's facts; undefined when there is no such commit. */
  commit(id: string): Promise<CommitFacts | undefined>;
  /** Commits that touched `path`, newest first, from `commit` on. */
  history(commit: string, path: string): Promise<readonly CommitFacts[]>;
  /** Commits of `head` along first parents that none of `bases` reaches, oldest first. */
  between(bases: readonly string[], head: string): Promise<readonly CommitFacts[]>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  /** The best common ancestor of two commits, where there is exactly one. */
  mergeBase(one: string, other: string): Promise<string | undefined>;
  /** All best common ancestors, the newest first: the same order whatever is put on top of either commit. */
  mergeBases(one: string, other: string): Promise<readonly string[]>;
  /** What differs between two trees or commits; renames are a removal and an addition. */
  changes(from: string, to: string): Promise<readonly Change[]>;
  /**
   * A unified diff between two trees or commits, as git prints it without attributes or external drivers. More than `most` bytes is the
   * fault `git-output-limit`.
   */
  diff(from: string, to: string, most?: number): Promise<string>;
  /**
   * Attributes that a commit's own `.gitattributes` files give to paths, which need not be in it: `set`, `unset` or a text, by
   * name. What has none is not there.
   */
  attributes(
    commit: string,
    asked: { names: readonly string[]; paths: readonly string[] },
  ): Promise<Attributes>;
  /** The work tree that has this branch checked out, if any. */
  checkedOutAt(branch: string): Promise<string | undefined>;
  /**
   * Files that stand directly in one of `folders` (empty: the top) of these commits, by commit. What several commits share is read
   * once: for whoever looks over many plans.
   */
  filesOf(
    commits: readonly string[],
    folders: readonly string[],
    wanted: (path: string) => boolean,
  ): Promise<ReadonlyMap<string, readonly StoredFile[]>>;
  /** What each commit changed against its first parent; a commit that changed nothing is not there. */
  blobChanges(
    commits: readonly Pick<CommitFacts, 'id' | 'parents'>[],
  ): Promise<ReadonlyMap<string, readonly BlobChange[]>>;
  /** Commits that any of `commits` reaches and that touched one of `paths`, children first. */
  historyOf(commits: readonly string[], paths: readonly string[]): Promise<readonly CommitFacts[]>;
  /** Those of `commits` that `head` does not reach: `isAncestor` for many at once. */
  unreached(commits: readonly string[], head: string): Promise<ReadonlySet<string>>;
  /** Several commits' facts, in the order asked for. A missing one is a fault. */
  facts(ids: readonly string[]): Promise<readonly CommitFacts[]>;
  /** The records at `refs/planfile/*`, by plan id. */
  records(): Promise<ReadonlyMap<string, StoredRecord>>;
  record(id: string): Promise<StoredRecord | undefined>;
}

export type Attributes = ReadonlyMap<string, Readonly<Record<string, string>>>;

export interface StoredRecord {
  /** The commit at the tip of the record's ref. */
  tip: string;
  /** `record.jsonl`, whole. */
  text: string;
}

/** A regular file at a commit. */
export interface StoredFile {
  commit: string;
  path: string;
  /** Id of its content. */
  blob: string;
  bytes: Uint8Array;
}

export interface BlobChange {
  path: string;
  /** Id of the new content; undefined: the path is gone. */
  blob: string | undefined;
}

export interface TreeEntry {
  path: string;
  mode: '100644' | '100755' | '120000' | '160000' | (string & {});
  id: string;
  /** Bytes; undefined for what is no blob. */
  size: number | undefined;
}

export interface Change {
  path: string;
  kind: 'added' | 'modified' | 'removed' | 'mode';
  fromMode: string;
  toMode: string;
}

export interface CommitFacts {
  id: string;
  tree: string;
  parents: readonly string[];
  authorName: string;
  authorEmail: string;
  /** ISO time of the author date. */
  at: string;
  /** ISO time of the committer date: when it got its place, also after a rebase. */
  committedAt: string;
  /** Whole message. */
  message: string;
}

export interface Workshop extends AsyncDisposable {
  /** Writes a commit's tree to an empty folder: plain files, executables and symlinks, no `.git`. */
  exportTree(treeish: string, folder: string): Promise<void>;
  /**
   * Reads a folder that a session wrote back into a tree, from bytes, without following links (T15). The sandbox over it
   * must be stopped. Refused by fault, named by its code: `.git` at any depth outside of ignored folders (which are left
   * out whole), special files, links out of the tree, names that mislead, writes into a submodule, more than the limits.
   */
  importTree(folder: string, base: string, rules: ImportRules): Promise<Snapshot>;
  /** The tree of `treeish` with this file in it, whatever stood there. */
  putFile(treeish: string, path: string, bytes: Uint8Array): Promise<string>;
  commit(commit: NewCommit): Promise<string>;
  /** One bundle file: `commit` as its one ref `refs/planfile-out/<nonce>`, `base` its only prerequisite. */
  writeBundle(file: string, commit: string, base: string, nonce: string): Promise<void>;
  /**
   * Takes a bundle that a model job made, trusting nothing of it (T19, mechanics.md): one commit on `base`. Throws
   * `refused` faults; besides what import refuses also mode changes, new submodules and LFS pointers, and case twins.
   */
  readBundle(file: string, base: string, nonce: string): Promise<{ commit: string; tree: string }>;
  /**
   * The tree of `commit`'s change since `base`, brought onto `head`. It changes the paths that the change changed and no
   * others: where the head renamed one of them, that is a conflict.
   */
  join(
    head: string,
    base: string,
    commit: string,
  ): Promise<{ tree: string } | { conflicts: readonly string[] }>;
  /**
   * What `git merge` or `git revert` would have made of the same, renames followed: to recompute what a person did (T4).
   * Without a base the two commits' own history tells it, also where it has several. Never for what we land.
   */
  recompute(
    head: string,
    base: string | undefined,
    commit: string,
  ): Promise<{ tree: string } | { conflicts: readonly string[] }>;
  /**
   * A commit that holds a record's text, for its ref. The first parent is the record's last commit; where it is none, a
   * root of the record's own is made first.
   */
  recordCommit(text: string, parents: readonly string[], message: string): Promise<string>;
  /**
   * Moves all refs (of `refs/heads/` and `refs/planfile/`) or none; runs no hook. `from` is what must still be there;
   * undefined: the ref must not exist; from where to where it is: it stays, and must be there. A lost race is a value; `branch-clash` (G13) and `refs-locked` are faults. Whether
   * a branch is checked out is the caller's to ask before (`checkedOutAt`).
   */
  land(
    updates: readonly RefUpdate[],
  ): Promise<{ landed: true } | { landed: false; moved: readonly string[] }>;
  /** The same reads as on the repository, with the workshop's new objects included. */
  readonly objects: Pick<Repository, 'read' | 'entries' | 'changes' | 'diff' | 'treeOf' | 'between'>;
}

export interface ImportRules {
  /** Files that the base's `.gitignore` files name are left out, unless this says they are meant. Asked of files only. */
  keepIgnored(path: string): boolean;
  /** Files that count as they are in the base, whatever is in the folder; without this: none. */
  asInBase?(path: string): boolean;
  /**
   * The folder is a person's own checkout: its `.git` is no part of the tree, submodules stand as they are in the base, and
   * repositories, pipes and sockets that lie about are left out. `exclude`: what `info/exclude` says beside the `.gitignore` files.
   */
  checkout?: { exclude: string };
  /** Limits on what differs from the base, which itself may be of any size. */
  maxFiles: number;
  maxBytes: number;
}

export interface Snapshot {
  tree: string;
  changes: readonly Change[];
  /** Ignored paths that were left out: folders end in `/`. */
  leftOut: readonly string[];
}

export interface NewCommit {
  tree: string;
  parents: readonly string[];
  message: string;
  author: { name: string; email: string };
  /** ISO time. */
  at: string;
}

export interface RefUpdate {
  ref: string;
  from: string | undefined;
  to: string;
}

export interface Git {
  repository: Repository;
  /** `purpose` names it in the folder's name, so that leftovers can be told. */
  workshop(): Promise<Workshop>;
}
