/**
 * How much one phase may change, whatever the policy allows: what import takes from a session and what a bundle may hold are
 * bounded alike, so that nothing is built that cannot be handed on.
 */
export interface ChangeLimits {
  /** Files added, changed or removed. */
  files: number;
  /** Bytes of the files added or changed. */
  bytes: number;
}

/** A runaway (an install folder that nobody ignores) is larger, a change that a person can approve is not. */
export const ceiling: ChangeLimits = { files: 10_000, bytes: 64_000_000 };
