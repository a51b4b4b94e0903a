/** Issues that we keep: found by who wrote them, linked by their database ids (github.md G19). */
import type { Issue, Issues } from '../../ports/forge.ts';
import type { Client } from './client.ts';
import { isMissing } from './fault.ts';
import { accountOf, type RestUser } from './people.ts';

interface RestIssue {
  id: number;
  number: number;
  html_url: string;
  repository_url: string;
  title: string;
  body: string | null;
  user: RestUser | null;
  state: string;
  labels: readonly (string | { name?: string })[];
  pull_request?: object;
}

const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';

export function githubIssues(client: Client, self: () => Promise<{ id: number; login: string }>): Issues {
  const list = async (what: string, route: string, parameters: Record<string, unknown>): Promise<Issue[]> => {
    const found: Issue[] = [];
    for await (const one of client.pages<RestIssue>(what, route, parameters)) {
      if (one.pull_request === undefined) found.push(issueOf(one));
    }
    return found;
  };
  const ours = async (): Promise<Issue[]> => {
    const { id, login } = await self();
    const route = 'GET /repos/{owner}/{repo}/issues';
    const all = await list('find our issues', route, { creator: login, state: 'all', direction: 'asc' });
    // Logins are given to others once they are free: the number decides (github.md G6).
    return all.filter(({ author }) => author.id === id);
  };
  return {
    ours,
    async get(number) {
      try {
        return issueOf(
          await client.ask<RestIssue>(`read #${number}`, `GET ${ISSUE}`, { issue_number: number }),
        );
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async open(issue) {
      try {
        const route = 'POST /repos/{owner}/{repo}/issues';
        return issueOf(await client.once<RestIssue>('open an issue', route, { ...issue }));
      } catch (error) {
        // A lost answer does not mean that nothing was written.
        const lost = (error as { kind?: string }).kind === 'service';
        const written = lost ? (await ours()).find(({ body }) => body === issue.body) : undefined;
        if (written) return written;
        throw error;
      }
    },
    async update(number, change) {
      const what = `change #${number}`;
      const { state, ...rest } = change;
      const reason = state === 'closed' ? { state_reason: 'completed' } : {};
      const parameters = { issue_number: number, ...rest, ...(state ? { state, ...reason } : {}) };
      return issueOf(await client.ask<RestIssue>(what, `PATCH ${ISSUE}`, parameters));
    },
    children: (number) =>
      list(`read the sub-issues of #${number}`, `GET ${ISSUE}/sub_issues`, { issue_number: number }),
    async adopt(parent, child) {
      await client.ask('link a sub-issue', `POST ${ISSUE}/sub_issues`, {
        issue_number: parent,
        sub_issue_id: child,
      });
    },
    blockers: (number) =>
      list(`read what blocks #${number}`, `GET ${ISSUE}/dependencies/blocked_by`, { issue_number: number }),
    async block(number, blocker) {
      const route = `POST ${ISSUE}/dependencies/blocked_by`;
      await client.ask('link what an issue waits for', route, { issue_number: number, issue_id: blocker });
    },
    async unblock(number, blocker) {
      const route = `DELETE ${ISSUE}/dependencies/blocked_by/{issue_id}`;
      await client.ask('unlink what an issue waited for', route, { issue_number: number, issue_id: blocker });
    },
  };
}

const issueOf = (found: RestIssue): Issue => ({
  id: found.id,
  number: found.number,
  url: found.html_url,
  // Read for its name only: nothing is asked at an address that came with an answer (trust.md T6).
  repository: found.repository_url.split('/').slice(-2).join('/'),
  title: found.title,
  body: (found.body ?? '').replace(/\r\n?/g, '\n'),
  author: accountOf(found.user),
  state: found.state === 'closed' ? 'closed' : 'open',
  labels: found.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
});
