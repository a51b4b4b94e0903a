import { describe, expect, test } from 'vitest';
import { readRequest, requestRules } from './request.ts';

const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown) => ({ role: 'assistant', content });
const call = (id: string) => ({ type: 'tool_use', id, name: 'read', input: {} });
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'x' });
const cached = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } };
const read = (change: object, rules = requestRules) =>
  readRequest(JSON.stringify({ model: 'm', max_tokens: 1, messages: [user('hello')], ...change }), rules);

const attacks: Record<string, { change: object; says: string }[]> = {
  rolesAlternate: [
    { change: { messages: [user('a'), user('b')] }, says: 'roles alternate' },
    { change: { messages: [assistant('a')] }, says: 'roles alternate' },
    { change: { messages: [user('a'), assistant('b')] }, says: 'the last one must be of the user' },
  ],
  everyCallIsAnswered: [
    {
      change: { messages: [user('a'), assistant([call('1'), call('2')]), user([result('1')])] },
      says: 'without tool_result: 2',
    },
    {
      change: { messages: [user('a'), assistant([call('1')]), user('and now?')] },
      says: 'without tool_result: 1',
    },
    { change: { messages: [user([result('1')])] }, says: 'without tool_use: 1' },
  ],
  toolNamesAreUnique: [{ change: { tools: [{ name: 'read' }, { name: 'read' }] }, says: 'unique' }],
  atMostFourBreakpoints: [
    {
      change: { system: [cached, cached, cached, cached], cache_control: { type: 'ephemeral' } },
      says: 'found 5',
    },
    {
      change: { tools: [{ name: 'a', ...cached }], messages: [user([cached, cached, cached, cached])] },
      says: 'found 5',
    },
  ],
};

describe.each(requestRules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  test.each(attacks[name]!)('refuses, and nothing else would: $says', ({ change, says }) => {
    expect(read(change)).toMatchObject({ refused: expect.stringContaining(says) });
    expect(
      read(
        change,
        requestRules.filter((other) => other !== rule),
      ),
    ).toHaveProperty('request');
  });
});

test('a full history passes', () => {
  const messages = [
    user('a'),
    assistant([{ type: 'text', text: 'b' }, call('1'), call('2')]),
    user([result('2'), result('1')]),
  ];
  expect(read({ messages, system: [cached], cache_control: { type: 'ephemeral' } })).toHaveProperty(
    'request',
  );
});

test.each([
  ['no JSON', '{', 'not valid JSON'],
  ['no object', '[]', 'expected object'],
  ['no model', '{"max_tokens":1,"messages":[]}', 'model'],
  ['no tokens', '{"model":"m","max_tokens":0,"messages":[{"role":"user","content":"a"}]}', 'max_tokens'],
  [
    'a system message',
    '{"model":"m","max_tokens":1,"messages":[{"role":"system","content":"a"}]}',
    'messages.0.role',
  ],
  [
    'a thread',
    '{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"a"}],"thread":{}}',
    'full history',
  ],
])('%s is refused', (_, text, says) => {
  expect(readRequest(text)).toMatchObject({ refused: expect.stringContaining(says) });
});
