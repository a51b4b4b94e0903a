/** The few GraphQL operations, executed against GitHub's own schema cut to what is served. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, execute, GraphQLError, Kind, OperationTypeNode, parse, validate } from 'graphql';
import { atLeast, canSee, covers, type Permission, roleOf } from '../permissions.ts';
import { forgetMergeability } from '../rules/heads.ts';
import { type Actor, findRepository, type Pull, type Repository, type World } from '../world.ts';
import { shapeNode, shapePull, shapeRepository, shapeThread } from './shapes.ts';
import { type Context, missing, actor as shapeActor } from './shared.ts';

export type GraphqlCall = { query: string; variables?: Record<string, unknown>; operationName?: string };
export type GraphqlAnswer = { data?: unknown; errors?: unknown[] };

/** Resolving threads and leaving the draft state need both (github.md G5). */
const MUTATION_NEEDS: Permission[][] = [['contents=write'], ['pull_requests=write']];
/** What actions that fold comments away ask for in their documentation. */
const FOLDING_NEEDS: Permission[][] = [['pull_requests=write']];
const needsOf = (mutation: string): Permission[][] =>
  mutation === 'minimizeComment' ? FOLDING_NEEDS : MUTATION_NEEDS;

export function makeGraphql() {
  const schema = buildSchema(readFileSync(path.join(import.meta.dirname, 'schema.graphql'), 'utf8'));

  /** Always 200 on the wire: what went wrong is in `errors`. */
  async function serve(
    asker: Actor,
    context: Context,
    call: GraphqlCall,
  ): Promise<GraphqlAnswer & { needs?: Permission[][] }> {
    try {
      const document = parse(call.query);
      const problems = validate(schema, document);
      if (problems.length > 0) return { errors: problems.map((one) => describe(one)) };
      const needs = document.definitions.flatMap((one) =>
        one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION
          ? one.selectionSet.selections.flatMap((field) =>
              field.kind === Kind.FIELD ? needsOf(field.name.value) : [],
            )
          : [],
      );
      const { data, errors } = await execute({
        schema,
        document,
        rootValue: { ...queries(asker, context), ...mutations(asker, context) },
        variableValues: call.variables ?? {},
        ...(call.operationName ? { operationName: call.operationName } : {}),
      });
      return {
        data,
        ...(errors ? { errors: errors.map(describe) } : {}),
        ...(needs.length > 0 ? { needs } : {}),
      };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [describe(error)] };
      throw error;
    }
  }

  return serve;
}

function describe(error: GraphQLError): Record<string, unknown> {
  const type = error.originalError ? (error.extensions.type ?? 'UNPROCESSABLE') : undefined;
  const { message, path: where, locations } = error;
  return { ...(type ? { type } : {}), ...(where ? { path: where } : {}), locations, message };
}

function queries(asker: Actor, context: Context) {
  const { world } = context;
  const node = ({ id }: { id: string }) => {
    const found = shapeNode(context, id);
    if (!found || !mayRead(asker, found.repository))
      throw missing(`Could not resolve to a node with the global id of '${id}'`);
    return found.node();
  };
  return {
    id: 'Q',
    node,
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => node({ id })),
    viewer: { ...shapeActor(world, asker.account), __typename: 'User', login: asker.account.login },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const found = findRepository(world, owner, name);
      if (!found || !canSee(found, asker))
        throw missing(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return shapeRepository(context, found);
    },
  };
}

function mayRead(asker: Actor, repository: Repository): boolean {
  if (!canSee(repository, asker)) return false;
  return !asker.permissions || covers(asker, 'issues=read') || covers(asker, 'pull_requests=read');
}

type Input<T> = { input: T & { clientMutationId?: string } };

function mutations(asker: Actor, context: Context) {
  const { world } = context;
  const answer = <T extends object>(input: { clientMutationId?: string }, body: T) => ({
    clientMutationId: input.clientMutationId ?? null,
    ...body,
  });

  const pullOf = (id: string): Pull => {
    const found = world.nodes.get(id);
    if (!found || !('kind' in found) || found.kind !== 'PullRequest')
      throw missing(`Could not resolve to a node with the global id of '${id}'`);
    checkMayWrite(asker, found.issue.repository, found.issue.author === asker.account);
    return found;
  };
  const threadOf = (id: string) => {
    const found = world.nodes.get(id);
    if (!found || !('kind' in found) || found.kind !== 'PullRequestReviewThread')
      throw missing(`Could not resolve to a node with the global id of '${id}'`);
    checkMayWrite(asker, found.pull.issue.repository, found.pull.issue.author === asker.account);
    return found;
  };

  return {
    resolveReviewThread: ({ input }: Input<{ threadId: string }>) => {
      const thread = threadOf(input.threadId);
      thread.resolvedBy = asker.account;
      return answer(input, { thread: shapeThread(context, thread) });
    },
    unresolveReviewThread: ({ input }: Input<{ threadId: string }>) => {
      const thread = threadOf(input.threadId);
      delete thread.resolvedBy;
      return answer(input, { thread: shapeThread(context, thread) });
    },
    markPullRequestReadyForReview: ({ input }: Input<{ pullRequestId: string }>) => {
      const pull = pullOf(input.pullRequestId);
      pull.draft = false;
      forgetMergeability(pull);
      return answer(input, { pullRequest: shapePull(context, pull) });
    },
    convertPullRequestToDraft: ({ input }: Input<{ pullRequestId: string }>) => {
      const pull = pullOf(input.pullRequestId);
      if (!pull.issue.repository.settings.drafts)
        throw new Error('Draft pull requests are not supported in this repository.');
      pull.draft = true;
      return answer(input, { pullRequest: shapePull(context, pull) });
    },
    minimizeComment: ({ input }: Input<{ subjectId: string; classifier: string }>) => {
      const found = shapeNode(context, input.subjectId);
      const thing = world.nodes.get(input.subjectId);
      if (!found || !thing || !('body' in thing))
        throw missing(`Could not resolve to a node with the global id of '${input.subjectId}'`);
      checkMayWrite(asker, found.repository, false, FOLDING_NEEDS);
      thing.minimized = input.classifier.toLowerCase();
      thing.updatedAt = world.clock.stamp();
      return answer(input, { minimizedComment: found.node() });
    },
  };
}

function checkMayWrite(
  asker: Actor,
  repository: Repository,
  isAuthor: boolean,
  needs: Permission[][] = MUTATION_NEEDS,
): void {
  const forbidden = (message: string) =>
    Object.assign(new Error(message), { extensions: { type: 'FORBIDDEN' } });
  const hasPermissions = needs.every((group) => group.some((one) => covers(asker, one)));
  if (asker.permissions && !hasPermissions) throw forbidden('Resource not accessible by integration');
  const isPerson = asker.kind === 'person' || asker.kind === 'app-user';
  if (isPerson && !isAuthor && !atLeast(roleOf(repository, asker.account), 'write')) {
    throw forbidden(`${asker.account.login} does not have the correct permissions to execute this mutation`);
  }
}

export const graphqlContext = (world: World, asker: Actor, diffLimits: Context['diffLimits']): Context => ({
  world,
  viewer: asker.account,
  diffLimits,
});
