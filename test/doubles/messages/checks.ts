/**
 * What the real endpoint would refuse, or charge for, in a request. A request that fails one gets a 400 and is remembered,
 * so that a test fails even where the program under test lives with the 400.
 */
import { createHash } from 'node:crypto';

export interface Message {
  role: 'user' | 'assistant' | 'system';
  content: string | readonly Record<string, unknown>[];
}

export interface Body {
  model: string;
  max_tokens: number;
  stream?: boolean;
  system?: string | readonly Record<string, unknown>[];
  tools?: readonly Record<string, unknown>[];
  messages: readonly Message[];
  thread?: { type: 'create' } | { type: 'continue'; previous_message_id: string };
  output_config?: { effort?: string; format?: Record<string, unknown> };
  [key: string]: unknown;
}

type Check = (
  body: Body,
  whole: readonly Message[],
  fixed: Pick<Body, 'system' | 'tools'>,
  betas: readonly string[],
) => string | undefined;

/** `whole` and `fixed` are the conversation as the server knows it: a thread's earlier messages, its system and tools included. */
const requestChecks: Record<string, Check> = {
  'model and max_tokens are given': (body) =>
    typeof body.model === 'string' && Number.isInteger(body.max_tokens) && body.max_tokens > 0
      ? undefined
      : 'model or max_tokens is missing',

  'at most four cache breakpoints': (body) => {
    const found = JSON.stringify(body).split('"cache_control":').length - 1;
    return found > 4 ? `${found} cache breakpoints` : undefined;
  },

  'no message is empty': (_, whole) => {
    const empty = whole.findIndex(({ content }) => content.length === 0);
    return empty >= 0 ? `messages.${empty} has no content` : undefined;
  },

  'a conversation begins with the user and ends with what is to be answered': (_, whole) =>
    whole[0]?.role !== 'user' && blocks(whole[0])[0]?.type !== 'compaction'
      ? 'the first message is not the user’s'
      : undefined,

  'no message ends in thinking': (_, whole) => {
    const at = whole.findIndex((message) => blocks(message).at(-1)?.type === 'thinking');
    return at >= 0 ? `messages.${at}: the final block cannot be thinking` : undefined;
  },

  'thinking stays with what it was about': (_, whole, fixed) => {
    for (const [at, message] of whole.entries()) {
      const foreign = blocks(message).find(
        ({ type, signature }) =>
          type === 'thinking' &&
          String(signature).startsWith(BOUND) &&
          signature !== bound(fixed, whole.slice(0, at)),
      );
      if (foreign) return `messages.${at}: the thinking block is bound to a different conversation`;
    }
    return undefined;
  },

  'every tool call is answered, at once and once': (_, whole) => {
    for (const [index, message] of whole.entries()) {
      const asked = blocks(message).filter(({ type }) => type === 'tool_use');
      if (message.role !== 'assistant' || asked.length === 0) continue;
      const answers = blocks(whole[index + 1]).filter(({ type }) => type === 'tool_result');
      const ids = answers.map((answer) => String(answer.tool_use_id));
      const open = asked.map(({ id }) => String(id)).filter((id) => ids.filter((i) => i === id).length !== 1);
      if (open.length > 0) return `tool_use without exactly one tool_result: ${open.join(', ')}`;
    }
    return undefined;
  },

  'no answer without a tool call': (_, whole) => {
    for (const [index, message] of whole.entries()) {
      const known = blocks(whole[index - 1]).map(({ id }) => id);
      const stray = blocks(message).find(
        (block) => block.type === 'tool_result' && !known.includes(block.tool_use_id),
      );
      if (stray) return `tool_result for an unknown call: ${String(stray.tool_use_id)}`;
    }
    return undefined;
  },

  'no field that the API does not know': (body) => {
    const found = [
      ...strange(body, BODY, 'the request'),
      ...(body.tools ?? []).flatMap((tool) =>
        strange(tool, isAdvisor(tool) ? ADVISOR : TOOL, `tool ${String(tool.name)}`),
      ),
      ...body.messages.flatMap((message) => [
        ...strange({ ...message }, ['role', 'content'], 'a message'),
        ...blocks(message).flatMap((block) =>
          strange(block, BLOCKS[String(block.type)] ?? [], String(block.type)),
        ),
      ]),
    ];
    return found[0];
  },

  'what is in beta is asked for by name': (body, whole, { tools = [] }, betas) => {
    const needed = [
      ...(tools.some(isAdvisor) ? ['advisor-tool-2026-03-01'] : []),
      ...(body.compaction ? ['compact-2026-09-04'] : []),
      ...(JSON.stringify(whole).includes('"tool_removal"') ? ['inline-tools-2026-09-15'] : []),
    ];
    return needed.find((name) => !betas.includes(name));
  },

  'the advisor stays as long as what it said': (_, whole, { tools = [] }) =>
    JSON.stringify(whole).includes('"advisor_tool_result"') && !tools.some(isAdvisor)
      ? 'the advisor tool was dropped while its blocks remain'
      : undefined,

  'a continued thread brings neither system nor tools': ({ thread, system, tools }) =>
    thread?.type === 'continue' && (system !== undefined || tools !== undefined)
      ? 'system and tools are the thread’s'
      : undefined,
};

const BOUND = 'bound:';

/** The signature of thinking in answer to this conversation, as the API binds it: any change before it shows. */
export function bound({ system, tools }: Pick<Body, 'system' | 'tools'>, before: readonly Message[]): string {
  const text = JSON.stringify([system, tools, before], (key, value: unknown) =>
    key === 'cache_control' ? undefined : value,
  );
  return BOUND + createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const BODY = [
  'cache_control',
  'compaction',
  'max_tokens',
  'messages',
  'model',
  'output_config',
  'stream',
  'system',
  'thread',
  'tools',
];
const TOOL = ['cache_control', 'description', 'input_schema', 'name', 'type'];
const ADVISOR = ['caching', 'max_tokens', 'max_uses', 'model', 'name', 'type'];
const isAdvisor = ({ type }: Record<string, unknown>): boolean => type === 'advisor_20260301';
const BLOCKS: Record<string, readonly string[]> = {
  compaction: ['cache_control', 'content', 'encrypted_content', 'signature', 'type'],
  advisor_tool_result: ['content', 'tool_use_id', 'type'],
  server_tool_use: ['id', 'input', 'name', 'type'],
  tool_removal: ['tool', 'type'],
  text: ['cache_control', 'text', 'type'],
  thinking: ['signature', 'thinking', 'type'],
  tool_result: ['cache_control', 'content', 'is_error', 'tool_use_id', 'type'],
  tool_use: ['cache_control', 'id', 'input', 'name', 'type'],
};

const strange = (value: Record<string, unknown>, known: readonly string[], where: string): string[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${where} has ${key}`);

export function violations(
  body: Body,
  whole: readonly Message[],
  fixed: Pick<Body, 'system' | 'tools'> = body,
  betas: readonly string[] = [],
): string[] {
  return Object.entries(requestChecks).flatMap(([name, check]) => {
    const found = check(body, whole, fixed, betas);
    return found === undefined ? [] : [`${name}: ${found}`];
  });
}

const blocks = (message: Message | undefined): readonly Record<string, unknown>[] =>
  message === undefined || typeof message.content === 'string' ? [] : message.content;
