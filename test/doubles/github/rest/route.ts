/** What a route is: an operation of GitHub's description, who may, and what it answers. */
import type { DiffLimits } from '../git/changes.ts';
import type { Access, Permission } from '../permissions.ts';
import { requiresAuthentication } from '../refusals.ts';
import type { Actor, Repository, Role, World } from '../world.ts';

// biome-ignore lint/suspicious/noExplicitAny: bodies and queries have been held against GitHub's description before.
type Described = any;

export type Call = {
  world: World;
  /** The repository in the path; routes outside of one do not read it. */
  repository: Repository;
  /** Undefined for somebody without a token. */
  actor: Actor | undefined;
  params: Described;
  query: Described;
  body: Described;
  /** As asked, for the links to other pages. */
  url: URL;
  accept: string;
  diffLimits: DiffLimits;
};

export type Answer = { status: number; body?: unknown; text?: string; headers?: Record<string, string> };
export type Route = { operation: string; access: Access; handle: (call: Call) => Answer | Promise<Answer> };

const IN_REPOSITORY = '/repos/{owner}/{repo}';

/**
 * A route in a repository.
 * @param tokens the permissions of which a token needs one, separated by `|`: `issues=write|pull_requests=write`
 * @param role what a person needs
 */
export function route(
  line: string,
  tokens: string,
  role: Role,
  handle: Route['handle'],
  appsOnly = false,
): Route {
  const [method, rest = ''] = line.split(' ');
  const access = { token: tokens.split('|') as Permission[], role, ...(appsOnly ? { appsOnly } : {}) };
  return {
    operation: `${method} ${rest.startsWith('//') ? rest.slice(1) : IN_REPOSITORY + rest}`,
    access,
    handle,
  };
}

export const ok = (body: unknown, headers?: Record<string, string>): Answer => ({
  status: 200,
  body,
  ...(headers ? { headers } : {}),
});
export const created = (body: unknown): Answer => ({ status: 201, body });
export const nothing: Answer = { status: 204 };

/** Who writes. Guests may not. */
export function writer(call: Call): Actor {
  if (!call.actor) throw requiresAuthentication();
  return call.actor;
}

/** A route's list, cut to the page that was asked for; `Link` names the others. */
export function page<T, R>(
  call: Call,
  items: T[],
  render: (item: T) => R,
  total?: (items: R[]) => unknown,
): Answer {
  const { from, to, headers } = pageOf(call, items.length);
  const shown = items.slice(from, to).map(render);
  return ok(total ? total(shown) : shown, headers);
}

/** Which items belong to the asked page: 30 by default, 100 at most. */
export function pageOf(
  call: Call,
  count: number,
): { from: number; to: number; headers: Record<string, string> } {
  const size = Math.min(Math.max(Number(call.query.per_page ?? 30), 1), 100);
  const at = Math.max(Number(call.query.page ?? 1), 1);
  const last = Math.max(Math.ceil(count / size), 1);
  const back = at > 1 ? { prev: at - 1, first: 1 } : {};
  const forth = at < last ? { next: at + 1, last } : {};
  const url = (number: number) => {
    const target = new URL(call.url);
    target.searchParams.set('page', String(number));
    return target.href;
  };
  const link = Object.entries({ ...back, ...forth })
    .map(([relation, number]) => `<${url(number)}>; rel="${relation}"`)
    .join(', ');
  return { from: (at - 1) * size, to: at * size, headers: link ? { link } : {} };
}

/** For `sort`: smaller keys first, equal ones as they were. */
export function byKey<T>(key: (item: T) => string | number) {
  return (a: T, b: T): number => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
