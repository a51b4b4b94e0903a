/** How the building of a phase ended, and all that is known of it. Every ending is a value: it was paid for (trust.md T23). */
import type { Reason, UsageLine } from '../outcomes/header.ts';
import type { Fault } from '../ports/fault.ts';
import type { Finished, Finishing } from './finishing.ts';
import type { Climbed } from './ladder.ts';
import { type CommandRun, line, paragraph, runOutcome } from './limits.ts';
import type { Session, Talked } from './session.ts';
import type { Moment } from './timeline.ts';

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
  /** How often the advisor was consulted. */
  consults: number;
  timeline: Moment[];
  notes: string[];
}

/** The last rung decides how it ended; the others have had their part in it. */
export function endOf(climbed: readonly [Climbed, ...Climbed[]], running: Session): SessionEnd {
  const { talked, ending } = climbed.at(-1)!;
  const spoke = climbed.findLast(({ ending }) => ending.said().summary !== '') ?? climbed[0];
  const ran = climbed.findLast(({ ending }) => ending.runs().length > 0) ?? climbed[0];
  const finished = ending.ended();
  const how = finished ? byTool(finished) : byConversation(talked);
  return {
    escalation: null,
    fault: null,
    ...how,
    message: paragraph(how.message),
    ...saidBy(spoke.ending),
    verify: ran.ending.runs().map(runOutcome),
    rounds: climbed.reduce((sum, { ending }) => sum + ending.rounds(), 0),
    ...accounted(running),
  };
}

/** What would be known of it if the session were cut off now. */
export function soFar(ending: Finishing, running: Session): SessionEnd {
  const { summary, deviations } = saidBy(ending);
  return {
    outcome: 'failed',
    reason: 'crashed',
    message: 'the session was cut off; this is what it had built at its last checkpoint',
    fault: null,
    summary: summary || paragraph(running.lastSaid()),
    deviations,
    escalation: null,
    verify: ending.runs().map(runOutcome),
    rounds: ending.rounds(),
    ...accounted(running),
  };
}

function saidBy(ending: Finishing): Pick<SessionEnd, 'summary' | 'deviations'> {
  const { summary, deviations } = ending.said();
  return { summary: paragraph(summary), deviations: deviations.slice(0, 100).map(paragraph) };
}

const accounted = ({ account, notes, timeline }: Session) => ({
  timeline: timeline(),
  model: account.model(),
  turns: account.turns(),
  seconds: account.seconds(),
  usage: account.usage(),
  consults: account.consults(),
  notes: notes(),
});

type How = Pick<SessionEnd, 'outcome' | 'reason' | 'message'> &
  Partial<Pick<SessionEnd, 'escalation' | 'fault'>>;

const failed = (reason: Reason, message: string): How => ({ outcome: 'failed', reason, message });

function byConversation(talked: Talked): How {
  switch (talked.end) {
    case 'fault':
      return byFault(talked.fault);
    case 'stopped':
      return failed('budget', talked.reason);
    case 'time':
      return failed('budget', 'the budget is used up: all its minutes');
    case 'refused':
      return failed('refused', `the model refused: ${talked.message}`);
    case 'cut':
      return failed('error', talked.message);
    case 'cancelled':
      return failed('cancelled', 'it was cancelled');
    case 'finished':
      return failed('error', 'the conversation ended without finish or escalate');
  }
}

function byTool(finished: Finished): How {
  switch (finished.how) {
    case 'verified':
      return { outcome: 'built', reason: null, message: 'built, and verify passes' };
    case 'verify-failed':
      return failed('verify', `verify still fails: ${line(finished.run.command)}`);
    case 'not-allowed':
      return failed('refused', `a person did not allow: ${line(finished.run.command)}`);
    case 'escalated': {
      const { because, proposal } = finished.escalation;
      return {
        outcome: 'blocked',
        reason: 'escalated',
        message: `the plan is wrong: ${because}`,
        escalation: { because: paragraph(because), proposal: paragraph(proposal) },
      };
    }
  }
}

function byFault(fault: Fault): How {
  const reason = fault.kind === 'cancelled' ? 'cancelled' : fault.kind === 'service' ? 'crashed' : 'error';
  return { ...failed(reason, `${fault.message}. ${fault.fix}`), fault };
}
