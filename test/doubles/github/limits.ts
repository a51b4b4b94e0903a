/** GitHub's rate limits, counted on the double's clock (github.md G17). */
import type { Clock } from './clock.ts';
import { Refusal } from './refusals.ts';
import type { Actor } from './world.ts';

export type RateLimits = {
  /** Requests an hour of a person's or an App's token. */
  perHour: number;
  /** Requests an hour of a workflow's `GITHUB_TOKEN`. */
  workflowPerHour: number;
  /** Requests that write, a minute and an hour. */
  contentPerMinute: number;
  contentPerHour: number;
};

export const GITHUB_RATE_LIMITS: RateLimits = {
  perHour: 5_000,
  workflowPerHour: 1_000,
  contentPerMinute: 80,
  contentPerHour: 500,
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function makeRates(clock: Clock, limits: RateLimits) {
  const requests = new Map<unknown, number[]>();
  const writes = new Map<unknown, number[]>();

  /** Counts one request; gives the headers of its answer, or throws what GitHub refuses with. */
  function count(actor: Actor | undefined, isWrite: boolean): Record<string, string> {
    const now = clock.now().getTime();
    const limit = !actor ? 60 : actor.kind === 'workflow' ? limits.workflowPerHour : limits.perHour;
    const key = actor ?? 'guest';
    const recent = within(requests.get(key) ?? [], now, HOUR);
    const reset = Math.ceil(((recent[0] ?? now) + HOUR) / 1000);
    const headers = (used: number) => ({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(limit - used, 0)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
    });
    if (recent.length >= limit) {
      throw new Refusal(403, `API rate limit exceeded for user ID ${actor?.account.id ?? 0}.`, {
        headers: headers(limit),
      });
    }
    requests.set(key, [...recent, now]);
    if (isWrite) countWrite(key, now);
    return headers(recent.length + 1);
  }

  function countWrite(key: unknown, now: number): void {
    const recent = within(writes.get(key) ?? [], now, HOUR);
    const isOver =
      recent.length >= limits.contentPerHour || within(recent, now, MINUTE).length >= limits.contentPerMinute;
    if (isOver) {
      const message =
        'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.';
      throw new Refusal(403, message, { headers: { 'retry-after': '60' } });
    }
    writes.set(key, [...recent, now]);
  }

  return { count };
}

const within = (moments: number[], now: number, span: number) =>
  moments.filter((moment) => now - moment < span);
