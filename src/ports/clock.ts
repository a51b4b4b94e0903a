/** Time and chance, so that what decides can be tested without either. */
export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for durations. */
  elapsed(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** 128 random bits as 32 hex digits. */
  nonce(): string;
}
