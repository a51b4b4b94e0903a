/** The floor: the SDK's own tool runner, with one tool that answers at once in memory. */
import Anthropic from '@anthropic-ai/sdk';
import { milliseconds, peakMegabytes } from './memory.ts';

const [, , baseURL, threads] = process.argv;
const client = new Anthropic({ apiKey: 'bench', baseURL: baseURL!, maxRetries: 0 });
const text = 'export const a = 1;\n'.repeat(60);
const tool = (name: string, properties: Record<string, { type: 'string' }>) => ({
  type: 'custom' as const,
  name,
  description: 'Reads a file.',
  input_schema: { type: 'object' as const, properties },
  parse: (input: unknown) => input,
  run: async () => text,
});
let turns = 0;
let began: NodeJS.CpuUsage | undefined;
const runner = client.beta.messages.toolRunner({
  model: 'claude-sonnet-5-5',
  max_tokens: 64_000,
  stream: true,
  cache_control: { type: 'ephemeral' },
  tools: [tool('read', { file_path: { type: 'string' } }), tool('finish', { summary: { type: 'string' } })],
  messages: [{ role: 'user', content: 'Read it again and again.' }],
  ...(threads === 'true' ? {} : { thread: false as const }),
});
for await (const stream of runner) {
  const message = await stream.finalMessage();
  turns += 1;
  began ??= process.cpuUsage();
  if (message.content.some((block) => block.type === 'tool_use' && block.name === 'finish')) break;
}
process.stdout.write(
  JSON.stringify({
    turns,
    megabytes: peakMegabytes(),
    toolboxMegabytes: 0,
    cpu: milliseconds(process.cpuUsage(began)),
  }),
);
