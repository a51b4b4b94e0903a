/**
 * Pull requests that no plan made, on GitHub: asked for, reviewed and published as the jobs of the workflow do it, each with its own
 * token. What the reviewer says is written down by hand, as the model job would; ada writes changes, bob and cleo may write, rita reads.
 */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anthropic } from '../../../src/adapters/anthropic/anthropic.ts';
import { diskFiles } from '../../../src/adapters/files/files.ts';
import { writeOutcome } from '../../../src/commands/outcome-files.ts';
import { type PublishGuards, publishReview } from '../../../src/commands/publish-review.ts';
import { type ReviewRequest, requestReview } from '../../../src/commands/request-review.ts';
import { reviewPull } from '../../../src/commands/review-pull.ts';
import { nothingJudged } from '../../../src/commands/reviewing.ts';
import type { Finding, Review } from '../../../src/outcomes/review.ts';
import type { Target } from '../../../src/outcomes/target.ts';
import { fingerprint } from '../../../src/review/fingerprint.ts';
import type { PullCheckGuard } from '../../../src/review/pull-check.ts';
import { setup } from '../../contracts/git/scene.ts';
import type { Pull, Someone, WorkflowRun } from '../../doubles/github/index.ts';
import { type Script, startMessages } from '../../doubles/messages/server.ts';
import { quickClock } from '../../doubles/quick-clock.ts';
import { renderedWorkflow, tokenOf } from '../../workflows/rendered.ts';
import { stage as gateStage, type StageOptions } from '../gate/stage.ts';
import { openSandbox } from '../review/stage.ts';

export const FILE = 'planfile-review.yml';
const WORKFLOW = `.github/workflows/${FILE}`;

/** `null`: the reviewer ends without a word. */
export type Says = Partial<Review> | null;

export interface Asked {
  folder: string;
  target: Target | undefined;
  run: WorkflowRun;
}

