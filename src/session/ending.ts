/** How a session ended, and all that is known of it. Every ending is a value: it was paid for (trust.md T23). */

import type { Reason, UsageLine } from '../outcomes/header.ts';
import type { Fault } from '../ports/fault.ts';
import type { CommandRun as CommandOutcome } from './limits.ts';

export interface SessionEnd {
  outcome: 'built' | 'failed' | 'blocked';
  /** null: it was built. */
  reason: Reason | null;
  /** For people: why it ended so. */
  message: string;
  /** What went wrong outside of us, where that ended it. */
  fault: Fault | null;
  /** The executor's own words. */
  summary: string;
  deviations: string[];
  escalation: { because: string; proposal: string } | null;
  /** The last run of verify. */
  verify: CommandRun[];
  /** How often its output went back to the model. */
  rounds: number;
  /** As answered; null when no answer came. */
  model: string | null;
  turns: number;
  seconds: number;
  usage: UsageLine[];
  notes: string[];
}

/** A mistake of ours, or of a library, in a session that was paid for: it becomes the session's end like any other fault. */
export const unexpected = (thrown: unknown): Fault =>
  new Fault(
    'undecided',
    'session-failed',
    `the session failed in a way that nobody foresaw: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    'what was built is kept; please report this',
    { cause: thrown },
  );
