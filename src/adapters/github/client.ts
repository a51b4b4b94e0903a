/**
 * The one way to GitHub's API: Octokit with its retry and throttling plugins, for one host and one repository. Requests are built
 * from these and from numbers and names, never from an address that came with an answer (trust.md T6): of a `Link` only the page
 * is taken.
 */
import { defaults, GitHub, getOctokitOptions } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Fault } from '../../ports/fault.ts';
import { faultOf, malformed } from './fault.ts';

export interface GitHubPlace {
  /** As `GITHUB_API_URL`, without a slash at its end. */
  api: string;
  /** As `GITHUB_SERVER_URL`. */
  server: string;
  /** `owner/name`. */
  repository: string;
  token: string;
}

export interface Patience {
  /** Milliseconds that a first retry waits; the second waits four times, the third nine times as long. */
  retry: number;
  /** Seconds that GitHub may ask to wait; more is a fault, and the job can be run again. */
  most: number;
  /** Milliseconds until one try of a request without an answer is given up; waiting for its turn or its retry does not count. */
  answer: number;
  /** GitHub asks for a second between writes, three where people are notified. */
  paced: boolean;
}

export const PATIENCE: Patience = { retry: 1_000, most: 90, answer: 30_000, paced: true };

export interface Client {
  readonly place: GitHubPlace;
  readonly owner: string;
  readonly repo: string;
  /** `route` as in GitHub's reference, `GET /repos/{owner}/{repo}/…`; owner and repo are filled in. */
  ask<T>(what: string, route: string, parameters?: Parameters): Promise<T>;
  /** Sent once and never again by itself: who repeats it could do it twice. */
  once<T>(what: string, route: string, parameters?: Parameters): Promise<T>;
  /** Every item of a list, page after page; `list` is its key where the answer is an object. */
  pages<T>(what: string, route: string, parameters?: Parameters, list?: string): AsyncIterable<T>;
  graphql<T>(what: string, query: string, variables: Parameters): Promise<T>;
  /** The time at GitHub, as its last answer said. */
  now(): Date | undefined;
}

type Parameters = Readonly<Record<string, unknown>>;

/** 100 items a page: nothing here is longer, and a list without an end must not be followed. */
const MOST_PAGES = 200;

const Octokit = GitHub.plugin(retry, throttling);

/** github.com asks for pauses between writes; a server of one's own has no such limits unless somebody sets them. */
const patienceWith = ({ api }: GitHubPlace): Patience => ({
  ...PATIENCE,
  paced: /^api\.(?:github\.com|[a-z0-9-]+\.ghe\.com)$/.test(new URL(api).hostname),
});

export function githubClient(place: GitHubPlace, patience: Patience = patienceWith(place)): Client {
  const [owner = '', repo = ''] = place.repository.split('/');
  if (!/^[A-Za-z0-9-]+$/.test(owner) || !/^[A-Za-z0-9._-]+$/.test(repo)) {
    throw new Fault(
      'configuration',
      'repository-name',
      `${JSON.stringify(place.repository.slice(0, 100))} is no repository of GitHub`,
      'GITHUB_REPOSITORY is set by the runner, as owner/name.',
    );
  }
  const inTime = (after: number, _: unknown, __: unknown, tried: number) =>
    after <= patience.most && tried < 2;
  const octokit = new Octokit(
    getOctokitOptions(place.token, {
      baseUrl: place.api,
      log: SILENT,
      request: { ...defaults.request, fetch: timed(patience.answer) },
      retry: { retryAfterBaseValue: patience.retry },
      throttle: {
        enabled: patience.paced,
        retryAfterBaseValue: patience.retry,
        onRateLimit: inTime,
        onSecondaryRateLimit: inTime,
      },
    }),
  );
  let date: string | undefined;
  octokit.hook.after('request', ({ headers }) => {
    date = headers.date ?? date;
  });

  async function request(what: string, route: string, parameters: Parameters) {
    try {
      const place = route.includes('{owner}') ? { owner, repo } : {};
      const answer = await octokit.request(route, { ...place, ...parameters });
      const { data, status } = answer as { data: unknown; status: number };
      // Octokit gives text that is no JSON as it is, and nothing for half an answer.
      if (status !== 204 && (typeof data !== 'object' || data === null)) throw malformed(what);
      return answer as { data: unknown; headers: { link?: string } };
    } catch (error) {
      throw faultOf(error, what);
    }
  }

  return {
    place,
    owner,
    repo,
    ask: async <T>(what: string, route: string, parameters: Parameters = {}) =>
      (await request(what, route, parameters)).data as T,
    once: async <T>(what: string, route: string, parameters: Parameters = {}) =>
      (await request(what, route, { ...parameters, request: { retries: 0 } })).data as T,
    async *pages<T>(what: string, route: string, parameters: Parameters = {}, list?: string) {
      let more: Parameters | undefined = {};
      for (let page = 0; more !== undefined; page += 1) {
        if (page === MOST_PAGES) throw tooLong(what);
        const { data, headers } = await request(what, route, { ...parameters, per_page: 100, ...more });
        const items = list === undefined ? data : (data as Record<string, unknown>)[list];
        if (!Array.isArray(items)) throw malformed(what);
        yield* items as T[];
        more = nextPage(headers.link);
      }
    },
    async graphql<T>(what: string, query: string, variables: Parameters) {
      try {
        return (await octokit.graphql(query, { ...variables })) as T;
      } catch (error) {
        throw faultOf(error, what);
      }
    },
    now: () => (date === undefined ? undefined : new Date(date)),
  };
}

/**
 * Each try has a time of its own. One signal for a request would run on while its retry or its turn among paced writes is waited for, and
 * the try after a long wait would be given up before it was sent.
 */
function timed(most: number): typeof fetch {
  const send: typeof fetch = defaults.request?.fetch ?? fetch;
  return (url, init) => send(url, { ...init, signal: AbortSignal.timeout(most) });
}

/** Pages are numbered, or told by a cursor; both stand in the query of the address of the next one. */
function nextPage(link: string | undefined): Parameters | undefined {
  const url = link
    ?.split(',')
    .find((one) => /;\s*rel="next"/.test(one))
    ?.match(/<([^>]+)>/)?.[1];
  if (url === undefined) return undefined;
  const query = new URL(url).searchParams;
  const named = ['page', 'after'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return named.length > 0 ? Object.fromEntries(named) : undefined;
}

const tooLong = (what: string): Fault =>
  new Fault(
    'undecided',
    'forge-list-too-long',
    `GitHub's list has more than ${MOST_PAGES * 100} entries, to ${what}`,
    'Narrow it: close old conversations, or shorten the time that approvals live.',
  );

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