export async function stage(options: StageOptions & { required?: boolean } = {}) {
  await using cleanup = new AsyncDisposableStack();
  const story = cleanup.use(
    await gateStage({
      ...options,
      files: { [WORKFLOW]: renderedWorkflow(FILE).text, ...options.files },
      on: 'nowhere',
    }),
  );
  const { github } = story;
  if (options.required !== false) github.protect('main', { checks: [{ name: 'planfile review' }] });
  const outcomes = cleanup.use(await mkdtempDisposable(join(tmpdir(), 'pulls-')));
  let asked = 0;

  async function ask(from: ReviewRequest['from'], event: string, by: Someone): Promise<Asked> {
    const run = await github.run(WORKFLOW, { by, event });
    asked += 1;
    const folder = join(outcomes.path, `review-${asked}`);
    const { cwd: _, ...ports } = await story.job(github.workflowToken(tokenOf(FILE, 'request')));
    const request = { from, run: String(run.id), attempt: 1, folder };
    return { folder, run, target: await requestReview(request, ports) };
  }

  async function rest({ token }: Pick<Someone, 'token'>, method: string, path: string, body?: object) {
    const { status } = await fetch(`${github.urls.api}/repos/${github.fullName}/pulls/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (status >= 300) throw new Error(`${method} ${path}: ${status}`);
  }

  const owned = cleanup.move();
  return Object.assign(story, {
    /** A branch with these files, and its pull request. */
    async change(
      files: Record<string, string | Uint8Array>,
      { by = story.ada, branch = 'topic', ...more }: { by?: Someone; branch?: string; draft?: boolean } = {},
    ): Promise<Pull> {
      await github.push(branch, { by, files });
      return await github.pull({ by, head: branch, ...more });
    },
    async comment(pull: Pull, by: Someone = story.bob, body = '/planfile review'): Promise<Asked> {
      story.later();
      const comment = github.comment(pull, { by, body });
      return await ask({ kind: 'comment', on: pull.issue.number, id: comment.id }, 'issue_comment', by);
    },
    /** The workflow that hears pushes has ended, and ours follows it. */
    async heard(pull: Pull, by: Someone = story.ada, over: Partial<WorkflowRun> = {}): Promise<Asked> {
      const path = '.github/workflows/planfile-validate.yml';
      const run = await github.run(path, { by, event: 'pull_request', branch: pull.head.ref });
      Object.assign(run, { sha: pull.head.sha, ...over });
      github.finishRun(run, 'success');
      return await ask({ kind: 'run', run: String(run.id) }, 'workflow_run', by);
    },
    /** What the model job would write. */
    async says({ folder, target }: Asked, says: Says = {}): Promise<void> {
      if (target === undefined || says === null) return;
      const { run, attempt, nonce, head, tree, base } = target;
      const review: Review = {
        planfile: 1,
        kind: 'review',
        plan: null,
        run,
        attempt,
        nonce,
        head,
        tree,
        base,
        ...nothingJudged,
        verdict: 'pass',
        why: 'no blocking finding',
        summary: 'Read it all.',
        model: 'claude-opus-5-5',
        ...says,
      };
      await writeOutcome(diskFiles, folder, review);
    },
    /** The model job itself, with a model that says what the script has it say; what it sent, a request each. */
    async reads({ folder }: Asked, script: Script): Promise<{ review: Review; sent: string[] }> {
      await using api = await startMessages(script);
      const clock = quickClock(200_000);
      const { cwd: _, ...job } = await story.job(github.workflowToken(tokenOf(FILE, 'review')));
      const model = anthropic({ apiKey: 'sk-test', baseURL: api.url, clock });
      const ports = { ...job, clock, model, sandbox: openSandbox, folders: setup.folders };
      const { review } = await reviewPull({ folder }, ports);
      return { review, sent: api.requests.map(({ body }) => JSON.stringify(body)) };
    },
    async publish(
      { folder }: Asked,
      {
        who = github.workflowToken(tokenOf(FILE, 'publish')),
        guards: check,
        ...more
      }: Omit<PublishGuards, 'check'> & {
        guards?: readonly PullCheckGuard[];
        who?: Pick<Someone, 'token'>;
      } = {},
    ) {
      const { cwd: _, ...ports } = await story.job(who);
      return await publishReview({ folder }, ports, { check, ...more });
    },
    /** Asked for by bob, reviewed, published. */
    async review(pull: Pull, says: Says = {}) {
      const one = await this.comment(pull);
      await this.says(one, says);
      return Object.assign(await this.publish(one), { asked: one });
    },
    check: (head: string) =>
      github.repository.checks.findLast(({ sha, name }) => sha === head && name === 'planfile review'),
    /** May it be merged, by GitHub's own rule? */
    async merges(pull: Pull): Promise<boolean> {
      return await github.merge(pull, { by: story.bob }).then(
        () => true,
        () => false,
      );
    },
    /** Somebody answers in a thread. */
    async answer(pull: Pull, nth: number, by: Pick<Someone, 'token'>, body: string): Promise<void> {
      const path = `${pull.issue.number}/comments/${pull.threads[nth]!.comments[0]!.id}/replies`;
      await rest(by, 'POST', path, { body });
    },
    /** Somebody deletes what began a thread. */
    remove: (pull: Pull, nth: number, by: Pick<Someone, 'token'>): Promise<void> =>
      rest(by, 'DELETE', `comments/${pull.threads[nth]!.comments[0]!.id}`),
    threads: (pull: Pull): [says: string, stands: 'open' | 'closed'][] =>
      pull.threads.map(({ comments, resolvedBy }) => [
        /: (.+)/.exec(comments[0]!.body)?.[1] ?? '',
        resolvedBy === undefined ? 'open' : 'closed',
      ]),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  });
}

export type PullStage = Awaited<ReturnType<typeof stage>>;

export function found(claim: string, over: Partial<Finding> = {}): Finding {
  const finding = {
    severity: 'minor' as const,
    category: 'correctness' as const,
    path: 'src/a.ts',
    line: 1,
    endLine: null,
    side: 'new' as const,
    claim,
    evidence: 'there',
    scenario: 'so',
    suggestion: null,
    replacement: null,
    by: 'model' as const,
    standing: 'confirmed' as const,
    reason: 'seen',
    ...over,
  };
  return { ...finding, fingerprint: over.fingerprint ?? fingerprint(finding) };
}
