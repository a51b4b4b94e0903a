/**
 * One conversation: a tool runner until it ends, or until a turn fails; then a new runner goes on with the history of the
 * turns that are complete. So a failed turn leaves no trace but its price.
 */
import type Anthropic from '@anthropic-ai/sdk';
import type { Clock } from '../../ports/clock.ts';
import type { Conversation, ConversationEnd, ConversationHooks } from '../../ports/model.ts';
import { Forecast } from './forecast.ts';
import { type FixedParams, paramsOf } from './params.ts';
import { patience } from './patience.ts';
import { type Facts, type Trouble, troubleOf } from './trouble.ts';
import { turnOf, usageOf } from './turn.ts';
import type { Wire } from './wire.ts';

export interface Line {
  client: Anthropic;
  wire: Wire;
  threads: boolean;
  clock: Clock;
  facts: Facts;
}

type Message = Anthropic.Beta.BetaMessage;
type Param = Anthropic.Beta.BetaMessageParam;
type Blocks = Exclude<Param['content'], string>;
type Runner = ReturnType<typeof startRunner>;

/** How often a model is asked to answer again in smaller steps, in a row, before the conversation ends as cut. */
const MOST_CUT = 2;

export async function converse(
  line: Line,
  conversation: Conversation,
  hooks: ConversationHooks,
): Promise<ConversationEnd> {
  const { signal } = conversation;
  const waiting = patience(conversation.wait, line.clock, line.facts, (reason, ms) =>
    hooks.onWait(reason, ms),
  );
  const talk: Talk = {
    conversation,
    hooks,
    history: [{ role: 'user', content: conversation.prompt }],
    forecast: new Forecast(conversation, line.clock),
    turns: 0,
    cuts: 0,
    answered: () => waiting.over(),
  };
  const fixed = paramsOf(conversation, line.threads);
  for (;;) {
    if (signal?.aborted) return { end: 'cancelled' };
    const allowed = ask(talk);
    if ('stop' in allowed) return { end: 'stopped', reason: allowed.stop };
    const call = new AbortController();
    const runner = startRunner(line, fixed, talk, allowed.maxTokens, either(signal, call.signal));
    const followed = await follow(runner, line.wire, talk, call);
    if (signal?.aborted) return { end: 'cancelled' };
    if ('end' in followed) return followed;
    const trouble: Trouble =
      call.signal.reason === STALLED
        ? { kind: 'again', reason: `${line.facts.endpoint} stood still for ${conversation.stall / 1000} s` }
        : troubleOf(followed.failed, line.facts);
    if (trouble.kind === 'fault') throw trouble.fault;
    if ((await waiting.wait(trouble, signal)) === 'cancelled') return { end: 'cancelled' };
  }
}

interface Talk {
  conversation: Conversation;
  hooks: ConversationHooks;
  /** Complete turns, and what the next call answers. */
  history: Param[];
  forecast: Forecast;
  turns: number;
  cuts: number;
  answered(): void;
}

const STALLED = Symbol('stalled');

const either = (a: AbortSignal | undefined, b: AbortSignal): AbortSignal => (a ? AbortSignal.any([a, b]) : b);

const startRunner = (line: Line, fixed: FixedParams, talk: Talk, max_tokens: number, signal: AbortSignal) =>
  line.client.beta.messages.toolRunner(
    { ...fixed, max_tokens, messages: talk.history, stream: true },
    { signal },
  );

/** Asks the session before a call; what it wants the model to be told goes along with what is sent next. */
function ask(talk: Talk): { maxTokens: number } | { stop: string } {
  const allowed = talk.hooks.beforeCall({ turns: talk.turns, ...talk.forecast.coming() });
  if ('stop' in allowed) return allowed;
  if (allowed.tell !== undefined) say(talk, allowed.tell);
  return { maxTokens: Math.min(allowed.maxTokens, talk.conversation.maxTokens) };
}

