/** The world of one double: made, and searched by name. Its data is described in `state.ts`. */
import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Account, Actor, Authored, Repository, World } from './state.ts';

export type * from './state.ts';

export function makeWorld(origin: string, clock: Clock, folder: string): World {
  let last = 1_000;
  return {
    origin,
    clock,
    folder,
    accounts: [],
    members: new Set(),
    apps: [],
    teams: [],
    tokens: new Map(),
    repositories: [],
    nodes: new Map(),
    nextId: () => ++last,
  };
}

/** An opaque global id in GitHub's new style: a prefix for the type, then characters without meaning. */
export function nodeId(prefix: string): string {
  return `${prefix}_kwDO${randomBytes(12).toString('base64url')}`;
}

/** The parts that everything with an author and a body has. */
export function authored(world: World, actor: Actor, prefix: string, body: string): Authored {
  const at = world.clock.stamp();
  return {
    id: world.nextId(),
    nodeId: nodeId(prefix),
    author: actor.account,
    ...(actor.app ? { via: actor.app } : {}),
    body,
    createdAt: at,
    updatedAt: at,
    edits: [],
    reactions: [],
  };
}

export const fullName = (repository: Repository) => `${repository.owner.login}/${repository.name}`;

export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return world.repositories.find((repository) => fullName(repository).toLowerCase() === wanted);
}

export function findAccount(world: World, login: string): Account | undefined {
  return world.accounts.find((account) => account.login.toLowerCase() === login.toLowerCase());
}
