/**
 * What is said between the process that holds the key and the toolbox in the sandbox: one JSON document a line, the
 * configuration first, then calls; answers come back in any order. Nothing that the toolbox says is believed beyond
 * its shape (trust.md T13).
 */
export interface ToolboxConfig {
  /** Absolute path of the tree, as the toolbox sees it. */
  workdir: string;
  /** A folder for what is kept beside the tree (cut output, the shell's state). */
  scratch: string;
  /** Is there a `bash`? Not without a sandbox. */
  shell: boolean;
  /** A tree that is not writable serves the reading tools only. */
  writable: boolean;
  /** What `write` and `edit` may touch; without it nothing is refused by path. */
  paths?: readonly string[];
  /** Bytes of one answer. */
  outputBytes: number;
  /** Wall time of one command, in seconds. */
  commandSeconds: number;
}

export type ToolboxRequest = { id: number; name: string; input: unknown } | { cancel: number };

/** The first line says that it serves; each further line answers one call. */
export type ToolboxReply = { ready: true } | { id: number; content: string; isError: boolean };

/** In a sandbox for set-up: the socket that leads out, and the port on its own loopback that leads to the socket. */
export const GATEWAY = { socket: '/run/planfile/gateway', port: 3128 } as const;
