/**
 * Hands out what a session has built before it ends, so that it outlives this machine (trust.md T7). On a person's machine the
 * outcome folder is enough; in CI it is the artifact client.
 */
export interface Checkpoints {
  /** `files` are whole, and stay as they are. Not handed out is a fault, and no reason to end the session. */
  handOut(name: string, files: readonly string[]): Promise<void>;
}
