/** The adapter with a server of the Messages API that we did not write. */
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quickClock } from '../../../test/doubles/quick-clock.ts';
import type { Turn } from '../../ports/model.ts';
import { anthropic } from './anthropic.ts';

const mock = new LLMock({ port: 0 });
beforeAll(() => mock.start());
afterAll(() => mock.stop());

function talk(prompt: string) {
  const turns: Turn[] = [];
  const ran: unknown[] = [];
  const model = anthropic({ apiKey: 'mock', baseURL: mock.url, clock: quickClock() });
  const end = model.converse(
    {
      model: 'claude-sonnet-5-5',
      system: 'You read files.',
      prompt,
      tools: [
        {
          name: 'read',
          description: 'Reads a file.',
          input: { type: 'object', properties: { file_path: { type: 'string' } } },
          run: async (input) => {
            ran.push(input);
            return { content: 'forty-two', isError: false };
          },
        },
      ],
      maxTokens: 4_000,
      wait: 10_000,
      stall: 10_000,
      threadHosts: [],
    },
    {
      beforeCall: () => ({ maxTokens: 4_000 }),
      onTurn: (turn) => void turns.push(turn),
      ended: () => false,
      onWait: () => {},
    },
  );
  return { end, turns, ran };
}

test('runs a tool, and ends with what was said', async () => {
  mock.on(
    { userMessage: /answer/, turnIndex: 0 },
    { toolCalls: [{ name: 'read', arguments: '{"file_path":"a.txt"}' }] },
  );
  mock.on({ userMessage: /answer/, turnIndex: 1 }, { content: 'It says forty-two.' });
  const { end, turns, ran } = talk('What is the answer?');
  expect(await end).toEqual({ end: 'finished', text: 'It says forty-two.' });
  expect(ran).toEqual([{ file_path: 'a.txt' }]);
  expect(turns).toHaveLength(2);
});

test('lives with overload', async () => {
  mock.on({ userMessage: /hello/ }, { content: 'Hi.' });
  mock.nextRequestError(529, { message: 'overloaded', type: 'overloaded_error' });
  expect(await talk('hello').end).toEqual({ end: 'finished', text: 'Hi.' });
});
