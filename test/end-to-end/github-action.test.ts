/** The shipped bundle in jobs of GitHub Actions: a plan is validated, approved by a comment, and the gate opens. */
import { spawn } from 'node:child_process';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cloneAs } from '../doubles/github/clients.ts';
import { type GitHubDouble, type Someone, startGitHub } from '../doubles/github/index.ts';
import { BUNDLE, planText, project } from './place.ts';

interface Job {
  command: string;
  plan?: string;
  token?: Someone;
  event?: unknown;
  ref?: string;
}

interface JobRun {
  exit: number | null;
  log: string;
  json: Record<string, unknown>;
  summary: string;
}

/** One job: a checkout as actions/checkout leaves it, the action started as the runner starts it. */
async function job(
  github: GitHubDouble,
  { command, plan = '', token, event, ref = 'main' }: Job,
): Promise<JobRun> {
  await using clone = await cloneAs(github);
  await clone.git('checkout', '-q', ref);
  await using runner = await mkdtempDisposable(join(tmpdir(), 'runner-'));
  const file = (name: string) => join(runner.path, name);
  await writeFile(file('event.json'), JSON.stringify(event ?? {}));
  for (const name of ['output', 'summary']) await writeFile(file(name), '');
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: runner.path,
    RUNNER_TEMP: runner.path,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: clone.folder,
    GITHUB_REPOSITORY: github.fullName,
    GITHUB_API_URL: github.urls.api,
    GITHUB_SERVER_URL: github.urls.server,
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    INPUT_COMMAND: command,
    INPUT_PLAN: plan,
    INPUT_TOKEN: token?.token ?? '',
    'INPUT_WORKING-DIRECTORY': '',
  };
  const child = spawn(process.execPath, [join(BUNDLE, 'action.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
  const exit = await new Promise<number | null>((done) => child.once('close', done));
  const output = await readFile(file('output'), 'utf8');
  const json = /^json<<(\S+)\n([\s\S]*?)\n\1$/m.exec(output)?.[2] ?? '{}';
  return { exit, log, json: JSON.parse(json), summary: await readFile(file('summary'), 'utf8') };
}

const WRITE = { contents: 'write', issues: 'write', pull_requests: 'write' } as const;

async function proposed() {
  const github = await startGitHub({ files: { ...project, 'plans/polite.md': null } as never });
  const ada = github.person('ada', { permission: 'write' });
  const bob = github.person('bob', { permission: 'write' });
  await github.push('plan/polite', { by: ada, files: { 'plans/polite.md': planText({ id: 'polite' }) } });
  const pull = await github.pull({ by: ada, head: 'plan/polite' });
  return { github, ada, bob, pull };
}

test('validate tells the pull request what to paste; pasted by Bob it opens the gate', async () => {
  const { github, bob, pull } = await proposed();
  await using _ = github;
  const token = github.workflowToken(WRITE);
  const event = { pull_request: { number: pull.issue.number } };
  const validated = await job(github, { command: 'validate', token, event, ref: 'plan/polite' });
  expect(validated.exit, validated.log).toBe(0);
  const [told] = pull.issue.comments;
  const line = /^\/planfile approve polite [0-9a-f]{32}$/m.exec(told?.body ?? '')?.[0];
  expect(line).toBeDefined();

  const closed = await job(github, { command: 'gate', plan: 'polite', token });
  expect(closed, closed.log).toMatchObject({
    exit: 1,
    json: { decisions: [{ code: 'not-approved', fix: line }] },
  });

  const comment = github.comment(pull, { by: bob, body: line! });
  const heard = await job(github, {
    command: 'approve-comment',
    token,
    event: {
      action: 'created',
      issue: { number: pull.issue.number },
      comment: { id: comment.id, body: 'other text' },
    },
  });
  expect(heard, heard.log).toMatchObject({ exit: 0, json: { answers: [{ accepted: true, by: 'bob' }] } });
  expect(comment.reactions.map(({ content }) => content)).toEqual(['eyes', '+1']);
  expect(pull.issue.comments.at(-1)?.body).toContain('approved by bob');

  const open = await job(github, { command: 'gate', plan: 'polite', token });
  expect(open, open.log).toMatchObject({
    exit: 0,
    json: {
      decisions: [{ decision: 'approved', approvals: [{ by: 'bob', evidence: 'comment', counts: 'yes' }] }],
    },
  });
  expect(open.summary).toContain('approved by bob');
  expect(github.complaints).toEqual([]);
  for (const { log } of [validated, heard, open]) expect(log).not.toContain(token.token);
});

test('on a fork, whose token may not write, validate says the same without a comment', async () => {
  const { github, pull } = await proposed();
  await using _ = github;
  const token = github.workflowToken({ contents: 'read', pull_requests: 'read', issues: 'read' });
  const event = { pull_request: { number: pull.issue.number } };
  const ran = await job(github, { command: 'validate', token, event, ref: 'plan/polite' });
  expect(ran.exit, ran.log).toBe(0);
  expect(pull.issue.comments).toEqual([]);
  expect(ran.log).toContain('no comment on #1');
});

test('approve-comment outside of a comment, and without a token, says what it needs', async () => {
  const { github } = await proposed();
  await using _ = github;
  const event = { action: 'created', issue: { number: 1 }, comment: { id: 1, body: 'x' } };
  const unasked = await job(github, { command: 'approve-comment', token: github.workflowToken(WRITE) });
  expect(unasked).toMatchObject({ exit: 2 });
  expect(unasked.log).toContain('not started by a comment');
  const tokenless = await job(github, { command: 'approve-comment', event });
  expect(tokenless).toMatchObject({ exit: 2 });
  expect(tokenless.log).toContain('no GitHub to ask');
});

test('issues: a plan that somebody names has them, and from then on they follow without a name', async () => {
  const { github, bob } = await proposed();
  await using _ = github;
  const token = github.workflowToken({ contents: 'read', issues: 'write' });
  const none = await job(github, { command: 'issues', token });
  expect(none, none.log).toMatchObject({ exit: 0, json: { plans: [] } });
  expect(none.log).toContain('No plan has issues yet');
  const made = await job(github, { command: 'issues', plan: 'polite', token });
  expect(made, made.log).toMatchObject({
    exit: 0,
    json: { plans: [{ plan: 'polite', links: 'issues', notes: [] }] },
  });
  expect(made.summary).toContain('opened `#');
  const [{ issue, phases }] = made.json.plans as [
    { issue: { number: number }; phases: { number: number }[] },
  ];
  const phase = github.repository.issues.get(phases[0]!.number)!;
  expect(phase).toMatchObject({ title: 'please: Build please', parent: { number: issue.number } });
  github.comment(phase, { by: bob, body: 'good' });
  const again = await job(github, { command: 'issues', token });
  expect(again, again.log).toMatchObject({ exit: 0, json: { plans: [{ written: [], notes: [] }] } });
});
