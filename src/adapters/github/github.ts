/** GitHub as a forge: one repository, one token. */
import type { Forge } from '../../ports/forge.ts';
import { githubChecks } from './checks.ts';
import { type GitHubPlace, githubClient, type Patience } from './client.ts';
import { githubIssues } from './issues.ts';
import { githubOrigins } from './origins.ts';
import { githubPeople } from './people.ts';
import { githubPulls } from './pulls.ts';
import { githubRemarks } from './remarks.ts';
import { githubRuns } from './runs.ts';
import { githubTalks } from './talks.ts';

export type { GitHubPlace, Patience } from './client.ts';

/** Opens nothing: the first question is the first request. Throws a `configuration` fault where the name is none of GitHub's. */
export function githubForge(place: GitHubPlace, patience?: Patience): Forge {
  const client = githubClient(place, patience);
  const people = githubPeople(client);
  return {
    kind: 'github',
    people,
    remarks: githubRemarks(client, people.self),
    pulls: githubPulls(client),
    checks: githubChecks(client),
    runs: githubRuns(client, people.self),
    origins: githubOrigins(client),
    talks: githubTalks(client),
    issues: githubIssues(client, people.self),
  };
}
