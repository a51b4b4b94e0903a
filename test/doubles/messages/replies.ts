/** What the double can answer: a model's turn, or what goes wrong on the way. */

export type Block =
  | { type: 'text'; text: string }
  | { type: 'thinking'; thinking: string; signature: string }
  /** What the endpoint makes of a conversation that it was asked to summarize; null: nothing. */
  | { type: 'compaction'; content: string | null; encrypted_content: string | null; signature: string }
  /** The advisor was consulted in mid-answer, and said this. */
  | { type: 'advice'; text: string }
  /** `json` replaces the input as it is streamed: for input that is no JSON. */
  | { type: 'tool_use'; id?: string; name: string; input: unknown; json?: string };

export type Reply =
  | {
      kind: 'turn';
      blocks: readonly Block[];
      stopReason?: string;
      usage?: Partial<WireUsage>;
      model?: string;
      /** Text chunks are this long. */
      chunk?: number;
      /** The stream ends after this many events, with the connection broken. */
      cutAfter?: number;
      /** The stream stands still after this many events, until the caller gives up. */
      stallAfter?: number;
      /** After this many events comes an `error` event of this type. */
      errorAfter?: { events: number; type: string };
    }
  | { kind: 'error'; status: number; type: string; message: string; headers?: Record<string, string> }
  | { kind: 'silence' }
  | { kind: 'drop' };

export interface WireUsage {
  input_tokens: number;
  cache_read_input_tokens: number;
  cache_creation_input_tokens: number;
  output_tokens: number;
  iterations?: readonly Record<string, unknown>[];
}

type TurnOptions = Partial<Omit<Extract<Reply, { kind: 'turn' }>, 'kind' | 'blocks'>>;

export const say = (text: string, options: TurnOptions = {}): Reply => ({
  kind: 'turn',
  blocks: text === '' ? [] : [{ type: 'text', text }],
  ...options,
});

export const call = (name: string, input: unknown, options: TurnOptions = {}): Reply =>
  calls([{ name, input }], options);

export const calls = (
  tools: readonly { name: string; input: unknown; json?: string }[],
  options: TurnOptions = {},
): Reply => ({
  kind: 'turn',
  blocks: [
    { type: 'text', text: 'Working on it.' },
    ...tools.map((tool): Block => ({ type: 'tool_use', ...tool })),
  ],
  ...options,
});

/** A turn in which the advisor is consulted first; what it took is in `usage.iterations`, as the API counts it. */
export const consult = (
  advice: string,
  then: readonly { name: string; input: unknown }[],
  model = 'claude-opus-5-5',
): Reply => ({
  kind: 'turn',
  blocks: [{ type: 'advice', text: advice }, ...then.map((tool): Block => ({ type: 'tool_use', ...tool }))],
  usage: {
    iterations: [
      { type: 'message', ...COUNTS },
      { type: 'advisor_message', model, ...COUNTS, input_tokens: 5_000, output_tokens: 700 },
      { type: 'message', ...COUNTS },
    ],
  },
});

const COUNTS = {
  input_tokens: 100,
  cache_read_input_tokens: 0,
  cache_creation_input_tokens: 0,
  output_tokens: 50,
};

export const summarize = (content: string | null): Reply => ({
  kind: 'turn',
  blocks: [{ type: 'compaction', content, encrypted_content: null, signature: 'signed' }],
  stopReason: 'compaction',
});

export const refuse = (): Reply => say('I will not do that.', { stopReason: 'refusal' });

export const fault = (status: number, options: { retryAfter?: number; message?: string } = {}): Reply => ({
  kind: 'error',
  status,
  type: TYPES[status] ?? 'api_error',
  message: options.message ?? `the double answers ${status}`,
  ...(options.retryAfter !== undefined && { headers: { 'retry-after': String(options.retryAfter) } }),
});

export const silence = (): Reply => ({ kind: 'silence' });
export const drop = (): Reply => ({ kind: 'drop' });

const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};
