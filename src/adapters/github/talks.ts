/** Issues as conversations. When a text was edited last is told by GraphQL alone (github.md G5). */
import type { Talks } from '../../ports/forge.ts';
import type { Client } from './client.ts';
import { isMissing } from './fault.ts';
import { accountOf, type RestUser } from './people.ts';
import { ofComment, type RestComment, withEdits } from './remarks.ts';

interface RestIssue {
  number: number;
  node_id: string;
  html_url: string;
  title: string;
  body: string | null;
  user: RestUser | null;
  created_at: string;
  state: string;
  labels: readonly (string | { name?: string })[];
  pull_request?: object;
}

const EDITED = `query ($id: ID!) {
  node(id: $id) {
    id
    ... on Issue { lastEditedAt }
    ... on PullRequest { lastEditedAt }
  }
}`;

export function githubTalks(client: Client): Talks {
  return {
    async topic(on) {
      try {
        const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
        const found = await client.ask<RestIssue>(`read #${on}`, route, { issue_number: on });
        const { node } = await client.graphql<{ node: { lastEditedAt?: string | null } | null }>(
          `see whether #${on} was edited`,
          EDITED,
          { id: found.node_id },
        );
        return {
          on: found.number,
          url: found.html_url,
          title: found.title,
          body: found.body ?? '',
          author: accountOf(found.user),
          createdAt: found.created_at,
          editedAt: node?.lastEditedAt ?? undefined,
          state: found.state === 'closed' ? 'closed' : 'open',
          labels: found.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
          pull: found.pull_request !== undefined,
        };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async *remarks(on) {
      const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
      const found: RestComment[] = [];
      for await (const one of client.pages<RestComment>(`read what is said on #${on}`, route, {
        issue_number: on,
      }))
        found.push(one);
      yield* await withEdits(client, found, ofComment);
    },
  };
}
