/** A repository on GitHub where somebody asks for a plan, with the two jobs around the planner; what the planner yields is made up here. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intentOf } from '../../../src/commands/drafting/outcome.ts';
import { type DraftGuards, publishDraft, publishDraftGuards } from '../../../src/commands/publish-draft.ts';
import { type RequestAsk, request } from '../../../src/commands/request.ts';
import type { Draft } from '../../../src/outcomes/draft.ts';
import type { Request } from '../../../src/outcomes/request.ts';
import { Fault } from '../../../src/ports/fault.ts';
import type { Issue, Someone } from '../../doubles/github/index.ts';
import { stage as atGate, planText, type Stage, type StageOptions } from '../gate/stage.ts';

export const WORKFLOW = '.github/workflows/planfile-draft.yml';
/** A manifest that names the command which the plans of the stories verify with. */
export const MANIFEST = JSON.stringify({ scripts: { test: 'node --test' } });

export type DraftStage = Stage & {
  issue: Issue;
  /** Where the jobs run: one checkout for all of them, made for the first; each job reads the remote's branches anew. */
  checkout(): ReturnType<Stage['job']>;
};

export async function stage({ title = 'Slugs', ...options }: StageOptions & { title?: string } = {}) {
  const files = { [WORKFLOW]: 'name: Planfile draft\n', 'package.json': MANIFEST, ...options.files };
  const at = await atGate({ on: 'nowhere', ...options, files });
  const issue = at.github.issue({ by: at.rita, title, body: 'Titles should have slugs.' });
  at.later(1);
  let checkout: ReturnType<Stage['job']> | undefined;
  return Object.assign(at, {
    issue,
    checkout: () => {
      checkout ??= at.job();
      return checkout;
    },
  });
}

/** A request's folder, which the outcome of the draft is laid into; undefined: nothing was asked. */
export type Asked = { request: Request; folder: string };

/** What the job `request` does of what started it: a comment, a label, a dispatch. `meanwhile` is before the job begins. */
export async function asks(
  at: DraftStage,
  by: Someone,
  how: { body: string; on?: Issue } | { label: true } | { goal: string },
  meanwhile: () => void = () => {},
): Promise<Asked | undefined> {
  at.later(1);
  const on = ('on' in how && how.on) || at.issue;
  const from: RequestAsk['from'] =
    'body' in how
      ? { kind: 'comment', on: on.number, id: at.github.comment(on, { by, body: how.body }).id }
      : 'label' in how
        ? { kind: 'label', on: on.number }
        : { kind: 'dispatch', goal: how.goal, issue: how.goal ? undefined : on.number };
  const event = { comment: 'issue_comment', label: 'issues', dispatch: 'workflow_dispatch' }[from.kind];
  const run = await at.github.run(WORKFLOW, { by, event });
  meanwhile();
  const folder = await mkdtemp(join(tmpdir(), 'request-'));
  const { cwd, ...ports } = await at.checkout();
  try {
    const made = await request({ from, run: String(run.id), attempt: 1, folder, cwd }, ports);
    return made && { request: made, folder };
  } catch (thrown) {
    await rm(folder, { recursive: true });
    throw thrown;
  }
}

/** What that job hands on for an issue that ada asks a plan of, without the job: for stories of what comes after it. */
export async function handedOn(at: DraftStage, issue: Issue, nth: number): Promise<Asked> {
  const folder = await mkdtemp(join(tmpdir(), 'request-'));
  const made: Request = {
    ...{ planfile: 1, kind: 'request', plan: null, run: String(nth), attempt: 1 },
    ...{ nonce: String(nth).padStart(32, '0'), goal: 'Slugs', issue: issue.number },
    asked: { name: 'ada', account: at.ada.account.id },
    ...{ discussion: [], evidence: [], left: [] },
  };
  await writeFile(join(folder, 'request.json'), JSON.stringify(made));
  return { request: made, folder };
}

/** What an honest planner yields for this request, but for `said`. */
export async function drafts(at: DraftStage, asked: Asked, said: Partial<Draft> = {}): Promise<void> {
  const { run, attempt, nonce, issue, asked: by, plan } = asked.request;
  const base = await at.github.tip('main');
  const draft: Draft = {
    ...{ planfile: 1, plan: plan ?? 'slugs', run, attempt, nonce, kind: 'draft', outcome: 'drafted' },
    ...{ cause: null, message: '', base, policyCommit: base, issue, asked: by },
    ...{ path: 'plans/slugs.md', text: planText({ top: `issue: ${at.issue.number}` }), revision: 1 },
    before: plan === null ? null : intentOf({ plan: await at.read() } as never),
    ...{ questions: [], summary: 'Slugs.', remarks: [], tried: [], rounds: 0, estimate: [] },
    ...{ model: 'claude-opus-5-5', turns: 1, seconds: 1, usage: [], notes: [] },
    ...said,
  };
  await writeFile(join(asked.folder, 'draft.json'), JSON.stringify(draft));
}

/** The job `publish`: what it published, or the code of its fault. `without` takes guards out, by their names. */
export async function publishes(at: DraftStage, asked: Asked, without: readonly string[] = []) {
  const { cwd, ...ports } = await at.checkout();
  try {
    return await publishDraft({ folder: asked.folder, cwd }, ports, lacking(without));
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.code;
    throw thrown;
  }
}

function lacking(names: readonly string[]): DraftGuards {
  const cut = <G>(guards: Readonly<Record<string, G>>) =>
    Object.fromEntries(Object.entries(guards).filter(([name]) => !names.includes(name)));
  const { answer, plan } = publishDraftGuards;
  const known = [...Object.keys(answer), ...Object.keys(plan)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`these are no guards: ${unknown.join(', ')}`);
  return { answer: cut(answer), plan: cut(plan) };
}

/** What our comments under the issue say now, each by its mark. */
export const answers = ({ comments }: Issue): Record<string, string> =>
  Object.fromEntries(
    comments.flatMap(({ author, body }) =>
      author.type === 'Bot' ? [[/<!-- (\S+) -->$/.exec(body)?.[1] ?? '', body]] : [],
    ),
  );
