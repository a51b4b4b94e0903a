/** The fault switch: what goes wrong with which request, and how often. */

export type Fault =
  /** An answer instead of the real one; nothing is done, unless `done` says that it was. */
  | { status: number; body?: unknown; retryAfter?: number; done?: true }
  /** The connection is cut: before anything is done, or after it was done and the answer is lost. */
  | { drop: 'before' | 'after' }
  /** The work is done, but only half of the answer arrives. */
  | { half: true }
  /** No answer, ever (until the client gives up or the double is closed). */
  | { silence: true };

export type FaultRule = {
  /**
   * An operation (`POST /repos/{owner}/{repo}/pulls`, `POST /graphql`, `git-receive-pack`, or
   * `info/refs git-receive-pack` for what comes before it), or a regular expression over `METHOD /path`.
   */
  match: string | RegExp;
  fault: Fault;
  /** How many requests it hits; 1 by default. */
  times?: number;
  /** How many matching requests pass unharmed before. */
  after?: number;
};

export type Faults = {
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault for this request, counted as spent. */
  next(operation: string, line: string): Fault | undefined;
};

export function makeFaults(): Faults {
  let rules: { rule: FaultRule; seen: number }[] = [];
  return {
    add: (rule) => void rules.push({ rule, seen: 0 }),
    clear: () => {
      rules = [];
    },
    next(operation, line) {
      for (const entry of rules) {
        const { match, fault, times = 1, after = 0 } = entry.rule;
        if (typeof match === 'string' ? match !== operation : !match.test(line)) continue;
        entry.seen += 1;
        if (entry.seen > after && entry.seen <= after + times) return fault;
      }
      return undefined;
    },
  };
}

const MESSAGES: Record<number, string> = {
  403: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  429: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  500: 'Internal Server Error',
  502: 'Server Error',
  503: 'No server is currently available to service your request.',
};

/** The body that GitHub sends with such a status. */
export function faultBody(status: number): { message: string } {
  return { message: MESSAGES[status] ?? 'Server Error' };
}
