/**
 * One conversation: a tool runner until it ends, or until a turn fails; then a new runner goes on with the history of the
 * turns that are complete. So a failed turn leaves no trace but its price.
 */
import type Anthropic from '@anthropic-ai/sdk';
import type { Clock } from '../../ports/clock.ts';
import type { Conversation, ConversationEnd, ConversationHooks } from '../../ports/model.ts';
import { Forecast } from './forecast.ts';
import { type FixedParams, firstMessage, paramsOf } from './params.ts';
import { patience } from './patience.ts';
import { type Facts, type Trouble, troubleOf } from './trouble.ts';
import { usageOf } from './turn.ts';
import { ask, askNotToConsult, type Talk, takeSummary, takeTurn } from './turns.ts';
import type { Wire } from './wire.ts';

export interface Line {
  client: Anthropic;
  wire: Wire;
  threads: boolean;
  clock: Clock;
  facts: Facts;
}

type Runner = ReturnType<typeof startRunner>;

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
    history: [{ role: 'user', content: firstMessage(conversation) }],
    forecast: new Forecast(conversation, line.clock),
    turns: 0,
    cuts: 0,
    answered: () => waiting.over(),
    withdrawing: false,
    compactAt: conversation.compactAt ?? Number.POSITIVE_INFINITY,
    compacting: false,
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
    const { compacting } = talk;
    talk.compacting = false;
    if ('compacted' in followed) continue;
    const trouble: Trouble =
      call.signal.reason === STALLED
        ? {
            kind: 'again',
            reason: `${line.facts.endpoint} stood still for ${conversation.stall / 1000} s`,
            cause: followed.failed,
          }
        : troubleOf(followed.failed, line.facts);
    if (trouble.kind === 'fault' && compacting && trouble.fault.code === 'model-request-refused') {
      // It cannot summarize after all: the conversation goes on as long as it fits.
      talk.compactAt = Number.POSITIVE_INFINITY;
      continue;
    }
    if (trouble.kind === 'fault') {
      if (!talk.withdrawing || trouble.fault.code !== 'model-request-refused') throw trouble.fault;
      askNotToConsult(talk);
      continue;
    }
    if ((await waiting.wait(trouble, signal)) === 'cancelled') return { end: 'cancelled' };
  }
}

const STALLED = Symbol('stalled');

const either = (a: AbortSignal | undefined, b: AbortSignal): AbortSignal => (a ? AbortSignal.any([a, b]) : b);

const startRunner = (line: Line, fixed: FixedParams, talk: Talk, max_tokens: number, signal: AbortSignal) =>
  line.client.beta.messages.toolRunner(
    { ...fixed, max_tokens, messages: talk.history, stream: true },
    { signal },
  );

/**
 * Takes the runner's streams until the conversation ends, or until a turn fails. Only what the runner throws is a failed
 * turn: our own mistakes go through.
 */
async function follow(
  runner: Runner,
  wire: Wire,
  talk: Talk,
  call: AbortController,
): Promise<ConversationEnd | { failed: unknown } | { compacted: true }> {
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
    if (talk.compacting) {
      takeSummary(message, talk);
      return { compacted: true };
    }
    const end = await takeTurn(message, runner, talk);
    if (end) return end;
    const allowed = ask(talk);
    if ('stop' in allowed) return { end: 'stopped', reason: allowed.stop };
    runner.setMessagesParams({ ...runner.params, max_tokens: allowed.maxTokens, messages: talk.history });
    if (talk.forecast.coming().inputTokens >= talk.compactAt) {
      talk.compacting = true;
      runner.compactBeforeNextTurn();
    }
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
