/**
 * A prompt cache as it is billed: what was sent before, from the first byte on, is read; what is new is written, where the
 * request marks a place to cache, and else is plain input. Four bytes count as a token.
 */
import type { Body, Message } from './checks.ts';
import type { WireUsage } from './replies.ts';

export interface PromptCache {
  count(body: Body, messages: readonly Message[]): Omit<WireUsage, 'output_tokens' | 'iterations'>;
}

export function promptCache(): PromptCache {
  const known: string[][] = [];
  return {
    count(body, messages) {
      const marked = JSON.stringify(body).includes('"cache_control"');
      const parts = [body.tools ?? [], body.system ?? '', ...messages].map((part) => plain(part));
      const read = Math.max(0, ...known.map((earlier) => common(earlier, parts)));
      if (marked) known.push(parts);
      const size = (some: readonly string[]): number => Math.ceil(some.join('').length / 4);
      const cached = size(parts.slice(0, read));
      const fresh = size(parts.slice(read));
      return {
        input_tokens: marked ? 0 : fresh,
        cache_read_input_tokens: cached,
        cache_creation_input_tokens: marked ? fresh : 0,
      };
    },
  };
}

/** Cache marks are no part of what is cached. */
const plain = (part: unknown): string =>
  JSON.stringify(part, (key, value: unknown) => (key === 'cache_control' ? undefined : value));

const common = (a: readonly string[], b: readonly string[]): number => {
  const differs = b.findIndex((part, i) => part !== a[i]);
  return differs < 0 ? b.length : differs;
};
