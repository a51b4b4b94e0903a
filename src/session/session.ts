/**
 * What every session has, whatever its role: an account, a deadline, live lines, guarded tools; and one conversation that ends
 * in a value. Throws a fault only where nothing was paid for yet.
 */
import { takesEffort } from '../models/aliases.ts';
import type { Budget } from '../models/budget.ts';
import type { Role } from '../models/roles.ts';
import type { InForce, Rung } from '../policy/inforce.ts';
import { type Fault, unforeseen } from '../ports/fault.ts';
import type { Conversation, ConversationEnd, ConversationHooks, Tool } from '../ports/model.ts';
import type { Ports } from '../ports/ports.ts';
import { type Called, targetOf } from './box-tools.ts';
import { deadline } from './deadline.ts';
import { type Advisor, type Ledger, ledger, MOST_ADVICE, MOST_OUTPUT } from './ledger.ts';
import { line } from './limits.ts';
import { type Moment, timeline } from './timeline.ts';
import type { Transcript, TranscriptEntry } from './transcript.ts';

export type SessionPorts = Pick<Ports, 'model' | 'clock' | 'progress'>;

export interface SessionSpec {
  role: Role;
  /** What it works on, in live lines: a phase's id, `review`. */
  name: string;
  budget: Budget;
  limits: InForce['limits'];
  threadHosts: readonly string[];
  /** Who may be consulted, where the endpoint is one of `hosts`. */
  advisor?: (Advisor & { hosts: readonly string[] }) | undefined;
  compaction: InForce['compaction'];
  /** Hears what is said, where that is kept. */
  transcript?: Transcript | undefined;
  /** What the model is told to do when its budget is nearly used up. */
  comeToAnEnd: string;
  signal: AbortSignal | undefined;
}

type Task = Pick<Conversation, 'system' | 'prompt' | 'task' | 'tools' | 'output'>;

export interface Session extends Disposable {
  readonly account: Ledger;
  /** Aborted when it is cancelled, or its time is over. */
  readonly signal: AbortSignal;
  /** A live line, with the time since the last. */
  show(called: Called): void;
  /** A fresh conversation; a session may hold several, one after the other, on one budget. */
  converse(rung: Rung, task: Task, hooks: Pick<ConversationHooks, 'ended' | 'onEndTurn'>): Promise<Talked>;
  /** A line for people, kept for the outcome. */
  note(text: string): void;
  notes(): string[];
  timeline(): Moment[];
  /** May this model consult the advisor, and how often? */
  mayConsult(model: string): number;
  /** The text of the model's last answer that had one. */
  lastSaid(): string;
}

export type Talked =
  | ConversationEnd
  | { end: 'time' }
  /** Outside of us, in the box or the service; or a mistake of ours. */
  | { end: 'fault'; fault: Fault };

/** Notes that are kept for the outcome; all are shown. */
const MOST_NOTES = 50;

