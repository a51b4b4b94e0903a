/** What GitHub answers when it does not answer, translated once. Messages of GitHub's own are data: cut, and on one line. */
import { Fault } from '../../ports/fault.ts';

/** The parts of Octokit's errors that say anything. */
interface Refused {
  status?: number;
  message?: string;
  response?: {
    headers?: Readonly<Record<string, string | number | undefined>>;
    data?: unknown;
  };
  errors?: readonly { type?: string; message?: string }[];
  request?: { method?: string; url?: string };
}

/** There is no such thing, or this token may not know of it: callers ask for the code, never for the message. */
export const NOT_FOUND = 'forge-not-found';
export const FORBIDDEN = 'forge-forbidden';

export const isMissing = (error: unknown): boolean => error instanceof Fault && error.code === NOT_FOUND;
export const isForbidden = (error: unknown): boolean => error instanceof Fault && error.code === FORBIDDEN;

/** `what`: what was asked for, in the middle of a sentence. Anything that is no answer of GitHub's passes as it is. */
export function faultOf(thrown: unknown, what: string): unknown {
  if (thrown instanceof Fault || !(thrown instanceof Error)) return thrown;
  const error = thrown as Error & Refused;
  const cause = { cause: thrown };
  if (error.errors !== undefined && error.status === undefined) return ofGraphql(error, what, cause);
  if (error.response === undefined) {
    if (error.name !== 'HttpError' && !isCutOff(error)) return thrown;
    const message = `GitHub could not be reached to ${what}: ${line(error.message)}`;
    return new Fault('service', 'forge-unreachable', message, AGAIN, cause);
  }
  return ofStatus(error, what, cause);
}

function ofStatus(error: Refused, what: string, cause: ErrorOptions): Fault {
  const said = line(error.message);
  const headers = error.response?.headers ?? {};
  if (isRateLimit(error)) {
    const wait = headers['retry-after'] ? ` It asks to wait ${headers['retry-after']} seconds.` : '';
    const message = `GitHub takes no more requests of this token for now, and would not ${what}.${wait}`;
    return new Fault('service', 'forge-rate-limit', message, 'Run it again later; nothing is lost.', cause);
  }
  switch (error.status) {
    case 401:
      return new Fault(
        'credentials',
        'forge-credentials',
        `GitHub does not know the token that was given to ${what}`,
        'Give a valid one: the input `token` of the action, or GITHUB_TOKEN.',
        cause,
      );
    case 403: {
      const needed = headers['x-accepted-github-permissions'];
      const fix = needed
        ? `The token needs one of: ${line(String(needed))}. In a workflow: \`permissions:\`.`
        : 'Give the token the permission, or see whether the repository or the conversation is locked.';
      return new Fault('undecided', FORBIDDEN, `GitHub does not let this token ${what}: ${said}`, fix, cause);
    }
    case 301:
    case 404:
    case 410:
      return new Fault(
        'undecided',
        NOT_FOUND,
        `GitHub has nothing there, or does not show it to this token, to ${what}`,
        "See whether it still exists, and whether the token's permissions reach it.",
        cause,
      );
    case 409:
    case 422: {
      const fix = 'See the message: something about the repository does not allow it.';
      return new Fault('refused', 'forge-refused', `GitHub refused to ${what}: ${said}`, fix, cause);
    }
    default:
      return new Fault(
        'service',
        'forge-failed',
        `GitHub failed (${error.status}) to ${what}: ${said}`,
        AGAIN,
        cause,
      );
  }
}

/** GraphQL says everything with status 200. */
function ofGraphql({ errors = [] }: Refused, what: string, cause: ErrorOptions): Fault {
  const types = errors.map(({ type }) => type);
  const said = line(errors[0]?.message);
  if (types.includes('NOT_FOUND')) {
    return new Fault('undecided', NOT_FOUND, `GitHub has nothing there to ${what}: ${said}`, AGAIN, cause);
  }
  if (types.includes('FORBIDDEN')) {
    const fix = 'Give the token the permission to read it.';
    return new Fault('undecided', FORBIDDEN, `GitHub does not let this token ${what}: ${said}`, fix, cause);
  }
  if (types.includes('RATE_LIMITED')) {
    return new Fault(
      'service',
      'forge-rate-limit',
      `GitHub would not ${what} for now: ${said}`,
      AGAIN,
      cause,
    );
  }
  return new Fault('service', 'forge-failed', `GitHub failed to ${what}: ${said}`, AGAIN, cause);
}

/** The connection ended in the middle of an answer: Node says so with an error of its own. */
const isCutOff = ({ name, message, cause }: Error): boolean =>
  name === 'TimeoutError' ||
  name === 'AbortError' ||
  (name === 'TypeError' && (message === 'terminated' || /^(UND_ERR|E[A-Z]+$)/.test(codeOf(cause))));

const codeOf = (cause: unknown): string => String((cause as { code?: unknown } | undefined)?.code ?? '');

function isRateLimit({ status, message = '', response }: Refused): boolean {
  if (status === 429) return true;
  return (
    status === 403 &&
    (/rate limit/i.test(message) || String(response?.headers?.['x-ratelimit-remaining']) === '0')
  );
}

/** An answer that is no answer: half of one, or of another shape than GitHub's. */
export function malformed(what: string): Fault {
  return new Fault('service', 'forge-malformed', `GitHub's answer could not be read, to ${what}`, AGAIN);
}

const AGAIN = 'Run it again; if it stays so, see https://www.githubstatus.com.';

const line = (text = 'it did not say why'): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);
