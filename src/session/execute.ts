/**
 * One model at work on one phase. It is told the phase's canonical text and nothing else of the plan (trust.md T1), works
 * through a box (T13), and ends in a value whatever happens: its work stays in the box's tree for the caller.
 */
import { callName, takesEffort } from '../models/aliases.ts';
import { executorSystem, executorTask } from '../models/prompts/index.ts';
import { TOOLS } from '../models/tools.ts';
import type { Phase } from '../plan/plan.ts';
import { toldFrom } from '../plan/told.ts';
import type { InForce } from '../policy/inforce.ts';
import { Fault } from '../ports/fault.ts';
import type { ConversationEnd } from '../ports/model.ts';
import type { Ports } from '../ports/ports.ts';
import type { Box } from '../ports/sandbox.ts';
import { boxTools, type Called, inRow } from './box-tools.ts';
import { deadline } from './deadline.ts';
import { type SessionEnd, unexpected } from './ending.ts';
import { type Finished, type Finishing, finishing } from './finishing.ts';
import { type Ledger, ledger, MOST_OUTPUT } from './ledger.ts';
import { line, paragraph, runOutcome } from './limits.ts';
import { type MapEntry, repositoryMap } from './map.ts';

export type { SessionEnd } from './ending.ts';

export interface PhaseWork {
  phase: Pick<Phase, 'id' | 'text'>;
  inForce: Pick<InForce, 'executor' | 'budget' | 'rounds' | 'limits'>;
  approvedBy: readonly string[];
  box: Box;
  /** The tree that is built on. */
  entries: readonly MapEntry[];
  /** Agent instructions of the default branch. */
  instructions: readonly { path: string; text: string }[];
  signal?: AbortSignal | undefined;
}

export type SessionPorts = Pick<Ports, 'model' | 'clock' | 'progress'>;

/** Throws a fault only where nothing was paid for yet; afterwards every ending is a `SessionEnd`. */
export async function buildPhase(
  work: PhaseWork,
  { model, clock, progress }: SessionPorts,
): Promise<SessionEnd> {
  const { inForce, phase } = work;
  const told = toldFrom(phase.text);
  const { executor, limits } = inForce;
  using time = deadline(clock, inForce.budget.minutes, work.signal);
  const account = ledger({
    role: 'executor',
    model: executor.model,
    budget: inForce.budget,
    clock,
    warning: warn,
  });
  const row = inRow();
  const notes: string[] = [];
  let broken: unknown;
  let began = clock.elapsed();

  const show = ({ tool, target, ok }: Called): void => {
    const now = clock.elapsed();
    const seconds = (now - began) / 1000;
    began = now;
    progress.tool({ phase: phase.id, tool, target, ok, seconds, turns: account.turns(), usd: account.usd() });
  };
  const ending = finishing({
    box: work.box,
    verify: told.phase.verify,
    rounds: inForce.rounds,
    row,
    onRun: (run) => show({ tool: 'verify', target: line(run.command), ok: run.exit === 0 }),
  });
  let reminded = false;

  let end: ConversationEnd | { end: 'fault'; fault: unknown };
  try {
    end = await model.converse(
      {
        model: executor.model,
        effort: takesEffort(executor.model) ? executor.effort : undefined,
        system: executorSystem(),
        prompt: executorTask({
          told,
          model: callName(executor.model),
          approvedBy: work.approvedBy.map(line),
          budget: inForce.budget,
          rounds: inForce.rounds,
          map: repositoryMap(work.entries),
          instructions: work.instructions,
        }),
        tools: [...boxTools(TOOLS, work.box, row, show), ...ending.tools].map((tool) => ({
          ...tool,
          async run(input: unknown, signal?: AbortSignal) {
            if (broken !== undefined) return { content: 'the session has ended', isError: true };
            try {
              return await tool.run(input, signal);
            } catch (error) {
              // A tool's own failure is an answer; an exception means that the box itself is gone.
              broken = error;
              return { content: 'the tools cannot be used any more', isError: true };
            }
          },
        })),
        maxTokens: MOST_OUTPUT,
        wait: limits.waitSeconds * 1000,
        stall: limits.stallSeconds * 1000,
        signal: time.signal,
      },
      {
        ...account.hooks,
        ended: () => broken !== undefined || ending.ended() !== undefined,
        async onEndTurn({ text }) {
          if (!reminded) {
            reminded = true;
            return REMINDER;
          }
          const answer = await ending.finish(
            { summary: text || '(nothing was said)', deviations: [] },
            time.signal,
          );
          return ending.ended() ? undefined : answer.content;
        },
        onWait(reason, ms) {
          const note = line(`${reason}; goes on in ${Math.ceil(ms / 1000)} s`);
          progress.note(note);
          if (notes.length < 50) notes.push(note);
        },
      },
    );
  } catch (fault) {
    if (account.usage().length === 0) throw fault;
    end = { end: 'fault', fault };
  }
  return compose({ end, ending, account, notes, timeOver: time.passed(), broken });
}

