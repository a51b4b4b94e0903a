/**
 * The Messages API through Anthropic's SDK. Its tool runner drives the loop, streams, and keeps message threads where the
 * endpoint has them; ours are the waiting, the watchdog and the words in which faults reach the rest of the program.
 */
import Anthropic from '@anthropic-ai/sdk';
import type { Clock } from '../../ports/clock.ts';
import { Fault } from '../../ports/fault.ts';
import type { Model } from '../../ports/model.ts';
import { redactor } from '../../report/redact.ts';
import { converse } from './conversation.ts';
import { redacting } from './trouble.ts';
import { wireOf } from './wire.ts';

export interface AnthropicOptions {
  /** As the SDK's own variables are called; both given: the key is used, as the SDK does. */
  apiKey?: string | undefined;
  authToken?: string | undefined;
  baseURL?: string | undefined;
  /** More secrets of this process, for `redact`. */
  secrets?: readonly string[];
  clock: Clock;
}

const DEFAULT_URL = 'https://api.anthropic.com';

/** A redirect would take what was said, and the key, to a host that nobody named (trust.md T6). */
const connection: Pick<RequestInit, 'redirect'> = { redirect: 'manual' };

/** Throws a `configuration` fault when the base URL is none. Opens no connection. */
export function anthropic(options: AnthropicOptions, fetchOptions = connection): Model {
  const url = parse(options.baseURL || DEFAULT_URL);
  const secrets = [options.apiKey, options.authToken].flatMap((secret) => (secret ? [secret] : []));

  const requireCredentials = (): void => {
    if (secrets.length > 0) return;
    throw new Fault(
      'credentials',
      'model-credentials-missing',
      `no credentials for the model service at ${url.host}`,
      'Set ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN) in the environment.',
    );
  };

  return {
    endpoint: url.host,
    redact: redactor([...secrets, ...(options.secrets ?? [])]),
    requireCredentials,
    converse(conversation, hooks) {
      requireCredentials();
      const wire = wireOf(conversation.stall);
      const client = new Anthropic({
        ...(options.apiKey ? { apiKey: options.apiKey } : { authToken: options.authToken! }),
        baseURL: url.href.replace(/\/+$/, ''),
        // A retry is ours: it is shown, it is counted, and the budget is asked again before it.
        maxRetries: 0,
        fetch: wire.fetch,
        fetchOptions,
        logLevel: 'off',
      });
      const facts = { endpoint: url.host, model: conversation.model, redact: redacting(secrets) };
      const threads = conversation.threadHosts.includes(url.host);
      return converse({ client, wire, threads, clock: options.clock, facts }, conversation, hooks);
    },
  };
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const named = url?.username === '' && url.password === '';
  if (url && named && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw new Fault(
    'configuration',
    'model-endpoint-invalid',
    'the base URL of the model service is not an http(s) URL without a name and password',
    'Correct ANTHROPIC_BASE_URL, or leave it out.',
  );
}
