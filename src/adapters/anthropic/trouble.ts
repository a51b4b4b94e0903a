/** What the SDK throws, translated once: wait and try again, send the turn again, or a fault of ours with its way out. */
import { APIConnectionError, APIError } from '@anthropic-ai/sdk';
import { Fault, type FaultKind } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';

export interface Facts {
  endpoint: string;
  model: string;
  /** Takes credentials out of text that an endpoint sent. */
  redact(text: string): string;
}

export type Trouble =
  /** The service cannot answer now. `after`: ms that it asked for. */
  | { kind: 'wait'; reason: string; after: number | undefined; cause: unknown }
  /** The answer broke off or could not be read. */
  | { kind: 'again'; reason: string; cause: unknown }
  | { kind: 'fault'; fault: Fault };

/** What may pass if we wait. */
export type Passing = Exclude<Trouble, { kind: 'fault' }>;

export function troubleOf(error: unknown, facts: Facts): Trouble {
  if (error instanceof APIConnectionError) {
    const cause = certificateProblem(error);
    if (cause !== undefined) return fault(facts, 'certificate', cause, error);
    return { kind: 'wait', reason: `no connection to ${facts.endpoint}`, after: undefined, cause: error };
  }
  // What is no answer of the service is a stream that broke off or a body that is no JSON.
  if (!(error instanceof APIError)) {
    const detail = error instanceof Error ? `: ${cleanLine(facts.redact(error.message), 120)}` : '';
    return { kind: 'again', reason: `the answer broke off${detail}`, cause: error };
  }
  const named = FINAL[String(error.status)] ?? (error.type ? FINAL[error.type] : undefined);
  if (named) return fault(facts, named, said(error, facts), error);
  const passing = error.status === undefined ? PASSING.has(error.type ?? '') : passes(error.status);
  if (passing && error.headers?.get('x-should-retry') !== 'false') {
    const what = error.status ?? error.type;
    const after = retryAfter(error.headers);
    return { kind: 'wait', reason: `${facts.endpoint} answers ${what}`, after, cause: error };
  }
  if (error.status !== undefined && error.status >= 300 && error.status < 400)
    return fault(facts, 'redirect', `status ${error.status}`, error);
  return fault(facts, passing ? 'unavailable' : 'refused', said(error, facts), error);
}

/** The service stayed away for longer than we wait, or asks us to. Times in ms. */
export function gaveUp(trouble: Passing, time: { waited: number; left: number }, facts: Facts): Fault {
  const { reason, cause } = trouble;
  const asked = trouble.kind === 'wait' ? trouble.after : undefined;
  const message =
    asked !== undefined && asked > time.left
      ? `${reason} and asks to wait ${seconds(asked)}; ${seconds(time.left)} of waiting are left`
      : `the model service could not be used for ${seconds(time.waited)}: ${reason}`;
  const fix = `Run the command again later; what was built is kept. limits.wait of the policy sets how long it waits for ${facts.endpoint}.`;
  return new Fault('service', 'model-unavailable', message, fix, { cause });
}

const seconds = (ms: number): string => `${Math.ceil(Math.max(0, ms) / 1000)} s`;

/** Replaces each secret by its name's place. */
export const redacting =
  (secrets: readonly (string | undefined)[]) =>
  (text: string): string =>
    secrets.reduce<string>(
      (clean, secret) => (secret ? clean.replaceAll(secret, '[redacted]') : clean),
      text,
    );

type Final =
  | 'credentials'
  | 'payment'
  | 'model'
  | 'size'
  | 'refused'
  | 'redirect'
  | 'certificate'
  | 'unavailable';

/** By status and by the type in an error event: what no repetition mends. */
const FINAL: Record<string, Final> = {
  '400': 'refused',
  '401': 'credentials',
  '402': 'payment',
  '403': 'credentials',
  '404': 'model',
  '413': 'size',
  '422': 'refused',
  invalid_request_error: 'refused',
  authentication_error: 'credentials',
  billing_error: 'payment',
  permission_error: 'credentials',
  not_found_error: 'model',
  request_too_large: 'size',
};

/** Types of error events in a stream that has begun; its status was 200. */
const PASSING = new Set(['overloaded_error', 'rate_limit_error', 'api_error', 'timeout_error', '']);

const passes = (status: number): boolean =>
  status === 408 || status === 409 || status === 429 || status >= 500;

function fault(facts: Facts, kind: Final, detail: string, cause: unknown): Trouble {
  const [faultKind, code, message, fix] = WORDS[kind](facts, detail);
  return { kind: 'fault', fault: new Fault(faultKind, code, message, fix, { cause }) };
}

const WORDS: Record<Final, (facts: Facts, detail: string) => [FaultKind, string, string, string]> = {
  credentials: ({ endpoint }, detail) => [
    'credentials',
    'model-credentials-refused',
    `${endpoint} refuses the credentials: ${detail}`,
    'Check ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN): is it this service’s, valid, and allowed to use this model?',
  ],
  payment: ({ endpoint }, detail) => [
    'credentials',
    'model-payment-required',
    `${endpoint} asks for payment: ${detail}`,
    'Top up the account behind ANTHROPIC_API_KEY, or use another key.',
  ],
  model: ({ endpoint, model }, detail) => [
    'configuration',
    'model-not-found',
    `${endpoint} has no model ${model}: ${detail}`,
    'Name another model in the plan or the policy, or correct ANTHROPIC_BASE_URL.',
  ],
  size: (_, detail) => [
    'service',
    'model-request-too-large',
    `the conversation has grown larger than the service takes: ${detail}`,
    'Split the phase into smaller ones.',
  ],
  refused: ({ endpoint, model }, detail) => [
    'service',
    'model-request-refused',
    `${endpoint} refuses the request to ${model}: ${detail}`,
    'See whether this endpoint serves the whole Messages API (tools, streaming, structured outputs).',
  ],
  redirect: ({ endpoint }, detail) => [
    'configuration',
    'model-endpoint-redirects',
    `${endpoint} redirects (${detail}), and credentials go to no host that was not named`,
    'Set ANTHROPIC_BASE_URL to the address that it redirects to, if you trust it.',
  ],
  certificate: ({ endpoint }, detail) => [
    'configuration',
    'model-endpoint-certificate',
    `the certificate of ${endpoint} does not hold: ${detail}`,
    'Correct ANTHROPIC_BASE_URL, or trust its authority with NODE_EXTRA_CA_CERTS.',
  ],
  unavailable: ({ endpoint }, detail) => [
    'service',
    'model-unavailable',
    `${endpoint} cannot be used, and says that trying again is of no use: ${detail}`,
    'Run the command again later.',
  ],
};

/** One line of what the endpoint said, with the id that its operators ask for. */
function said(error: APIError, { redact }: Facts): string {
  const body = error.error as { error?: { message?: unknown } } | undefined;
  const message = body?.error?.message;
  const text = typeof message === 'string' ? `${error.status ?? error.type} ${message}` : error.message;
  const line = cleanLine(redact(text), 300);
  return error.requestID ? `${line} (request ${cleanLine(error.requestID, 80)})` : line;
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date; in ms. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const ms = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const text = headers?.get('retry-after') ?? '';
  const seconds = Number(text);
  if (text.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

const CERTIFICATE = /^(?:ERR_TLS_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(?:VERIFY|GET_ISSUER))/;

/** The code of a TLS failure that no repetition mends, from the chain of causes. */
function certificateProblem(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : '';
    if (CERTIFICATE.test(code)) return code;
  }
  return undefined;
}
