/** Workflow runs: what starts one, whether one is over, and the rules that a push would meet. */
import type { RunFacts, Runs } from '../../ports/forge.ts';
import type { Client } from './client.ts';
import { isMissing } from './fault.ts';
import { accountOf, type RestUser } from './people.ts';

const WAITING = new Set(['queued', 'requested', 'waiting', 'pending']);

interface RestRun {
  id: number;
  run_attempt: number;
  status: string;
  conclusion: string | null;
  event: string;
  path: string;
  head_branch: string | null;
  head_sha: string;
  head_repository: { full_name: string } | null;
  actor: RestUser | null;
  triggering_actor: RestUser | null;
  created_at: string;
  html_url: string;
  display_title: string;
}

interface RestJob {
  name: string;
  conclusion: string | null;
}

const factsOf = (run: RestRun): RunFacts => ({
  run: String(run.id),
  attempt: run.run_attempt,
  state: run.status === 'completed' ? 'completed' : WAITING.has(run.status) ? 'waiting' : 'running',
  conclusion: run.conclusion ?? undefined,
  event: run.event,
  // GitHub names the ref behind an @ where the file came from elsewhere.
  workflow: run.path.split('@')[0]!,
  branch: run.head_branch ?? '',
  head: run.head_sha,
  headRepository: run.head_repository?.full_name ?? '',
  actor: accountOf(run.actor),
  triggeredBy: accountOf(run.triggering_actor),
  createdAt: run.created_at,
  url: run.html_url,
});

/** GitHub's own account behind every workflow's token; a login with brackets is nobody else's. */
const WORKFLOWS = 'github-actions[bot]';
/** A run that somebody looks for began after a wave that has just ended: it is among the last ones. */
const LATEST = 300;
/** Milliseconds by which the clock of a runner may be before GitHub's. */
const SKEW = 60_000;

export function githubRuns(client: Client, self: () => Promise<{ id: number; login: string }>): Runs {
  async function find(run: string, attempt?: number): Promise<RunFacts | undefined> {
    if (!/^[0-9]{1,15}$/.test(run)) return undefined;
    const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
    const asked = { run_id: Number(run), ...(attempt === undefined ? {} : { attempt_number: attempt }) };
    try {
      const path = attempt === undefined ? route : `${route}/attempts/{attempt_number}`;
      return factsOf(await client.ask<RestRun>('see the run', path, asked));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  return {
    async dispatch(workflow, inputs, branch) {
      // The default branch, unless what another one holds is meant to run (github.md G4).
      const ref = branch ?? (await defaultBranch(client));
      const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
      await client.once('start the next run', route, { workflow_id: workflow, ref, inputs });
    },
    async dispatched(workflow, run) {
      const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
      const head = 'head' in run ? { head_sha: run.head } : {};
      const asked = { workflow_id: workflow, event: 'workflow_dispatch', ...head };
      const what = 'see which runs were started';
      const own = 'title' in run ? await self() : undefined;
      let seen = 0;
      for await (const one of client.pages<RestRun>(what, route, asked, 'workflow_runs')) {
        if ('head' in run) return true;
        if (Date.parse(one.created_at) < Date.parse(run.since) - SKEW) return false;
        if (one.display_title === run.title && one.actor?.id === own?.id) return true;
        seen += 1;
        if (seen === LATEST) break;
      }
      return false;
    },
    startedByPush: async () => (await self()).login !== WORKFLOWS,
    find,
    state: async (run, attempt) => (await find(run, attempt))?.state,
    async *since(workflow, since) {
      const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
      const asked = { workflow_id: workflow.split('/').at(-1) };
      // Newest first; a filter by time would need a search that GitHub does not describe.
      for await (const run of client.pages<RestRun>('see the runs', route, asked, 'workflow_runs')) {
        if (Date.parse(run.created_at) < Date.parse(since)) return;
        yield factsOf(run);
      }
    },
    async ran(run, job) {
      const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs';
      const asked = { run_id: Number(run), filter: 'all' };
      for await (const one of client.pages<RestJob>('see the jobs', route, asked, 'jobs')) {
        if (one.name === job && one.conclusion !== 'skipped') return true;
      }
      return false;
    },
    async branchRules(branch) {
      const route = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
      const rules: string[] = [];
      for await (const { type } of client.pages<{ type: string }>('see the rules', route, { branch }))
        rules.push(type);
      return rules;
    },
  };
}

const defaultBranch = async (client: Client): Promise<string> =>
  (await client.ask<{ default_branch: string }>('see the repository', 'GET /repos/{owner}/{repo}'))
    .default_branch;
