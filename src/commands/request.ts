/**
 * request: what is asked of the planner on a forge, by a comment, a label or a dispatch; who asks is checked here, in a job without the
 * key (trust.md T10), and what they said is fixed for the job that has it.
 */
import { draftsIn } from '../lifecycle/comment-commands.ts';
import type { Request } from '../outcomes/request.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Remark, RemarkRef } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { answersMarkdown } from '../report/answer.ts';
import { planOfIssue } from './drafting/first.ts';
import { requestOfIssue } from './drafting/issue.ts';
import { requireRevisable, revisionOf } from './drafting/outcome.ts';
import { evidenceOfRecord, requestOf } from './drafting/request.ts';
import { capOn } from './held-back.ts';
import { writeOutcome } from './outcome-files.ts';
import { policyOf } from './policy.ts';
import { reactTo } from './reacting.ts';
import { stepsOf } from './record.ts';
import { findPlan, plansAt } from './where.ts';
import { whoAsks } from './who-asks.ts';

export type RequestPorts = Pick<Ports, 'git' | 'files' | 'forge' | 'clock' | 'progress'>;

export interface RequestAsk {
  /** What started the job; numbers only, everything else is fetched. */
  from:
    | { kind: 'comment'; on: number; id: number }
    | { kind: 'label'; on: number }
    | { kind: 'dispatch'; goal: string; issue: number | undefined };
  run: string;
  attempt: number;
  folder: string;
  cwd: string;
}

/** undefined: nothing is asked of a planner. A refusal is answered where it was asked, and thrown as the fault that it is. */
export async function request(ask: RequestAsk, ports: RequestPorts): Promise<Request | undefined> {
  const said = await saidBy(ask, ports);
  if (said === undefined) return undefined;
  const ref: RemarkRef | undefined = said.remark && {
    kind: 'comment',
    on: said.remark.on,
    id: said.remark.id,
  };
  if (ref) await reactTo(ref, 'eyes', ports);
  try {
    const made = await checked(ask, said, ports);
    await writeOutcome(ports.files, ask.folder, made);
    if (ref) await reactTo(ref, 'rocket', ports);
    return made;
  } catch (thrown) {
    if (!(thrown instanceof Fault) || said.on === undefined) throw thrown;
    const by = said.remark?.author.login ?? 'the label';
    const answer = { line: said.line, by, accepted: false, why: `${thrown.message}. ${thrown.fix}` };
    await ports.forge.remarks.upsert(said.on, REFUSAL_MARKER, answersMarkdown([answer]));
    if (ref) await reactTo(ref, '-1', ports);
    throw thrown;
  }
}

/** The one comment under an issue that says how its draft stands. */
export const MARKER = 'planfile-draft';
/** Refusals stand apart: whoever may not ask does not write over how the draft stands. */
const REFUSAL_MARKER = 'planfile-draft-refused';

interface Said {
  remark: Remark | undefined;
  /** Where it is answered. */
  on: number | undefined;
  line: string;
  /** Words after the command. */
  words: string;
}

async function saidBy({ from }: RequestAsk, { forge }: RequestPorts): Promise<Said | undefined> {
  if (from.kind === 'dispatch')
    return { remark: undefined, on: undefined, line: '', words: from.goal.trim() };
  if (from.kind === 'label') return { remark: undefined, on: from.on, line: 'label', words: '' };
  const remark = await forge.remarks.get({ kind: 'comment', on: from.on, id: from.id });
  const [command] = draftsIn(remark?.body ?? '');
  // Bots are not answered: two that answer each other would never end.
  if (remark === undefined || command === undefined || remark.author.kind !== 'person') return undefined;
  return { remark, on: from.on, line: command.line, words: command.words };
}