/** Adds to the user's next message, or begins one. */
function say(talk: Talk, text: string): void {
  const last = talk.history.at(-1);
  const block = { type: 'text' as const, text };
  talk.forecast.adds(text);
  if (last?.role !== 'user') {
    talk.history = [...talk.history, { role: 'user', content: [block] }];
    return;
  }
  const content: Blocks =
    typeof last.content === 'string' ? [{ type: 'text', text: last.content }] : last.content;
  talk.history = [...talk.history.slice(0, -1), { role: 'user', content: [...content, block] }];
}

/**
 * Takes the runner's streams until the conversation ends, or until a turn fails. Only what the runner throws is a failed
 * turn: our own mistakes go through.
 */
async function follow(
  runner: Runner,
  wire: Wire,
  talk: Talk,
  call: AbortController,
): Promise<ConversationEnd | { failed: unknown }> {
  await using streams = iterate(runner, wire);
  for (;;) {
    wire.watch(() => call.abort(STALLED));
    let stream: Stream;
    try {
      stream = await streams.next();
    } catch (failed) {
      return { failed };
    }
    const message = await stream.finalMessage().catch((failed: unknown) => ({ failed }));
    wire.rest();
    if ('failed' in message) {
      const begun = stream.currentMessage;
      if (begun) talk.hooks.onLost?.(begun.model, usageOf(begun.usage));
      return message;
    }
    talk.answered();
    const end = await takeTurn(message, runner, talk);
    if (end) return end;
    const allowed = ask(talk);
    if ('stop' in allowed) return { end: 'stopped', reason: allowed.stop };
    runner.setMessagesParams({ ...runner.params, max_tokens: allowed.maxTokens, messages: talk.history });
  }
}

type Stream = Awaited<ReturnType<Streams['next']>>;
interface Streams extends AsyncDisposable {
  next(): Promise<ReturnType<Anthropic['beta']['messages']['stream']>>;
}

/** The runner's streams, one for each call; it sends a call when it is asked for the next. */
function iterate(runner: Runner, wire: Wire): Streams {
  const iterator = runner[Symbol.asyncIterator]();
  return {
    async next() {
      const step = await iterator.next();
      if (step.done) throw new Error('the tool runner ended by itself');
      return step.value;
    },
    async [Symbol.asyncDispose]() {
      wire.rest();
      await iterator.return?.();
    },
  };
}

/** Answers one turn: runs its tools, or says why the conversation ends here. */
async function takeTurn(message: Message, runner: Runner, talk: Talk): Promise<ConversationEnd | undefined> {
  const { hooks } = talk;
  const turn = turnOf(message);
  talk.turns += 1;
  talk.forecast.answered(turn.usage);
  hooks.onTurn(turn);
  switch (message.stop_reason) {
    case 'refusal':
      return { end: 'refused', message: turn.text || 'the model refused and gave no reason' };
    case 'model_context_window_exceeded':
      return { end: 'cut', message: 'the conversation has filled the model’s context window' };
    case 'max_tokens':
      talk.cuts += 1;
      if (talk.cuts > MOST_CUT) return { end: 'cut', message: `${talk.cuts} answers in a row were cut off` };
      // A call that was cut off in its input must not run, and may not stay unanswered: the answer is dropped.
      say(
        talk,
        `Your last answer was cut off after ${turn.usage.output} tokens, so nothing of it was done. Answer again, in smaller steps.`,
      );
      return undefined;
    case 'pause_turn':
      talk.history = [...talk.history, { role: 'assistant', content: message.content }];
      return undefined;
    default:
      talk.cuts = 0;
  }
  if (message.content.length > 0)
    talk.history = [...talk.history, { role: 'assistant', content: message.content }];
  if (turn.toolCalls.length > 0) {
    const results = await orAborted(runner.generateToolResponse(), talk.conversation.signal);
    if (!results) return { end: 'cancelled' };
    talk.history = [...talk.history, results];
    talk.forecast.adds(JSON.stringify(results.content));
    return hooks.ended() ? { end: 'finished', text: turn.text } : undefined;
  }
  const more = await hooks.onEndTurn?.(turn);
  if (more === undefined || hooks.ended()) return { end: 'finished', text: turn.text };
  say(talk, more);
  return undefined;
}

/** A tool that does not end when it is told to must not hold up the end of the session. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return work;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stop = () => resolve(undefined);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}
