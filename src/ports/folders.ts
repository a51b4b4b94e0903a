/** Folders that live as long as one command, and outcome files; what a killed command left is swept by the next. */
export interface Folders {
  /** A new folder for this process alone, removed when disposed. */
  temporary(purpose: string): Promise<TemporaryFolder>;
  /**
   * Moves what a session left and nobody can read as a tree to where a person looks at it: with another name for every `.git`,
   * nothing set-user-id, no pipes, and owned by this user.
   */
  keep(from: string, to: string): Promise<void>;
  /** Removes what processes that are gone left behind; says what it removed. */
  sweep(): Promise<readonly string[]>;
  /** Is the process that held a phase still alive on this machine? undefined: another machine, cannot be known. */
  alive(holder: { host: string; pid: number; started: string }): boolean | undefined;
  /** This process, as a holder. */
  self(): { host: string; pid: number; started: string };
}

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** Outcome files, whole or not at all: written beside their place and renamed. */
export interface Files {
  /** undefined: there is nothing. What is no regular file is a fault. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** The same for a file of a folder that somebody else filled: a link that leads out of `root` is a fault. */
  readInside(root: string, path: string): Promise<Uint8Array | undefined>;
  write(path: string, bytes: string | Uint8Array): Promise<void>;
  /** The same in a folder that somebody else filled: a link on the way that leads out of `root` is a fault. */
  writeInside(root: string, path: string, bytes: string | Uint8Array): Promise<void>;
  /** Removes a file there, and the folders above it that are empty then. */
  removeInside(root: string, path: string): Promise<void>;
  /** Names in a folder, of whatever kind, sorted; none where there is no folder. */
  list(folder: string): Promise<readonly string[]>;
}
