/** One API request from its text to its answer: rights, limits, GitHub's description, then the route. */
import type { DiffLimits } from './git/changes.ts';
import { type GraphqlCall, graphqlContext, makeGraphql } from './graphql/serve.ts';
import type { JournalEntry } from './journal.ts';
import type { makeRates } from './limits.ts';
import type { ApiDescription, Matched } from './openapi/check.ts';
import { refuseAccess } from './permissions.ts';
import { badCredentials, misshapen, notFound, Refusal, requiresAuthentication } from './refusals.ts';
import { ROUTES } from './rest/index.ts';
import type { Answer, Call } from './rest/route.ts';
import { sync } from './rules/sync.ts';
import { type Actor, findRepository, type Repository, type World } from './world.ts';

export type ApiWiring = {
  world: World;
  api: ApiDescription;
  rates: ReturnType<typeof makeRates>;
  diffLimits: DiffLimits;
  /** Answers of the double that do not fit GitHub's description. */
  complaints: string[];
};

export type Asked = {
  url: URL;
  accept: string;
  text: string;
  actor: Actor | undefined | 'unknown';
  /** The operation of the description, or undefined for GraphQL and for what nobody serves. */
  matched: Matched | undefined;
  isGraphql: boolean;
  entry: JournalEntry;
};

export function makeApi({ world, api, rates, diffLimits, complaints }: ApiWiring) {
  const graphql = makeGraphql();

  /** @returns the answer and the headers that every answer of this token has. */
  async function answer(asked: Asked): Promise<Answer> {
    const { matched, entry } = asked;
    let limits: Record<string, string> = {};
    try {
      entry.body = asked.text === '' ? undefined : parseJson(asked.text);
      if (asked.actor === 'unknown') throw badCredentials();
      limits = rates.count(asked.actor, entry.method !== 'GET' && !asked.isGraphql);
      if (!matched && !asked.isGraphql) throw notFound();
      const given = matched ? await rest(asked, matched, asked.actor) : await query(asked, asked.actor);
      return {
        ...checked(matched?.operation, given),
        headers: { ...limits, ...accepted(entry), ...given.headers },
      };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refused = checked(matched?.operation, { status: error.status, body: error.body });
      return { ...refused, headers: { ...limits, ...accepted(entry), ...error.headers } };
    }
  }

  async function rest(
    asked: Asked,
    { operation, params }: Matched,
    actor: Actor | undefined,
  ): Promise<Answer> {
    const route = ROUTES.get(operation);
    if (!route) throw new Error(`${operation} is described but not served`);
    const { entry, url } = asked;
    entry.needs = [route.access.token];
    const inRepository = params.owner !== undefined;
    const repository = inRepository
      ? findRepository(world, params.owner ?? '', params.repo ?? '')
      : undefined;
    const described = api.request(operation, params, Object.fromEntries(url.searchParams), entry.body);
    if ((inRepository && !repository) || described.notFound) throw notFound();
    const refusal = repository && refuseAccess(repository, actor, route.access);
    if (refusal) throw !actor && entry.method !== 'GET' ? requiresAuthentication() : refusal;
    if (described.problems.length > 0) throw misshapen(described.problems);
    await catchUp();
    const call: Call = {
      world,
      repository: repository as Repository,
      actor,
      params: described.params,
      query: described.query,
      body: entry.body ?? {},
      url,
      accept: asked.accept,
      diffLimits,
    };
    return await route.handle(call);
  }

  async function query({ entry }: Asked, actor: Actor | undefined): Promise<Answer> {
    if (!actor) throw requiresAuthentication();
    await catchUp();
    const { needs, ...body } = await graphql(
      actor,
      graphqlContext(world, actor, diffLimits),
      entry.body as GraphqlCall,
    );
    entry.needs = needs ?? [['issues=read', 'pull_requests=read']];
    return { status: 200, body };
  }

  async function catchUp(): Promise<void> {
    for (const one of world.repositories) await sync(world, one);
  }

  /** A 500 that names what does not fit is a defect of the double, found by GitHub's own description. */
  function checked(operation: string | undefined, given: Answer): Answer {
    if (operation === undefined || given.text !== undefined) return given;
    const body = given.body === undefined ? undefined : JSON.parse(JSON.stringify(given.body));
    const problems = api.answer(operation, given.status, body);
    if (problems.length === 0) return { ...given, body };
    const complaint = `The double answers ${operation} unlike GitHub: ${problems.join('; ')}`;
    complaints.push(complaint);
    return { status: 500, body: { message: complaint } };
  }

  return answer;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

/** What GitHub says that a fine-grained token would need. */
function accepted({ needs }: JournalEntry): Record<string, string> {
  const groups = needs?.map((group) => group.join('; ')).filter(Boolean) ?? [];
  return groups.length > 0 ? { 'x-accepted-github-permissions': groups.join(', ') } : {};
}
