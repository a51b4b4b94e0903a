/** Workflow runs: what starts one, whether one is over, and the rules that a push would meet. */
import type { Runs } from '../../ports/forge.ts';
import type { Client } from './client.ts';
import { isMissing } from './fault.ts';

const WAITING = new Set(['queued', 'requested', 'waiting', 'pending']);

export function githubRuns(client: Client): Runs {
  return {
    async dispatch(workflow, inputs) {
      const { default_branch } = await client.ask<{ default_branch: string }>(
        'see the repository',
        'GET /repos/{owner}/{repo}',
      );
      // Always the default branch: what another ref holds is that ref's workflow (github.md G4).
      const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
      await client.once('start the next run', route, { workflow_id: workflow, ref: default_branch, inputs });
    },
    async state(run, attempt) {
      if (!/^[0-9]+$/.test(run)) return undefined;
      const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}';
      try {
        const { status } = await client.ask<{ status: string }>('see the run', route, {
          run_id: Number(run),
          attempt_number: attempt,
        });
        return status === 'completed' ? 'completed' : WAITING.has(status) ? 'waiting' : 'running';
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
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
