/** A plan's own pull request, reviewed by hand: asked for, answered and published as the jobs of the review workflow do it. */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFiles } from '../../../src/adapters/files/files.ts';
import { writeOutcome } from '../../../src/commands/outcome-files.ts';
import { publishPlanReview } from '../../../src/commands/publish-plan-review.ts';
import { type PublishGuards, publishReview } from '../../../src/commands/publish-review.ts';
import type { PlanReviewGuards } from '../../../src/commands/publishing/by-hand-guards.ts';
import { type ReviewRequest, requestReview } from '../../../src/commands/request-review.ts';
import { nothingJudged } from '../../../src/commands/reviewing.ts';
import type { Review } from '../../../src/outcomes/review.ts';
import type { Target } from '../../../src/outcomes/target.ts';
import type { Pull, Someone, WorkflowRun } from '../../doubles/github/index.ts';
import { renderedWorkflow, tokenOf } from '../../workflows/rendered.ts';
import { stage as publishStage } from './stage.ts';

export const FILE = 'planfile-review.yml';
const WORKFLOW = `.github/workflows/${FILE}`;
const VALIDATE = '.github/workflows/planfile-validate.yml';

export interface ByHand {
  folder: string;
  target: Target | undefined;
}

export async function stage(options: Parameters<typeof publishStage>[0] = {}) {
  const workflows = { [WORKFLOW]: renderedWorkflow(FILE).text };
  await using cleanup = new AsyncDisposableStack();
  const story = cleanup.use(await publishStage({ ...options, files: { ...workflows, ...options.files } }));
  const outcomes = cleanup.use(await mkdtempDisposable(join(tmpdir(), 'by-hand-')));
  const { github } = story;
  github.protect('main', { checks: [{ name: 'planfile review' }] });
  let asked = 0;
  const token = (job: string) => github.workflowToken(tokenOf(FILE, job));

  async function ask(
    from: ReviewRequest['from'],
    event: string,
    by: Someone,
    guards?: Parameters<typeof requestReview>[2],
  ): Promise<ByHand> {
    const run = await github.run(WORKFLOW, { by, event });
    const { cwd: _, ...ports } = await story.job(token('request'));
    asked += 1;
    const folder = join(outcomes.path, `review-${asked}`);
    const request = { from, run: String(run.id), attempt: 1, folder };
    return { folder, target: await requestReview(request, ports, guards) };
  }

  const owned = cleanup.move();
  return Object.assign(story, {
    /** `/planfile review` by Bob, on the plan's pull request unless another is named. */
    async asks(
      by: Someone = story.bob,
      { on = story.own(), guards }: { on?: Pull; guards?: Parameters<typeof requestReview>[2] } = {},
    ): Promise<ByHand> {
      story.later();
      const comment = github.comment(on, { by, body: '/planfile review' });
      return await ask({ kind: 'comment', on: on.issue.number, id: comment.id }, 'issue_comment', by, guards);
    },
    /** What somebody pushed is heard, once the workflow that heard it first has ended. */
    async heard(by: Someone = story.ada, over: Partial<WorkflowRun> = {}): Promise<ByHand> {
      const { head } = story.own();
      const run = await github.run(VALIDATE, { by, event: 'pull_request', branch: head.ref });
      Object.assign(run, { sha: head.sha, ...over });
      github.finishRun(run, 'success');
      return await ask({ kind: 'run', run: String(run.id) }, 'workflow_run', by);
    },
    /** What the model job would write: every criterion of `phases` is met. */
    async says(
      { folder, target }: ByHand,
      { phases = ['slugify', 'docs'], ...says }: Partial<Review> & { phases?: readonly string[] } = {},
    ): Promise<void> {
      if (target === undefined) throw new Error('nobody asked for it');
      const { plan, run, attempt, nonce, head, tree, base } = target;
      const usage = [{ role: 'reviewer', model: 'claude-opus-5-5', calls: 3, input: 900, cacheRead: 0 }];
      await writeOutcome(diskFiles, folder, {
        planfile: 1,
        kind: 'review',
        plan,
        run,
        attempt,
        nonce,
        head,
        tree,
        base,
        ...nothingJudged,
        verdict: 'pass',
        why: 'every criterion met, no blocking finding',
        summary: 'Read it all.',
        model: 'claude-opus-5-5',
        criteria: phases.map((phase) => ({
          phase,
          criterion: 1,
          text: 'It is there',
          met: true,
          evidence: 'seen',
        })),
        usage: usage.map((one) => ({ ...one, cacheWrite: 0, output: 300, usd: 0.25 })) as Review['usage'],
        ...says,
      });
    },
    /** As the publish job of the review workflow does it. */
    async tell({ folder }: ByHand, guards?: PublishGuards) {
      const { cwd: _, ...ports } = await story.job(token('publish'));
      return await publishReview({ folder }, ports, guards);
    },
    /** The same, with guards taken out, or another target. */
    async tellWithout({ folder, target }: ByHand, guards: PlanReviewGuards) {
      const { cwd: _, ...ports } = await story.job(token('publish'));
      const { plan, pull } = target!;
      return await publishPlanReview({ ...target!, plan: plan!, pull: pull! }, { folder }, ports, guards);
    },
    /** Ada merges the default branch into the plan's, with this change of its own. */
    async mergesMain(files: Record<string, string> = {}): Promise<string> {
      const { git } = github.repository;
      const parents = [await github.tip('plan/slugs'), await github.tip('main')];
      let tree = (await git.mergedTree('main', 'plan/slugs'))!;
      if (Object.keys(files).length > 0) {
        await github.push('scratch', { by: story.ada, files, from: 'plan/slugs', force: true });
        tree = (await git.mergedTree('main', 'scratch'))!;
        await github.setBranch('scratch', undefined, { by: story.ada });
      }
      const commit = await git.commitTree(tree, parents, 'Merge main', story.ada.account, github.clock.now());
      await github.setBranch('plan/slugs', commit, { by: story.ada });
      return commit;
    },
    async merges(): Promise<boolean> {
      return await github.merge(story.own(), { by: story.bob }).then(
        () => true,
        () => false,
      );
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  });
}

export type ByHandStage = Awaited<ReturnType<typeof stage>>;
