/**
 * A conversation with a model, in our own nouns. The adapter drives the vendor's tool runner, its streaming, retries and
 * caching; what a call may cost, and when to stop, is decided by the session through the hooks.
 */
import type { Usage } from '../models/usage.ts';

export type { Usage };

export interface Model {
  /** Host and port that calls go to, printed before the first (trust.md T6). */
  readonly endpoint: string;
  /** Takes this endpoint's credentials, and other secrets of this process, out of a text that is kept. */
  redact(text: string): string;
  /** Refuses early, without a call: which credential is missing and how to give it. Throws a `credentials` fault. */
  requireCredentials(): void;
  /** Runs until the model ends its turn, a hook stops it, or a call fails for good. */
  converse(conversation: Conversation, hooks: ConversationHooks): Promise<ConversationEnd>;
}

export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';

export interface Conversation {
  /** A full model id. */
  model: string;
  effort?: Effort | undefined;
  /** Byte-stable for a role: cached (design.md §4). */
  system: string;
  /** The first user message. */
  prompt: string;
  /** The end of that message, where conversations that share all before it differ: what stands before is cached by itself. */
  task?: string | undefined;
  tools: readonly Tool[];
  /** A stronger model that this one may consult in the middle of an answer; `uses` and `maxTokens` are of one call. */
  advisor?: { model: string; uses: number; maxTokens: number } | undefined;
  /** JSON Schema that the last answer must satisfy, where one is asked for. */
  output?: Record<string, unknown>;
  /** Most output tokens of one call; hooks may lower it. */
  maxTokens: number;
  /** How long to wait out one disturbance (rate limits, overload, no connection) until an answer comes, in ms. */
  wait: number;
  /** How long a stream may stand still before the turn is sent again, in ms. */
  stall: number;
  /** Hosts, with a port where it is not the usual one, that keep message threads; every other gets the full history. */
  threadHosts: readonly string[];
  /** From this many tokens on the conversation is summarized by the endpoint; undefined: it cannot, or should not. */
  compactAt?: number | undefined;
  signal?: AbortSignal | undefined;
}

export interface Tool {
  name: string;
  description: string;
  /** JSON Schema of the input. */
  input: Record<string, unknown>;
  run(input: unknown, signal?: AbortSignal): Promise<{ content: string; isError: boolean }>;
}

export interface ConversationHooks {
  /** Before each call: the most output tokens that it may take, or the reason to stop. */
  beforeCall(coming: ComingCall): CallAllowed | { stop: string };
  /** After each answer, before its tools run. */
  onTurn(turn: Turn): void;
  /** A call that was cut off after its answer had begun: what it took all the same. The turn is sent again. */
  onLost?(model: string, usage: Usage): void;
  /** After a turn's tools have run; true ends the conversation (a finishing tool was called). */
  ended(): boolean;
  /** The conversation would end because the model called no tool: another user message, or undefined to let it end. */
  onEndTurn?(turn: Turn): Promise<string | undefined>;
  /** A wait for rate limits or overload, a turn sent again. */
  onWait(reason: string, ms: number): void;
  /** The conversation was summarized, and begins anew with that. `tokens`: how long it had been. */
  onCompacted?(tokens: number): void;
}

export interface CallAllowed {
  maxTokens: number;
  tell?: string;
  /** From this call on there is no advisor. */
  withdrawAdvisor?: boolean;
}

export interface ComingCall {
  /** Calls answered so far. */
  turns: number;
  /** What the next call will read, estimated from the last answer and what came since. */
  inputTokens: number;
  /** How many of these a prompt cache is expected to serve. */
  cachedTokens: number;
}

export interface Turn {
  /** The model as the endpoint named it in its answer, which need not be the one asked for. */
  model: string;
  usage: Usage;
  /** Usage of other models inside the same answer (an advisor). */
  others: readonly { model: string; usage: Usage }[];
  stopReason: string | null;
  text: string;
  toolCalls: readonly { name: string; input: unknown }[];
}

export type ConversationEnd =
  | { end: 'finished'; text: string }
  | { end: 'stopped'; reason: string }
  | { end: 'refused'; message: string }
  | { end: 'cut'; message: string }
  | { end: 'cancelled' };
