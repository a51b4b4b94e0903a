import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANSWER_CHECKS, type AnswerCheck, connect } from './connection.ts';

const CONFIG = {
  workdir: '/tree',
  scratch: '/tmp',
  shell: true,
  writable: true,
  outputBytes: 1_000,
  commandSeconds: 1,
};

function talk(checks: readonly AnswerCheck[] = ANSWER_CHECKS) {
  const input = new PassThrough();
  const output = new PassThrough();
  const broken = Promise.withResolvers<string>();
  const connection = connect({ input, output, lineBytes: 200, checks, onOutOfTurn: broken.resolve }, CONFIG);
  const sent = () =>
    String(input.read() ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return {
    connection,
    sent,
    says: (line: unknown) => output.write(`${JSON.stringify(line)}\n`),
    output,
    broken: broken.promise,
  };
}

test('the configuration is said first, then calls, each answered by its number', async () => {
  const { connection, sent, says } = talk();
  says({ ready: true });
  await connection.ready;
  const one = connection.call('read', { file_path: 'a' });
  const two = connection.call('glob', { pattern: '*' });
  expect(sent()).toEqual([
    CONFIG,
    { id: 1, name: 'read', input: { file_path: 'a' } },
    { id: 2, name: 'glob', input: { pattern: '*' } },
  ]);
  says({ id: 2, content: 'two', isError: false });
  says({ id: 1, content: 'one', isError: true });
  expect(await one.answer).toEqual({ content: 'one', isError: true });
  expect(await two.answer).toEqual({ content: 'two', isError: false });
});

test('an answer in pieces, with characters cut in two, is one answer', async () => {
  const { connection, says, output } = talk();
  says({ ready: true });
  await connection.ready;
  const { answer } = connection.call('read', {});
  for (const byte of Buffer.from('{"id":1,"content":"Grüße 🎉","isError":false}\n'))
    output.write(Buffer.of(byte));
  expect(await answer).toEqual({ content: 'Grüße 🎉', isError: false });
});

test.each([
  ['an unasked answer', '{"id":7,"content":"","isError":false}', 'call 7'],
  ['an answer before the greeting', '{"id":1,"content":"","isError":false}', 'call 1'],
  ['another field', '{"ready":true,"more":1}', 'no answer'],
  ['no object', '[]', 'no answer'],
  ['no JSON', 'hello', 'no answer'],
  ['a line too long', 'x'.repeat(201), 'longer'],
])('%s ends the conversation', async (_, line, reason) => {
  const { broken, output } = talk();
  output.write(`${line}\n`);
  expect(await broken).toContain(reason);
});

test('a line without an end is not kept', async () => {
  const { broken, output } = talk();
  output.write('x'.repeat(150));
  output.write('x'.repeat(150));
  expect(await broken).toContain('longer');
});

test('an answer given twice ends the conversation; without that check nobody hears of it', async () => {
  const answer = { id: 1, content: 'a', isError: false };
  const held = talk();
  held.says({ ready: true });
  await held.connection.ready;
  void held.connection.call('read', {});
  held.says(answer);
  held.says(answer);
  expect(await held.broken).toContain('call 1');

  const twin = talk(ANSWER_CHECKS.filter(({ name }) => name !== 'inTurn'));
  twin.says({ ready: true });
  await twin.connection.ready;
  const { answer: first } = twin.connection.call('read', {});
  twin.says(answer);
  twin.says(answer);
  await first;
  expect(await Promise.race([twin.broken, Promise.resolve('nobody heard')])).toBe('nobody heard');
});

test('what waits hears of a loss', async () => {
  const { connection, says } = talk();
  says({ ready: true });
  await connection.ready;
  const { answer } = connection.call('read', {});
  connection.lose(new Error('gone'));
  await expect(answer).rejects.toThrow('gone');
});

test('whatever comes, it is an answer to a call or the end, never an exception', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant('\n')), { maxLength: 30 }),
    async (pieces) => {
      const { connection, says, output, broken } = talk();
      says({ ready: true });
      await connection.ready;
      const { answer } = connection.call('read', {});
      answer.catch(() => {});
      for (const piece of pieces) if (!output.destroyed) output.write(piece);
      if (!output.destroyed) output.write('\nnot an answer\n');
      expect(await broken).toMatch(/answer|longer/);
      connection.lose(new Error('gone'));
      await expect(answer).rejects.toThrow('gone');
    },
  );
  await fc.assert(property);
});
