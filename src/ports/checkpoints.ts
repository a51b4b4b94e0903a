/**
 * Hands out what a session has built before it ends, so that it outlives this machine (trust.md T7). On a person's machine the
 * outcome folder is enough; in CI it is the artifact client.
 */
export interface Checkpoints {
  /**
   * `files` are whole, lie in one folder, and stay as they are for a while. Not handed out is a fault, and no reason to end the
   * session. An aborted signal ends it at once: nothing of it is left behind on this machine.
   */
  handOut(name: string, files: readonly string[], signal?: AbortSignal): Promise<void>;
}
