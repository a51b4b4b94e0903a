/**
 * The turns of a conversation: what was said so far, what is said next, and what an answer leads to. The history holds only
 * complete turns, so whatever fails between them leaves no trace in it; and nothing before an answer ever changes, because
 * its thinking is bound to what it answered (the API's preserved thinking).
 */
import type Anthropic from '@anthropic-ai/sdk';
import type { Conversation, ConversationEnd, ConversationHooks } from '../../ports/model.ts';
import type { Forecast } from './forecast.ts';
import { turnOf } from './turn.ts';

type Message = Anthropic.Beta.BetaMessage;
type Param = Anthropic.Beta.BetaMessageParam;
type Blocks = Exclude<Param['content'], string>;

export interface Talk {
  conversation: Conversation;
  hooks: ConversationHooks;
  /** Complete turns, and what the next call answers. */
  history: Param[];
  forecast: Forecast;
  turns: number;
  cuts: number;
  answered(): void;
  /** Taking the advisor away is on its way to the endpoint, and no answer has come yet. */
  withdrawing: boolean;
  /** Tokens from which on the conversation is summarized. */
  compactAt: number;
  /** The call under way is the summary's. */
  compacting: boolean;
}

/** What the runner does with an answer's calls. */
export interface ToolRuns {
  generateToolResponse(): Promise<Param | null>;
}

/** How often a model is asked to answer again in smaller steps, in a row, before the conversation ends as cut. */
const MOST_CUT = 2;

/** Asks the session before a call; what it wants the model to be told goes along with what is sent next. */
export function ask(talk: Talk): { maxTokens: number } | { stop: string } {
  const allowed = talk.hooks.beforeCall({ turns: talk.turns, ...talk.forecast.coming() });
  if ('stop' in allowed) return allowed;
  if (allowed.tell !== undefined) say(talk, allowed.tell);
  if (allowed.withdrawAdvisor) withdrawAdvisor(talk);
  return { maxTokens: Math.min(allowed.maxTokens, talk.conversation.maxTokens) };
}

/** The tool stays in the prefix, or the cache and the thinking bound to it were lost; a message takes it away. */
function withdrawAdvisor(talk: Talk): void {
  talk.history = [...talk.history, ADVISOR_REMOVED];
  talk.withdrawing = true;
}

const ADVISOR_REMOVED: Param = {
  role: 'system',
  content: [{ type: 'tool_removal', tool: { type: 'tool_reference', name: 'advisor' } }],
};

/** For an endpoint that does not take the removal: the model is asked instead. */
export function askNotToConsult(talk: Talk): void {
  talk.history = talk.history.filter((message) => message !== ADVISOR_REMOVED);
  talk.withdrawing = false;
  say(talk, 'No further consult of the advisor can be paid: go on without it.');
}

/**
 * The summary in place of what it summarizes, as it came; and what was asked, word for word once more: a summary is a model's
 * words, and what the model builds is told by the canonical text (trust.md T1).
 * Where no summary came, all stays as it is.
 */
export function takeSummary(message: Message, talk: Talk): void {
  const { compactAt, prompt, task } = talk.conversation;
  const { inputTokens } = talk.forecast.coming();
  const turn = turnOf(message);
  talk.turns += 1;
  talk.hooks.onTurn(turn);
  const summary = message.content.filter((block) => block.type === 'compaction' && block.content);
  if (summary.length === 0) {
    talk.compactAt = inputTokens + (compactAt ?? 0) / 2;
    return;
  }
  const again = [prompt, ...(task === undefined ? [] : [task]), AFTER_SUMMARY].join('\n\n');
  talk.history = [
    { role: 'assistant', content: message.content },
    { role: 'user', content: again },
  ];
  talk.forecast.restart(turn.usage.output, again);
  talk.hooks.onCompacted?.(inputTokens);
}

const AFTER_SUMMARY =
  'You have begun already. What was said and done so far is summarized above, and all files are as you left them. Go on.';

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

/** Answers one turn: runs its tools, or says why the conversation ends here. */
export async function takeTurn(
  message: Message,
  runner: ToolRuns,
  talk: Talk,
): Promise<ConversationEnd | undefined> {
  const { hooks } = talk;
  const turn = turnOf(message);
  talk.turns += 1;
  talk.withdrawing = false;
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
  const content = sendable(message.content);
  if (content.length > 0) talk.history = [...talk.history, { role: 'assistant', content }];
  if (turn.toolCalls.length > 0) {
    const results = await orAborted(runner.generateToolResponse(), talk.conversation.signal);
    if (!results) return { end: 'cancelled' };
    talk.history = [...talk.history, results];
    talk.forecast.adds(JSON.stringify(results.content));
    return hooks.ended() ? { end: 'finished', text: turn.text } : undefined;
  }
  const more = hooks.onEndTurn && (await orAborted(hooks.onEndTurn(turn), talk.conversation.signal));
  if (talk.conversation.signal?.aborted) return { end: 'cancelled' };
  if (more === undefined || hooks.ended()) return { end: 'finished', text: turn.text };
  say(talk, more);
  return undefined;
}

/** The API takes back no message that is empty or ends in thinking; all else goes back as it came, or its thinking is refused. */
function sendable(content: Message['content']): Message['content'] {
  const last = content.findLastIndex(({ type }) => type !== 'thinking' && type !== 'redacted_thinking');
  return content.slice(0, last + 1);
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
