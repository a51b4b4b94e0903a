/** Who is behind what: issues, commits, pushes. The log of pushes is GitHub's own; names in commits can be typed by anybody. */
import { Fault } from '../../ports/fault.ts';
import type { Origins, Push } from '../../ports/forge.ts';
import type { Client } from './client.ts';
import { isMissing, malformed } from './fault.ts';
import { accountOf, type RestUser } from './people.ts';

interface RestActivity {
  before: string;
  after: string;
  timestamp: string;
  activity_type: string;
  actor: RestUser | null;
}

const NONE = /^0+$/;
const MERGES = new Set(['pr_merge', 'merge_queue_merge']);

export function githubOrigins(client: Client): Origins {
  return {
    async repository() {
      const what = 'see the repository';
      const found = await client.ask<{ full_name: string; default_branch: string }>(
        what,
        'GET /repos/{owner}/{repo}',
      );
      const now = client.now();
      if (now === undefined || Number.isNaN(now.getTime())) throw malformed(what);
      requireSame(client, found.full_name);
      return { name: found.full_name, defaultBranch: found.default_branch, now };
    },
    async openedBy(on) {
      const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
      try {
        const what = `see who opened #${on}`;
        return accountOf(
          (await client.ask<{ user: RestUser | null }>(what, route, { issue_number: on })).user,
        );
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async ofCommit(commit) {
      const { author } = await client.ask<{ author: RestUser | null }>(
        'see who wrote a commit',
        'GET /repos/{owner}/{repo}/commits/{ref}',
        { ref: commit },
      );
      // Commits of unknown addresses have no account: an empty object, or nothing.
      return author?.id ? [accountOf(author)] : [];
    },
    async *pushes(branch) {
      const parameters = { ref: `refs/heads/${branch}`, direction: 'desc' };
      const route = 'GET /repos/{owner}/{repo}/activity';
      for await (const one of client.pages<RestActivity>('see what was pushed', route, parameters))
        yield pushOf(one);
    },
  };
}

function pushOf({ before, after, timestamp, activity_type, actor }: RestActivity): Push {
  const idOf = (id: string) => (NONE.test(id) ? undefined : id);
  return {
    before: idOf(before),
    after: idOf(after),
    at: timestamp,
    by: actor ? accountOf(actor) : undefined,
    kind: MERGES.has(activity_type) ? 'merge' : 'push',
  };
}

/** GitHub answers under a repository's former name as well: evidence names the one that it is in. */
function requireSame({ place }: Client, name: string): void {
  if (name.toLowerCase() === place.repository.toLowerCase()) return;
  throw new Fault(
    'configuration',
    'repository-renamed',
    `the repository ${place.repository} is called ${name} now`,
    'Use its name of today.',
  );
}
