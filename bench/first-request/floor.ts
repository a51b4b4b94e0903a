/** The floor: the bare SDK, bundled, one streamed request. */
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ apiKey: 'bench', baseURL: process.argv[2]!, maxRetries: 0 });
try {
  await client.messages
    .stream({ model: 'claude-sonnet-5-5', max_tokens: 1_024, messages: [{ role: 'user', content: 'x' }] })
    .finalMessage();
} catch {
  // The server of the bench answers nothing: only the request's arrival counts.
}
