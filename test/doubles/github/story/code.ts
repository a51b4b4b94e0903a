/** What is pushed and protected, by whom, in the real repository. */
import type { Content } from '../git/bare.ts';
import { createBare } from '../git/bare.ts';
import { installHooks } from '../git/hooks.ts';
import { branchMoved, moveBranch, sync } from '../rules/sync.ts';
import {
  type Environment,
  fullName,
  nodeId,
  type Protection,
  type Repository,
  type Ruleset,
  type World,
} from '../world.ts';
import type { Someone } from './people.ts';

export type PushInput = {
  by: Pick<Someone, 'account'>;
  files: Record<string, Content>;
  message?: string;
  from?: string;
  force?: boolean;
};

/** An empty repository with its hooks, served at once. */
export async function makeRepository(
  world: World,
  input: Pick<Repository, 'owner' | 'name' | 'private' | 'defaultBranch'> & { parent?: Repository },
): Promise<Repository> {
  const id = world.nextId();
  const git = await createBare(`${world.folder}/${id}.git`, input.defaultBranch);
  const repository: Repository = {
    ...input,
    id,
    nodeId: nodeId('R'),
    git,
    roles: new Map(),
    issues: new Map(),
    moved: new Map(),
    deleted: new Set(),
    labels: [],
    checks: [],
    runs: [],
    dispatches: [],
    environments: [],
    protections: [],
    rulesets: [],
    activity: [],
    workflowIds: new Map(),
    seen: new Map(),
    read: 0,
    receiving: 0,
    settings: {
      actionsMayOpenPulls: true,
      drafts: true,
      deleteBranchOnMerge: false,
      workflowPermissions: 'read',
    },
  };
  await installHooks(repository);
  world.repositories.push(repository);
  return repository;
}

export function codeStory(world: World, repository: Repository) {
  const { git } = repository;

  return {
    /** One commit on a branch, past all protection. A new branch starts `from` another (the default one). @returns its sha */
    async push(
      branch: string,
      { by, files, message = `Change ${branch}`, from, force = false }: PushInput,
    ): Promise<string> {
      const ref = `refs/heads/${branch}`;
      const parent =
        (force ? undefined : await git.resolve(ref)) ??
        (await git.resolve(from ?? `refs/heads/${repository.defaultBranch}`));
      const parents = parent ? [parent] : [];
      const sha = await git.commit(ref, {
        files,
        message,
        author: by.account,
        at: world.clock.now(),
        parents,
      });
      await branchMoved(world, repository, ref, sha, by.account);
      return sha;
    },

    /** Points a branch at a commit that exists; `undefined` deletes it. */
    async setBranch(branch: string, to: string | undefined, { by }: { by: Someone }): Promise<void> {
      await moveBranch(world, repository, `refs/heads/${branch}`, to, by.account);
    },

    /** The commit at the tip of a branch, tag or any revision. */
    async tip(revision: string): Promise<string> {
      const sha = await git.resolve(revision);
      if (!sha) throw new Error(`${fullName(repository)} has no ${revision}`);
      return sha;
    },

    /** A file's text at a revision. */
    async file(revision: string, path: string): Promise<string> {
      return (await git.bytes(['cat-file', 'blob', `${revision}:${path}`])).toString('utf8');
    },

    protect(branch: string, rules: Omit<Protection, 'branch'> = { pullRequest: { approvals: 1 } }): void {
      repository.protections.push({ branch, ...rules });
    },

    /** @param refs globs of whole ref names, as `refs/heads/plan/**` */
    ruleset(
      name: string,
      refs: string[],
      rules: Ruleset['rules'],
      { bypass = [] }: { bypass?: Someone[] } = {},
    ): void {
      repository.rulesets.push({
        id: world.nextId(),
        name,
        refs,
        rules,
        bypass: bypass.map(({ account }) => account),
      });
    },

    environment(
      name: string,
      {
        branches,
        reviewers = [],
        secrets = [],
      }: { branches?: string[]; reviewers?: Someone[]; secrets?: string[] } = {},
    ): Environment {
      const accounts = reviewers.map(({ account }) => account);
      const made: Environment = {
        id: world.nextId(),
        name,
        ...(branches ? { branches } : {}),
        reviewers: accounts,
        secrets,
      };
      repository.environments.push(made);
      return made;
    },

    settings(change: Partial<Repository['settings']>): void {
      Object.assign(repository.settings, change);
    },

    async renameDefaultBranch(name: string, { by }: { by: Someone }): Promise<void> {
      const old = `refs/heads/${repository.defaultBranch}`;
      const sha = await git.resolve(old);
      await git.git(['symbolic-ref', 'HEAD', `refs/heads/${name}`]);
      repository.defaultBranch = name;
      for (const { pull } of repository.issues.values()) {
        if (pull?.issue.state === 'open' && `refs/heads/${pull.base.ref}` === old) pull.base.ref = name;
      }
      if (sha) await moveBranch(world, repository, `refs/heads/${name}`, sha, by.account);
      await moveBranch(world, repository, old, undefined, by.account);
    },

    /** A fork with all branches, owned by that person. */
    async fork(by: Someone): Promise<Repository> {
      const { name, private: isPrivate, defaultBranch } = repository;
      const made = await makeRepository(world, {
        owner: by.account,
        name,
        private: isPrivate,
        defaultBranch,
        parent: repository,
      });
      await made.git.git(['fetch', '-q', git.folder, '+refs/heads/*:refs/heads/*']);
      await sync(world, made);
      return made;
    },
  };
}
