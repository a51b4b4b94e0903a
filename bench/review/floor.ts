/** The floor: the bare SDK sends the very requests of a review, and reads the answers as they stream. */
import { readFileSync } from 'node:fs';
import Anthropic from '@anthropic-ai/sdk';
import { milliseconds } from '../session/memory.ts';

const [, , baseURL, file] = process.argv;
const bodies = JSON.parse(readFileSync(file!, 'utf8')) as Anthropic.Beta.MessageCreateParamsNonStreaming[];
const client = new Anthropic({ apiKey: 'sk-bench', baseURL, maxRetries: 0 });
const cpu = process.cpuUsage();
const began = performance.now();
for (const body of bodies) await client.beta.messages.stream({ ...body, stream: true }).finalMessage();
console.log(
  JSON.stringify({ wall: performance.now() - began, cpu: milliseconds(process.cpuUsage(cpu)), pure: 0 }),
);
