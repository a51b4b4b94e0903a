/**
 * What went wrong outside of us, translated once, in the adapter that met it. Problems of what people wrote are values
 * (plan/problem.ts, policy/problem.ts); a fault ends the command.
 */

/** What a fault means for whoever called the command (design.md §3, exit codes). */
export type FaultKind =
  /** The call itself, or the machine's set-up, is wrong: exit 2. */
  | 'usage'
  | 'configuration'
  | 'credentials'
  /** What was asked does not hold: exit 1. */
  | 'refused'
  /** Nobody could decide: a service failed, an answer was not valid: exit 3. */
  | 'service'
  | 'undecided'
  | 'cancelled';

const EXIT: Record<FaultKind, 1 | 2 | 3> = {
  usage: 2,
  configuration: 2,
  credentials: 2,
  refused: 1,
  service: 3,
  undecided: 3,
  cancelled: 3,
};

/** A fault says what could not be done (`message`), and how to go on (`fix`). */
export class Fault extends Error {
  readonly kind: FaultKind;
  /** Stable, kebab-case: what scripts and tests match on, never the message. */
  readonly code: string;
  readonly fix: string;

  constructor(kind: FaultKind, code: string, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Fault';
    this.kind = kind;
    this.code = code;
    this.fix = fix;
  }

  get exit(): 1 | 2 | 3 {
    return EXIT[this.kind];
  }
}

/** A mistake of ours, or of a library, as a fault: what was paid for before it still becomes an outcome. */
export const unforeseen = (thrown: unknown, code = 'unforeseen', what = 'this'): Fault =>
  thrown instanceof Fault
    ? thrown
    : new Fault(
        'undecided',
        code,
        `${what} failed in a way that nobody foresaw: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
        'What was built is kept. Please report this.',
        { cause: thrown },
      );
