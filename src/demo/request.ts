/** What the replay takes for a request of the Messages API, and what it refuses as the API does. */
import { z } from 'zod';

const cacheControl = z.looseObject({ type: z.literal('ephemeral') }).nullish();
const block = z.looseObject({ type: z.string(), cache_control: cacheControl });
const content = z.union([z.string(), z.array(block).min(1)]);

const body = z.looseObject({
  model: z.string().min(1),
  max_tokens: z.int().min(1),
  system: z.union([z.string(), z.array(block)]).optional(),
  messages: z.array(z.looseObject({ role: z.enum(['user', 'assistant']), content })).min(1),
  tools: z.array(z.looseObject({ name: z.string(), cache_control: cacheControl })).optional(),
  cache_control: cacheControl,
  stream: z.boolean().optional(),
  thread: z.never('message threads are not served here: send the full history').optional(),
});

export type Request = z.infer<typeof body>;
export type Block = z.infer<typeof block>;

/** The request, or the message of the 400 that it gets. */
export function readRequest(
  text: string,
  rules: readonly RequestRule[] = requestRules,
): { request: Request } | { refused: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { refused: 'the body is not valid JSON' };
  }
  const parsed = body.safeParse(data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return { refused: `${issue.path.join('.')}: ${issue.message}` };
  }
  for (const rule of rules) {
    const refused = rule(parsed.data);
    if (refused !== undefined) return { refused };
  }
  return { request: parsed.data };
}

export function blocksOf(content: string | readonly Block[]): readonly Block[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

type RequestRule = (request: Request) => string | undefined;

/** What the API asks of a whole request, beyond its shape. */
export const requestRules: readonly RequestRule[] = [
  function rolesAlternate({ messages }) {
    const wrong = messages.findIndex(({ role }, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'));
    if (wrong >= 0) return `messages.${wrong}: roles alternate, beginning with user`;
    if (messages.length % 2 === 0) return 'messages: the last one must be of the user';
    return undefined;
  },
  function everyCallIsAnswered({ messages }) {
    for (const [index, { role, content }] of messages.entries()) {
      if (role !== 'user') continue;
      const asked = ids(messages[index - 1]?.content ?? [], 'tool_use', 'id');
      const answered = ids(content, 'tool_result', 'tool_use_id');
      const open = asked.filter((id) => !answered.includes(id));
      if (open.length > 0) return `messages.${index}: tool_use without tool_result: ${open.join(', ')}`;
      const unknown = answered.filter((id) => !asked.includes(id));
      if (unknown.length > 0) return `messages.${index}: tool_result without tool_use: ${unknown.join(', ')}`;
    }
    return undefined;
  },
  function toolNamesAreUnique({ tools = [] }) {
    return new Set(tools.map(({ name }) => name)).size < tools.length
      ? 'tools: names must be unique'
      : undefined;
  },
  function atMostFourBreakpoints(request) {
    const count = breakpoints(request);
    return count > 4 ? `at most 4 blocks may have cache_control, found ${count}` : undefined;
  },
];

/** How many places the request asks to be cached. The one at the top counts as well: it is placed on the last block. */
export function breakpoints({ system, messages, tools = [], cache_control }: Request): number {
  const blocks = [...blocksOf(system ?? []), ...messages.flatMap(({ content }) => blocksOf(content))];
  return [...blocks, ...tools, { cache_control }].filter((one) => one.cache_control).length;
}

function ids(content: string | readonly Block[], type: string, key: string): string[] {
  return blocksOf(content)
    .filter((one) => one.type === type)
    .map((one) => String(one[key]));
}
