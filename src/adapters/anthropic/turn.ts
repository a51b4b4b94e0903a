/** A message of the API in our own nouns. */
import type { Anthropic } from '@anthropic-ai/sdk';
import type { Turn, Usage } from '../../ports/model.ts';

type Message = Anthropic.Beta.BetaMessage;

export function turnOf(message: Message): Turn {
  return {
    model: message.model,
    usage: usageOf(message.usage),
    others: (message.usage.iterations ?? []).flatMap((iteration) =>
      iteration.type === 'advisor_message' ? [{ model: iteration.model, usage: usageOf(iteration) }] : [],
    ),
    stopReason: message.stop_reason,
    text: message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n'),
    toolCalls: message.content.flatMap((block) =>
      block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [],
    ),
  };
}

/** The API's counts are disjoint as well; other servers may leave some out. */
export const usageOf = (
  usage: Partial<
    Record<
      'input_tokens' | 'cache_read_input_tokens' | 'cache_creation_input_tokens' | 'output_tokens',
      number | null
    >
  >,
): Usage => ({
  input: usage.input_tokens ?? 0,
  cacheRead: usage.cache_read_input_tokens ?? 0,
  cacheWrite: usage.cache_creation_input_tokens ?? 0,
  output: usage.output_tokens ?? 0,
});
