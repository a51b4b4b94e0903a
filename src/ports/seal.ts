/**
 * Local approvals count only on the machine that gave them (trust.md T11): they are authenticated with a key in the
 * user's state directory, which no repository can bring along.
 */
export interface Seal {
  /** Names this machine's key without telling it: the first 16 hex digits of its hash. */
  readonly machine: string;
  /** HMAC-SHA-256 of `text`, as hex. */
  sign(text: string): string;
  /** Compares in constant time. */
  verify(text: string, mac: string): boolean;
}
