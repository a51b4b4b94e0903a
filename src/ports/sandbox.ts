/**
 * Where model-written code runs (trust.md T12–T14): confined processes over one tree. The adapter decides how; without a
 * sandbox the same port is served by one that has no commands.
 */
export interface Sandbox {
  readonly kind: 'bubblewrap' | 'none';
  /** Proves that a confined process starts here, before any token is spent. Asked again, it gives the same answer. */
  probe(): Promise<Probe>;
  /** Which of these commands could not run, because they must be asked for and nobody is there; without it: none. */
  unanswerable?(commands: readonly string[]): readonly string[];
  /** Opens a tree. Nothing is started before the first call. */
  open(spec: BoxSpec): Promise<Box>;
}

export type Probe = { ok: true } | { ok: false; reason: string /** Lines to paste. */; fix: string[] };

export interface BoxSpec {
  /** Absolute path of the exported tree; it belongs to the box from now on. */
  tree: string;
  /** Read-only trees serve the reviewer. */
  writable: boolean;
  /** What `write` and `edit` may touch; undefined: nothing is refused by path (the border is the tree). */
  paths?: readonly string[];
  /** Absolute path of a folder, made if it is missing, that is the home of all that runs in the box, and counts as part of the
   * tree's size; without it each process gets an empty one. */
  home?: string;
  /**
   * A box for set-up: commands only, install scripts off, and of the network these hosts (`host`, or `host:port` where it
   * is not 443; none: no network). Without this there is no network at all (trust.md T12, T14).
   */
  hosts?: readonly string[];
  /** More folders, read-only, by policy or `--mount`. Refused (a `configuration` fault) where they hold the host's own. */
  mounts?: readonly string[];
  limits: BoxLimits;
}

export interface BoxLimits {
  /** Wall time of one command, in seconds. */
  commandSeconds: number;
  /** Bytes of output kept: of a command its end, of a file or a search its start. */
  outputBytes: number;
  /** Bytes that the tree may grow to. */
  treeBytes: number;
}

/** All that runs in a box is dead when it is disposed. */
export interface Box extends AsyncDisposable {
  /** false: there is no `bash` in here, as nothing confines it. */
  readonly shell?: false;
  /** One call of a file tool, a search or `bash`, inside. Failures of the tool are answers, not exceptions. */
  tool(name: string, input: unknown, signal?: AbortSignal): Promise<ToolAnswer>;
  /** One line for `bash -eo pipefail`, in a process group of its own on a fresh namespace over the same tree. */
  run(command: string, signal?: AbortSignal): Promise<CommandRun>;
  /** Ends all processes inside; the tree may be read afterwards (T13). */
  stop(): Promise<void>;
}

export interface ToolAnswer {
  content: string;
  isError: boolean;
}

export interface CommandRun {
  command: string;
  /** Exit code; null when a signal or our deadline ended it. */
  exit: number | null;
  seconds: number;
  /** The end of stdout and stderr, interleaved, at most `outputBytes`. */
  tail: string;
  timedOut: boolean;
  /** It was asked for, and a person did not allow it: it did not run. */
  notAllowed?: true;
}
