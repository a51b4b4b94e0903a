import { betaAgentToolset20260401 } from '@anthropic-ai/sdk/tools/agent-toolset/node';
import { expect, test } from 'vitest';
import { READING_TOOLS, TOOLS } from './tools.ts';

test("the definitions are the SDK's own, in its order", () => {
  const sdk = betaAgentToolset20260401({ workdir: '/' }).map((tool) => {
    const { name, description, input_schema } = tool as {
      name: string;
      description: string;
      input_schema: unknown;
    };
    return { name, description, input: input_schema };
  });
  expect(TOOLS).toEqual(sdk);
});

test('what serves a review changes nothing', () => {
  expect(READING_TOOLS.map(({ name }) => name)).toEqual(['read', 'glob', 'grep']);
});