export function session(spec: SessionSpec, { model, clock, progress }: SessionPorts): Session {
  const { role, budget, limits } = spec;
  const time = deadline(clock, budget.minutes, spec.signal);
  const offered = spec.advisor?.hosts.includes(model.endpoint) === true;
  const advisor = offered ? spec.advisor : undefined;
  const account = ledger({
    role,
    budget,
    clock,
    advisor,
    warning: (left) => `${WARNING[left] ?? WARNING[2]} ${spec.comeToAnEnd}`,
  });
  const kept: string[] = [];
  let shown = clock.elapsed();
  let broken: Fault | undefined;
  let said = '';

  const happened = timeline();
  const soFar = () => ({ seconds: account.seconds(), turns: account.turns(), usd: account.usd() });
  const moment = (what: string): void => happened.milestone(what, soFar());
  const keep = (entry: TranscriptEntry): void => spec.transcript?.add(account.seconds(), entry);

  /** Calls that were begun, in their order: they run one after the other. */
  const underWay: string[] = [];
  const tellNow = (doing = underWay[0] ?? ''): void =>
    progress.now?.({
      phase: spec.name,
      doing,
      turns: account.turns(),
      mostTurns: budget.turns,
      tokens: account.tokens(),
      usd: account.usd(),
      mostUsd: budget.usd,
    });

  const note = (text: string): void => {
    progress.note(text);
    moment(text);
    keep({ type: 'note', text });
    if (kept.length < MOST_NOTES) kept.push(text);
  };

  if (spec.advisor && !offered)
    note(`there is no advisor: ${model.endpoint} is not named as a host that offers one`);

  /** The advisor as one conversation has it. Nobody is consulted by itself. */
  const consulted = (asked: string): Conversation['advisor'] =>
    advisor && advisor.model !== asked && account.consults() < advisor.uses
      ? { model: advisor.model, uses: advisor.uses - account.consults(), maxTokens: MOST_ADVICE }
      : undefined;

  /** A tool's own failure is an answer; an exception means that the box itself is gone, and with it the session. */
  const guarded = (tool: Tool): Tool => ({
    ...tool,
    async run(input, signal) {
      if (broken) return GONE;
      const doing = progress.now ? `${tool.name} ${targetOf(input)}`.trim() : tool.name;
      underWay.push(doing);
      tellNow();
      try {
        const answer = await tool.run(input, signal);
        keep({ type: 'result', tool: tool.name, ...answer });
        return answer;
      } catch (thrown) {
        if (time.signal.aborted) return GONE;
        broken = asFault(thrown);
        return GONE;
      } finally {
        underWay.splice(underWay.indexOf(doing), 1);
        tellNow();
      }
    },
  });

  return {
    account,
    signal: time.signal,
    show({ tool, target, ok }) {
      const now = clock.elapsed();
      const seconds = (now - shown) / 1000;
      shown = now;
      progress.tool({
        phase: spec.name,
        tool,
        target,
        ok,
        seconds,
        turns: account.turns(),
        usd: account.usd(),
        mostUsd: budget.usd,
      });
      if (tool === 'verify') moment(`verify ${ok ? 'passed' : 'failed'}: ${target}`);
      else happened.called({ tool, target, ok }, soFar());
    },
    note,
    async converse({ model: asked, effort }, task, { ended, onEndTurn }) {
      const hooks = account.hooks(asked, consulted(asked) !== undefined);
      tellNow();
      moment(`${asked}${effort === undefined ? '' : ` (${effort})`} begins`);
      keep({
        type: 'begin',
        model: asked,
        system: task.system,
        prompt: [task.prompt, task.task ?? ''].join(''),
      });
      try {
        const end = await model.converse(
          {
            ...task,
            model: asked,
            effort: takesEffort(asked) ? effort : undefined,
            tools: task.tools.map(guarded),
            advisor: consulted(asked),
            maxTokens: MOST_OUTPUT,
            wait: limits.waitSeconds * 1000,
            stall: limits.stallSeconds * 1000,
            threadHosts: spec.threadHosts,
            compactAt: spec.compaction.hosts.includes(model.endpoint) ? spec.compaction.tokens : undefined,
            signal: time.signal,
          },
          {
            ...hooks,
            onTurn(turn) {
              said = turn.text || said;
              keep({ type: 'answer', model: turn.model, text: turn.text, calls: turn.toolCalls });
              hooks.onTurn(turn);
              tellNow();
            },
            ended: () => broken !== undefined || ended(),
            ...(onEndTurn && { onEndTurn }),
            onCompacted: (tokens) => note(`the conversation was summarized at about ${tokens} tokens`),
            onWait: (reason, ms) => note(line(`${reason}; goes on in ${Math.ceil(ms / 1000)} s`)),
          },
        );
        if (broken) return { end: 'fault', fault: broken };
        if (end.end === 'cancelled' && time.passed()) return { end: 'time' };
        return end.end === 'cut' && account.tight() ? { end: 'stopped', reason: TOO_LITTLE } : end;
      } catch (thrown) {
        // What a box or a connection throws as it is cut off is no fault of its own.
        if (time.signal.aborted) return { end: time.passed() ? 'time' : 'cancelled' };
        if (account.usage().length === 0) throw thrown;
        return { end: 'fault', fault: asFault(thrown) };
      } finally {
        tellNow('ends');
      }
    },
    notes: () => [...kept, ...account.notes()],
    timeline: () => happened.moments(),
    mayConsult: (asked) => consulted(asked)?.uses ?? 0,
    lastSaid: () => said,
    [Symbol.dispose]: () => time[Symbol.dispose](),
  };
}

const TOO_LITTLE = 'the budget is used up: the rest did not pay for a whole answer';

const GONE = { content: 'the tools cannot be used any more', isError: true } as const;

const WARNING: Record<number, string> = {
  1: 'The budget is nearly used up: this is the last answer that can be paid.',
  2: 'The budget is nearly used up: after this answer, one more can be paid.',
};

/** A mistake of ours, or of a library, in a session that was paid for: it becomes the session's end like any other fault. */
const asFault = (thrown: unknown): Fault => unforeseen(thrown, 'session-failed', 'the session');
