/** A reply as the server-sent events of the Messages API. */
import type { Block, Reply, WireUsage } from './replies.ts';

export interface WireEvent {
  type: string;
  [key: string]: unknown;
}

type TurnReply = Extract<Reply, { kind: 'turn' }>;

export function events(reply: TurnReply, id: string, model: string, usage: WireUsage): WireEvent[] {
  const { output_tokens, iterations, ...input } = usage;
  const calls = reply.blocks.some(({ type }) => type === 'tool_use');
  return [
    {
      type: 'message_start',
      message: {
        id,
        type: 'message',
        role: 'assistant',
        model: reply.model ?? model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...input, output_tokens: 1 },
      },
    },
    { type: 'ping' },
    ...reply.blocks
      .flatMap((block) => whole(block, id))
      .flatMap((block, index) => [
        { type: 'content_block_start', index, content_block: opening(block, `${id}_${index}`) },
        ...deltas(block, reply.chunk ?? 40).map((delta) => ({ type: 'content_block_delta', index, delta })),
        { type: 'content_block_stop', index },
      ]),
    {
      type: 'message_delta',
      delta: { stop_reason: reply.stopReason ?? (calls ? 'tool_use' : 'end_turn'), stop_sequence: null },
      usage: { ...input, output_tokens, ...(iterations && { iterations }) },
    },
    { type: 'message_stop' },
  ];
}

type Plain = Exclude<Block, { type: 'advice' }> | Served;
/** What the server did itself, as it stands in an answer. */
type Served = { type: 'server_tool_use' | 'advisor_tool_result'; [key: string]: unknown };

/** A block of a reply as the blocks of an answer: a consult is a call and its result. */
export const whole = (block: Block, id: string): Plain[] =>
  block.type === 'advice'
    ? [
        { type: 'server_tool_use', id: `srvtoolu_${id}`, name: 'advisor', input: {} },
        {
          type: 'advisor_tool_result',
          tool_use_id: `srvtoolu_${id}`,
          content: { type: 'advisor_result', text: block.text, stop_reason: 'end_turn' },
        },
      ]
    : [block];

const opening = (block: Plain, id: string): Record<string, unknown> => {
  if (block.type === 'text') return { type: 'text', text: '' };
  if (block.type === 'thinking') return { type: 'thinking', thinking: '', signature: '' };
  if (block.type === 'compaction') return { ...block, content: null };
  if (block.type !== 'tool_use') return block;
  return { type: 'tool_use', id: block.id ?? `toolu_${id}`, name: block.name, input: {} };
};

function deltas(block: Plain, chunk: number): Record<string, unknown>[] {
  if (block.type === 'text') return pieces(block.text, chunk).map((text) => ({ type: 'text_delta', text }));
  if (block.type === 'thinking')
    return [
      { type: 'thinking_delta', thinking: block.thinking },
      { type: 'signature_delta', signature: block.signature },
    ];
  if (block.type === 'compaction')
    return [{ type: 'compaction_delta', content: block.content, encrypted_content: block.encrypted_content }];
  if (block.type !== 'tool_use') return [];
  const json = block.json ?? JSON.stringify(block.input);
  return pieces(json, chunk).map((partial_json) => ({ type: 'input_json_delta', partial_json }));
}

const pieces = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
