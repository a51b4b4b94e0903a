/**
 * A double of GitHub for tests: real git behind HTTP, REST and GraphQL held against GitHub's own descriptions, its
 * refusals and limits built in. See README.md for what it is and is not.
 */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeClock } from './clock.ts';
import { makeFaults } from './faults.ts';
import type { Content } from './git/bare.ts';
import { type DiffLimits, GITHUB_DIFF_LIMITS } from './git/changes.ts';
import type { JournalEntry } from './journal.ts';
import { GITHUB_RATE_LIMITS, makeRates, type RateLimits } from './limits.ts';
import { describeApi } from './openapi/check.ts';
import { listen } from './server.ts';
import { codeStory, makeRepository } from './story/code.ts';
import { conversationStory } from './story/conversations.ts';
import { eventStory } from './story/events.ts';
import { ACTIONS, peopleStory } from './story/people.ts';
import { pullStory } from './story/pulls.ts';
import { runnerStory } from './story/runner.ts';
import { runStory } from './story/runs.ts';
import { fullName, makeWorld, type Repository, type World } from './world.ts';

export type { Fault, FaultRule } from './faults.ts';
export type { JournalEntry } from './journal.ts';
export { Refusal } from './refusals.ts';
export type { WorkflowEvent } from './story/events.ts';
export type { Someone } from './story/people.ts';
export type { Issue, IssueComment, Pull, Repository, Review, ReviewComment, WorkflowRun } from './world.ts';

export type GitHubOptions = {
  /** `owner/name`; the owner is an organization. `octo-org/hello` by default. */
  repository?: string;
  private?: boolean;
  defaultBranch?: string;
  /** The first commit's files; a README by default. */
  files?: Record<string, Content>;
  /** The moment at which the clock stands still (ISO 8601); without it the clock runs. */
  at?: string;
  rates?: Partial<RateLimits>;
  diffLimits?: Partial<DiffLimits>;
  /** Told of each request when it is over. */
  onAnswer?: (entry: JournalEntry) => void;
};

/** The things that can happen in one repository, in words of a story. */
export type Story = ReturnType<typeof tell>;
export type GitHubDouble = Awaited<ReturnType<typeof startGitHub>>;

/** Compiled as operations are first asked, then shared: it holds no state of a double. */
const API = describeApi();

function tell(world: World, repository: Repository) {
  return {
    repository,
    ...peopleStory(world, repository),
    ...codeStory(world, repository),
    ...conversationStory(world, repository),
    ...pullStory(world, repository),
    ...runStory(world, repository),
    ...eventStory(world, repository, API),
    ...runnerStory(world, repository),
  };
}

/** Starts a double with one repository, on a free port of the loopback; disposing it closes and removes everything. */
export async function startGitHub(options: GitHubOptions = {}) {
  await using cleanup = new AsyncDisposableStack();
  const folder = cleanup.use(await mkdtempDisposable(path.join(tmpdir(), 'github-double-')));
  const clock = makeClock(options.at);
  const world = makeWorld('', clock, folder.path);
  const faults = makeFaults();
  const journal: JournalEntry[] = [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  const complaints: string[] = [];
  const listening = await listen({
    world,
    api: API,
    rates: makeRates(clock, { ...GITHUB_RATE_LIMITS, ...options.rates }),
    faults,
    journal,
    complaints,
    onAnswer: options.onAnswer,
    onAsked: (entry) => {
      for (const listener of listeners) listener(entry);
    },
    diffLimits: { ...GITHUB_DIFF_LIMITS, ...options.diffLimits },
  });
  cleanup.defer(() => listening.close());
  world.origin = listening.origin;

  const [ownerLogin = '', name = ''] = (options.repository ?? 'octo-org/hello').split('/');
  const owner = {
    id: world.nextId(),
    login: ownerLogin,
    type: 'Organization',
    name: ownerLogin,
    email: `${ownerLogin}@example.com`,
  } as const;
  world.accounts.push(owner);
  addActions(world);
  const settings = {
    owner,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? 'main',
  };
  const repository = await makeRepository(world, { ...settings, name });
  const story = tell(world, repository);
  await story.push(settings.defaultBranch, {
    by: { account: owner },
    files: options.files ?? { 'README.md': `# ${name}\n` },
    message: 'First commit',
  });

  const owned = cleanup.move();
  return {
    ...story,
    clock,
    /** What was asked, in order. */
    journal,
    /** Hear of each request as it arrives, before anything is done. */
    listeners,
    /** Where the double itself answered unlike GitHub's description: a defect of the double, to be empty in every test. */
    complaints,
    /** Makes the next matching requests go wrong. */
    fail: faults.add,
    heal: faults.clear,
    /** As `GITHUB_SERVER_URL`, `GITHUB_API_URL`, `GITHUB_GRAPHQL_URL` and `GITHUB_REPOSITORY` say on a runner. */
    urls: { server: world.origin, api: `${world.origin}/api`, graphql: `${world.origin}/api/graphql` },
    fullName: fullName(repository),
    /** For `git clone` and `git push`, with the token in it when given. */
    gitUrl(token?: string, of: Repository = repository): string {
      const { host } = new URL(world.origin);
      return `http://${token ? `x-access-token:${token}@` : ''}${host}/${fullName(of)}.git`;
    },
    /** The story of another repository of this double: a fork, or one made by `another`. */
    in: (other: Repository): Story => tell(world, other),
    async another(newName: string, { isPrivate = false } = {}): Promise<Story> {
      return tell(world, await makeRepository(world, { ...settings, private: isPrivate, name: newName }));
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function addActions(world: World): void {
  const bot = {
    id: ACTIONS.bot,
    login: `${ACTIONS.slug}[bot]`,
    type: 'Bot',
    name: ACTIONS.slug,
    email: `${ACTIONS.bot}+github-actions[bot]@users.noreply.github.com`,
  } as const;
  world.accounts.push(bot);
  world.apps.push({ id: ACTIONS.app, slug: ACTIONS.slug, name: 'GitHub Actions', bot, permissions: {} });
}
