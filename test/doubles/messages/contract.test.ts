/**
 * The double against two neighbours that we did not write: the SDK's own reader of streams, and another mock of the same API.
 * What both send for the same answer must be the same events, with at least the same fields.
 */
import Anthropic from '@anthropic-ai/sdk';
import { LLMock } from '@copilotkit/aimock';
import { describe, expect, test } from 'vitest';
import { call, fault, type Reply, say } from './replies.ts';
import { inOrder, startMessages } from './server.ts';

interface Event {
  type: string;
  [key: string]: unknown;
}

const ask = {
  model: 'claude-sonnet-5-5',
  max_tokens: 1_000,
  messages: [{ role: 'user' as const, content: 'hello' }],
};

async function streamOf(url: string): Promise<Event[]> {
  const response = await fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({ ...ask, stream: true }),
  });
  const text = await response.text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!) as Event);
}

/** Events without pings; deltas that follow one another are one. */
const shape = (events: readonly Event[]): string[] =>
  events
    .map(({ type, delta }) =>
      type.endsWith('delta')
        ? `${type} ${Object.keys(delta as object)
            .sort()
            .join(' ')}`
        : type,
    )
    .filter((line) => line !== 'ping')
    .filter((line, i, lines) => line !== lines[i - 1]);

async function both(reply: Reply, other: Parameters<LLMock['onMessage']>[1]) {
  await using ours = await startMessages(inOrder(reply), { thinking: false });
  const theirs = new LLMock({ port: 0 });
  theirs.onMessage(/./, other);
  await theirs.start();
  try {
    return { ours: await streamOf(ours.url), theirs: await streamOf(theirs.url) };
  } finally {
    await theirs.stop();
  }
}

describe('the same answer as another mock of the API', () => {
  test('text', async () => {
    const { ours, theirs } = await both(say('Hello there.'), { content: 'Hello there.' });
    expect(shape(ours)).toEqual(shape(theirs));
  });

  test('a tool call', async () => {
    const { ours, theirs } = await both(call('read', { file_path: 'a' }), {
      content: 'Working on it.',
      toolCalls: [{ name: 'read', arguments: '{"file_path":"a"}' }],
    });
    expect(shape(ours)).toEqual(shape(theirs));
    const start = (events: Event[]) =>
      events
        .filter(({ type }) => type === 'content_block_start')
        .map((event) => Object.keys(event.content_block as object).sort());
    expect(start(ours)).toEqual(start(theirs));
  });

  test('the first event has every field of a message', async () => {
    const { ours, theirs } = await both(say('Hi.'), { content: 'Hi.' });
    const fields = (events: Event[]) => Object.keys(events[0]?.message as object);
    expect(fields(ours)).toEqual(expect.arrayContaining(fields(theirs)));
  });
});

describe('the SDK understands it', () => {
  test('text, calls, usage and the id of the request', async () => {
    await using api = await startMessages(
      inOrder(call('read', { file_path: 'a' }, { usage: { cache_read_input_tokens: 7 } })),
    );
    const client = new Anthropic({ apiKey: 'k', baseURL: api.url, maxRetries: 0 });
    const stream = client.beta.messages.stream(ask);
    const message = await stream.finalMessage();
    expect(message).toMatchObject({
      stop_reason: 'tool_use',
      content: [
        { type: 'thinking' },
        { type: 'text' },
        { type: 'tool_use', name: 'read', input: { file_path: 'a' } },
      ],
      usage: { cache_read_input_tokens: 7 },
    });
    expect(stream.request_id).toBe('req_0000');
  });

  test('an error, by its class and type', async () => {
    await using api = await startMessages(inOrder(fault(529)));
    const client = new Anthropic({ apiKey: 'k', baseURL: api.url, maxRetries: 0 });
    await expect(client.beta.messages.stream(ask).finalMessage()).rejects.toMatchObject({
      status: 529,
      type: 'overloaded_error',
    });
  });
});

describe('it refuses what the API refuses', () => {
  const use = { type: 'tool_use', id: 't1', name: 'read', input: {} };
  const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'x' });
  const user = (content: unknown) => ({ role: 'user', content });
  const assistant = (content: unknown) => ({ role: 'assistant', content });

  test.each([
    ['no max_tokens', { max_tokens: undefined }],
    [
      'five cache breakpoints',
      { system: Array(5).fill({ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }) },
    ],
    ['an empty message', { messages: [user('')] }],
    ['an assistant who speaks first', { messages: [assistant('x')] }],
    ['a call without an answer', { messages: [user('x'), assistant([use]), user('y')] }],
    [
      'a call answered twice',
      { messages: [user('x'), assistant([use]), user([result('t1'), result('t1')])] },
    ],
    ['a field that it does not know', { effort: 'high' }],
    [
      'a block with a field that it does not know',
      { messages: [user([{ type: 'text', text: 'x', parsed: null }])] },
    ],
    ['an answer to no call', { messages: [user('x'), assistant('y'), user([result('t9')])] }],
  ])('%s', async (_, change) => {
    await using api = await startMessages(inOrder(say('Hi.')));
    const response = await fetch(`${api.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'k' },
      body: JSON.stringify({ ...ask, ...change }),
    });
    expect(response.status).toBe(400);
    expect(api.violations).toHaveLength(1);
  });

  test('thinking whose conversation was changed', async () => {
    await using api = await startMessages(inOrder(call('read', {}), say('Done.')));
    const post = async (messages: unknown) => {
      const body = JSON.stringify({ ...ask, messages });
      return fetch(`${api.url}/v1/messages`, { method: 'POST', headers: { 'x-api-key': 'k' }, body });
    };
    const first = await (await post([user('x')])).text();
    const signature = /"signature":"(bound:[0-9a-f]+)"/.exec(first)?.[1];
    const thought = assistant([
      { type: 'thinking', thinking: '', signature },
      { type: 'text', text: 'y' },
    ]);
    expect((await post([user('x'), thought, user('z')])).status).toBe(200);
    expect((await post([user('X'), thought, user('z')])).status).toBe(400);
    expect(api.violations.join()).toContain('different conversation');
  });

  test('nothing of a request that is right', async () => {
    await using api = await startMessages(inOrder(say('Hi.')));
    const messages = [user('x'), assistant([use]), user([result('t1')])];
    const response = await fetch(`${api.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'k' },
      body: JSON.stringify({ ...ask, messages }),
    });
    expect(response.status).toBe(200);
    expect(api.violations).toEqual([]);
  });
});
