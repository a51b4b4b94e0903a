/** Who is there: people, Apps, tokens, teams, and what becomes of them. */
import type { Account, Actor, App, Permissions, Repository, Role, World } from '../world.ts';

/** Somebody who can act: their account and a token that speaks for them. */
export type Someone = { account: Account; actor: Actor; token: string; id: number; readonly login: string };

/** GitHub's own App behind `GITHUB_TOKEN`, with its real ids: all workflows share it (github.md G8). */
export const ACTIONS = { app: 15_368, bot: 41_898_282, slug: 'github-actions' };

/** What `permissions:` of a workflow may name, as the API spells it. */
const IN_WORKFLOWS = new Set(
  'actions artifact_metadata attestations checks contents deployments discussions id_token issues models packages pages pull_requests repository_projects security_events statuses'.split(
    ' ',
  ),
);

export function peopleStory(world: World, repository: Repository) {
  function newAccount(login: string, type: Account['type'], id = world.nextId()): Account {
    const email = `${id}+${login}@users.noreply.github.com`;
    const account: Account = { id, login, type, name: login, email };
    world.accounts.push(account);
    return account;
  }

  function someone(actor: Actor): Someone {
    const token = `${actor.permissions ? 'ghs' : 'ghp'}_${world.nextId()}${'x'.repeat(30)}`;
    world.tokens.set(token, actor);
    const { account } = actor;
    return {
      account,
      actor,
      token,
      id: account.id,
      get login() {
        return account.login;
      },
    };
  }

  function app(
    slug: string,
    options: { permissions?: Permissions; everywhere?: boolean } = {},
  ): Someone & { app: App } {
    const permissions = options.permissions ?? {};
    const bot = newAccount(`${slug}[bot]`, 'Bot');
    const made: App = { id: world.nextId(), slug, name: slug, bot, permissions };
    world.apps.push(made);
    const bound = options.everywhere ? {} : { repository };
    return {
      ...someone({ kind: 'app', account: bot, app: made, permissions, ...bound }),
      app: made,
      login: bot.login,
    };
  }

  return {
    /** A person. @param permission their role in the repository; `member` of its organization. */
    person(login: string, { permission, member }: { permission?: Role; member?: boolean } = {}): Someone {
      const account = newAccount(login, 'User');
      if (permission) repository.roles.set(account, permission);
      if (member) world.members.add(account);
      return someone({ kind: 'person', account });
    },

    /** An App's installation token, with exactly these permissions. */
    app,

    /** An App that posts as a person: the person's name, the App's hand (trust.md T8). */
    throughApp(person: Someone, { app: via, actor }: Someone & { app: App }): Someone {
      return someone({
        kind: 'app-user',
        account: person.account,
        app: via,
        permissions: actor.permissions ?? {},
      });
    },

    /**
     * A `GITHUB_TOKEN` with what a workflow's `permissions:` gives it, in the workflow's spelling (`pull-requests`) or the
     * API's (`pull_requests`). What a workflow cannot ask for (members, administration, workflows) is refused.
     */
    workflowToken(permissions: Record<string, 'read' | 'write' | 'none'>): Someone {
      const given = Object.entries(permissions).map(
        ([name, level]) => [name.replaceAll('-', '_'), level] as const,
      );
      const unknown = given.find(([name]) => !IN_WORKFLOWS.has(name));
      if (unknown) throw new Error(`A workflow cannot ask for the permission "${unknown[0]}"`);
      return someone({
        kind: 'workflow',
        account: world.accounts.find(({ id }) => id === ACTIONS.bot)!,
        app: world.apps.find(({ id }) => id === ACTIONS.app)!,
        permissions: Object.fromEntries(given.filter(([, level]) => level !== 'none')) as Permissions,
        repository,
      });
    },

    setPermission({ account }: Someone, permission: Role): void {
      repository.roles.set(account, permission);
    },

    /** The account keeps its number; the old name is free for anybody. */
    rename({ account }: Someone, login: string): void {
      account.login = login;
    },

    /** The account is gone; what it wrote stays, by "ghost". */
    deleteAccount({ account }: Someone): void {
      account.deleted = true;
      repository.roles.delete(account);
    },

    team(slug: string, members: Someone[]): void {
      world.teams.push({
        id: world.nextId(),
        slug,
        org: repository.owner,
        members: members.map(({ account }) => account),
      });
      for (const { account } of members) world.members.add(account);
    },
  };
}