const REMINDER =
  'You ended your turn without calling a tool. Call `finish` when the phase is built, `escalate` when the plan is wrong; otherwise go on.';

const warn = (callsLeft: number): string =>
  `The budget is nearly used up: ${callsLeft === 1 ? 'this is the last answer' : 'after this answer there is one more'} that can be paid. Bring the work into a state that passes verify, and call \`finish\` now.`;

interface Facts {
  end: ConversationEnd | { end: 'fault'; fault: unknown };
  ending: Finishing;
  account: Ledger;
  notes: readonly string[];
  timeOver: boolean;
  broken: unknown;
}

type How = Pick<SessionEnd, 'outcome' | 'reason' | 'message'> &
  Partial<Pick<SessionEnd, 'escalation' | 'fault'>>;

function compose(facts: Facts): SessionEnd {
  const { ending, account } = facts;
  const said = ending.said();
  const how = howItEnded(facts);
  return {
    escalation: null,
    fault: null,
    ...how,
    message: paragraph(how.message),
    summary: paragraph(said.summary),
    deviations: said.deviations.slice(0, 100).map(paragraph),
    verify: ending.runs().map(runOutcome),
    rounds: ending.rounds(),
    model: account.model(),
    turns: account.turns(),
    seconds: account.seconds(),
    usage: account.usage(),
    notes: [...facts.notes, ...account.notes()],
  };
}

function howItEnded({ end, ending, timeOver, broken }: Facts): How {
  const finished = ending.ended();
  if (finished) return byTool(finished);
  if (broken !== undefined) return byFault(broken);
  const failed = (reason: SessionEnd['reason'], message: string): How => ({
    outcome: 'failed',
    reason,
    message,
  });
  switch (end.end) {
    case 'fault':
      return byFault(end.fault);
    case 'stopped':
      return failed('budget', end.reason);
    case 'refused':
      return failed('refused', `the model refused: ${end.message}`);
    case 'cut':
      return failed('error', end.message);
    case 'cancelled':
      return timeOver
        ? failed('budget', 'the budget is used up: all its minutes')
        : failed('cancelled', 'it was cancelled');
    case 'finished':
      return failed('error', 'the conversation ended without finish or escalate');
  }
}

function byTool(finished: Finished): How {
  switch (finished.how) {
    case 'verified':
      return { outcome: 'built', reason: null, message: 'built, and verify passes' };
    case 'verify-failed':
      return {
        outcome: 'failed',
        reason: 'verify',
        message: `verify still fails: ${line(finished.command)}`,
      };
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

function byFault(thrown: unknown): How {
  if (!(thrown instanceof Fault)) return byFault(unexpected(thrown));
  const reason = thrown.kind === 'cancelled' ? 'cancelled' : thrown.kind === 'service' ? 'crashed' : 'error';
  return { outcome: 'failed', reason, message: `${thrown.message}. ${thrown.fix}`, fault: thrown };
}
