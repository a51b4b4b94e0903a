/** Who may do what: a person by role, a token of an App or workflow by its permissions. */
import { forbidden, notAccessible, notFound, type Refusal } from './refusals.ts';
import type { Account, Actor, Repository, Role, World } from './world.ts';

const ROLES: Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** One permission of a fine-grained token, as GitHub's `X-Accepted-GitHub-Permissions` header writes it. */
export type Permission = `${string}=${'read' | 'write'}`;

export type Access = {
  /** Any one of these lets an App's or workflow's token through; none listed: every token may. */
  token: Permission[];
  /** What a person needs in the repository. */
  role: Role;
  /** Only Apps may do this (check runs). */
  appsOnly?: boolean;
};

/** The role of an account in a repository; on a public one everybody reads (github.md G6). */
export function roleOf(repository: Repository, account: Account): Role {
  const given = repository.roles.get(account) ?? (repository.owner === account ? 'admin' : 'none');
  return given === 'none' && !repository.private ? 'read' : given;
}

export const atLeast = (role: Role, wanted: Role) => ROLES.indexOf(role) >= ROLES.indexOf(wanted);

/** Whether a token with these permissions covers one: write includes read, and metadata comes with every token. */
export function covers(actor: Actor, permission: Permission): boolean {
  const [name = '', level] = permission.split('=');
  const held = name === 'metadata' ? 'read' : actor.permissions?.[name];
  return held === 'write' || (held === 'read' && level === 'read');
}

/** Whether the actor sees the repository at all; otherwise it does not exist for them (404). */
export function canSee(repository: Repository, actor: Actor | undefined): boolean {
  if (!repository.private) return true;
  if (!actor) return false;
  if (actor.kind === 'workflow' || actor.kind === 'app')
    return !actor.repository || actor.repository === repository;
  return roleOf(repository, actor.account) !== 'none';
}

/** The refusal that GitHub would give, or undefined when the actor may. Guests read what is public. */
export function refuseAccess(
  repository: Repository,
  actor: Actor | undefined,
  access: Access,
): Refusal | undefined {
  if (!canSee(repository, actor)) return notFound();
  if (!actor) return access.token.every((one) => one.endsWith('=read')) ? undefined : notFound();
  if (actor.permissions) {
    if (
      actor.repository &&
      actor.repository !== repository &&
      access.token.some((one) => one.endsWith('=write'))
    ) {
      return notAccessible();
    }
    const isAllowed = access.token.length === 0 || access.token.some((one) => covers(actor, one));
    if (!isAllowed) return notAccessible();
    if (actor.kind !== 'app-user') return undefined;
  }
  if (access.appsOnly) return forbidden('You must authenticate via a GitHub App.');
  const role = roleOf(repository, actor.account);
  if (atLeast(role, access.role)) return undefined;
  if (access.role === 'admin') return forbidden('Must have admin rights to Repository.');
  return forbidden('Must have push access to repository');
}

/** How a comment's author stands to the repository. */
export function association(world: World, repository: Repository, account: Account): string {
  if (repository.owner === account) return 'OWNER';
  if (world.members.has(account) && repository.owner.type === 'Organization') return 'MEMBER';
  if (repository.roles.has(account)) return 'COLLABORATOR';
  const hasMerged = [...repository.issues.values()].some(
    (issue) => issue.author === account && issue.pull?.merged,
  );
  return hasMerged ? 'CONTRIBUTOR' : 'NONE';
}