async function checked(ask: RequestAsk, said: Said, ports: RequestPorts): Promise<Request> {
  const { from, run, attempt } = ask;
  const who = await whoAsks(
    { run, attempt, comment: said.remark, fix: 'Who may write to the repository asks for plans.' },
    [],
    ports,
  );
  if (who.by?.account === undefined)
    throw new Fault('refused', 'not-a-person', 'nobody can be told who asks for a plan', 'A person asks.');
  const asked = { name: who.by.name, account: who.by.account };
  const commit = (await ports.git.repository.defaultCommit()) ?? null;
  const [name = '', ...why] = said.words.split(/\s+/);
  const policy = await policyOf(commit, ports);
  const known = await planNamed(name, said.on, ports);
  const cap = await capOn(
    {
      plan: known ?? '',
      policy,
      who,
      now: (await ports.forge.origins.repository()).now,
    },
    ports,
  );
  if (cap) throw new Fault('refused', cap.code, cap.message, 'Ask again tomorrow, or raise the cap.');
  if (known !== undefined) {
    const words = name === known ? why.join(' ') : said.words;
    return requestOfRevision(known, { words, asked, ask, on: said.on, policy }, ports);
  }
  const on = from.kind === 'dispatch' ? from.issue : from.on;
  if (on === undefined) {
    if (said.words === '')
      throw new Fault('usage', 'goal-missing', 'what is wanted?', 'Name a goal, an issue, or a plan.');
    return requestOf({ goal: said.words, plan: null, asked, run, attempt }, ports);
  }
  const there = await planOfIssue(on, commit, ports);
  if (there !== undefined) throw there;
  // Without a comment the run itself is the asking: what was edited since is nothing that its starter saw.
  const before = said.remark?.createdAt ?? who.facts.createdAt;
  return requestOfIssue({ on, goal: said.words, asked, run, attempt, before }, ports);
}

/** The plan that is meant: named, or the one whose pull request this is. */
async function planNamed(
  name: string,
  on: number | undefined,
  { git, forge }: RequestPorts,
): Promise<string | undefined> {
  if (/^[a-z][a-z0-9-]{0,47}$/.test(name)) {
    const branches = await git.repository.refs('refs/heads/plan/');
    if (branches.has(`refs/heads/plan/${name}`)) return name;
    const head = await git.repository.defaultCommit();
    const plans = head === undefined ? [] : await plansAt(git.repository, head);
    if (plans.some(({ plan }) => plan?.id === name)) return name;
  }
  const topic = on === undefined ? undefined : await forge.talks.topic(on);
  if (!topic?.pull) return undefined;
  for (const ref of (await git.repository.refs('refs/heads/plan/')).keys()) {
    const id = ref.slice('refs/heads/plan/'.length);
    if ((await forge.pulls.ofBranch(`plan/${id}`))?.number === on) return id;
  }
  return undefined;
}

async function requestOfRevision(
  plan: string,
  {
    words,
    asked,
    ask,
    on,
    policy,
  }: {
    words: string;
    asked: Request['asked'];
    ask: RequestAsk;
    on: number | undefined;
    policy: Policy;
  },
  ports: RequestPorts,
): Promise<Request> {
  const where = await findPlan({ name: plan, cwd: ask.cwd }, ports);
  const record = stepsOf((await ports.git.repository.record(plan))?.text);
  const running = record.filter(({ step }) => step.type === 'start').length;
  requireRevisable(plan, revisionOf(record, where), policy);
  const evidence = [
    ...evidenceOfRecord(where.plan, record),
    ...(words === '' ? [] : [{ what: `${asked.name} says`, text: words }]),
  ];
  if (evidence.length === 0) {
    throw new Fault(
      'usage',
      'no-reason',
      `nothing says why ${plan} should be revised: ${running === 0 ? 'nothing ran' : 'no phase stands blocked or failed'}`,
      `Say why: /planfile draft ${plan} <what should change>`,
    );
  }
  const { run, attempt } = ask;
  const goal = `Revise the plan ${plan}${words === '' ? '' : `: ${words}`}`;
  const made = requestOf({ goal, plan, asked, evidence, run, attempt }, ports);
  return { ...made, issue: on ?? null };
}
