/**
 * A prompt cache as it is billed. A request writes an entry at each place that it marks, and at its end where it is marked as a
 * whole; the next one reads the longest entry that it begins with, part by part: the form of the answer (which the API turns into a
 * text before all others), tools, system, and each block of each message. What is after the last mark is plain input. Four bytes
 * count as a token.
 */
import type { Body, Message } from './checks.ts';
import type { WireUsage } from './replies.ts';

export interface PromptCache {
  count(body: Body, messages: readonly Message[]): Omit<WireUsage, 'output_tokens' | 'iterations'>;
}

export function promptCache(): PromptCache {
  const entries: string[][] = [];
  return {
    count(body, messages) {
      const parts = partsOf(body, messages);
      const texts = parts.map(({ text }) => text);
      const begins = (entry: readonly string[]) => entry.every((text, i) => text === texts[i]);
      const read = Math.max(0, ...entries.filter(begins).map(({ length }) => length));
      const ends = parts.flatMap(({ marked }, i) => (marked ? [i + 1] : []));
      if (body.cache_control) ends.push(parts.length);
      for (const end of ends) entries.push(texts.slice(0, end));
      const written = Math.max(read, ...ends);
      const size = (some: readonly string[]): number => Math.ceil(some.join('').length / 4);
      return {
        input_tokens: size(texts.slice(written)),
        cache_read_input_tokens: size(texts.slice(0, read)),
        cache_creation_input_tokens: size(texts.slice(read, written)),
      };
    },
  };
}

interface Part {
  text: string;
  marked: boolean;
}

function partsOf(body: Body, messages: readonly Message[]): Part[] {
  const { system = '', tools = [], output_config } = body;
  return [
    { text: plain(output_config?.format ?? ''), marked: false },
    { text: plain(tools), marked: JSON.stringify(tools).includes('"cache_control"') },
    ...blocksOf(system).map(part),
    ...messages.flatMap(({ role, content }) => blocksOf(content).map((block) => part({ role, block }))),
  ];
}

const blocksOf = (content: string | readonly unknown[]): readonly unknown[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content;

const part = (value: unknown): Part => ({
  text: plain(value),
  marked: JSON.stringify(value).includes('"cache_control"'),
});

/** Marks are no part of what is cached. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === 'cache_control' ? undefined : inner));
