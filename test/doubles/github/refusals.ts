/** What GitHub says when it refuses: statuses and bodies as its API gives them. */

export type ErrorItem = {
  resource?: string;
  field?: string;
  code: string;
  message?: string;
  value?: unknown;
};

/** An answer that is a refusal. Thrown by rules, turned into the HTTP answer by the server. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: { message: string; errors?: unknown; documentation_url?: string };
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    more: { errors?: unknown; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    const errors = more.errors === undefined ? {} : { errors: more.errors };
    this.body = { message, ...errors, documentation_url: 'https://docs.github.com/rest' };
    this.headers = more.headers ?? {};
  }
}

export const badCredentials = () => new Refusal(401, 'Bad credentials');
export const requiresAuthentication = () => new Refusal(401, 'Requires authentication');
export const notFound = () => new Refusal(404, 'Not Found');

/** An App's or workflow's token without the permission (github.md G7, G9, G14). */
export const notAccessible = () => new Refusal(403, 'Resource not accessible by integration');

export const forbidden = (message: string) => new Refusal(403, message);

/** 422 "Validation Failed" with machine-readable items. */
export function invalid(...errors: ErrorItem[]): Refusal {
  return new Refusal(422, 'Validation Failed', { errors });
}

/** 422 "Unprocessable Entity" with plain sentences: the older half of the API, reviews among it. */
export function unprocessable(...sentences: string[]): Refusal {
  return new Refusal(422, 'Unprocessable Entity', { errors: sentences });
}

/** 422 because the request does not fit GitHub's description of it. */
export function misshapen(problems: string[]): Refusal {
  return new Refusal(422, `Invalid request.\n\n${problems.join('\n')}`);
}
