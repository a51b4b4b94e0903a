/**
 * A comment that commands: approve or revoke. Of the event only numbers are believed; the comment is fetched, its evidence checked as
 * the gate will check it again, the step appended, and the answer given where people look.
 */
import type { Doubt } from '../lifecycle/asked.ts';
import {
  type CommentCommand,
  commandsIn,
  type IncompleteWhy,
  LEAST_DIGITS,
} from '../lifecycle/comment-commands.ts';
import type { ApprovalStep, CheckedApproval } from '../lifecycle/evidence.ts';
import { missingFrom } from '../lifecycle/named-set.ts';
import type { Recorded } from '../lifecycle/record.ts';
import { Fault } from '../ports/fault.ts';
import type { Remark, RemarkRef } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { answersMarkdown, approvalsMarkdown, type CommandAnswer } from '../report/answer.ts';
import { type GatePorts, gateOn, lineToPaste, type Stand } from './gate.ts';
import { stepsOf } from './offers.ts';
import { reactTo } from './reacting.ts';
import { appendSteps } from './record.ts';
import { findPlan, type Where } from './where.ts';

export interface CommentEvent {
  action: 'created' | 'edited' | 'deleted';
  /** The issue or pull request, and the comment. */
  on: number;
  id: number;
  /** As the event has it: only to know which plans are meant once the comment is gone. */
  body: string;
}

export interface CommentOutcome {
  /** Empty: the comment commands nothing. */
  answers: (CommandAnswer & { plan: string; code: string })[];
  exit: 0 | 1 | 3;
}

export type CommentPorts = GatePorts & Pick<Ports, 'files' | 'progress'>;

export async function approveComment(
  event: CommentEvent,
  { cwd }: { cwd: string },
  ports: CommentPorts,
): Promise<CommentOutcome> {
  const ref: RemarkRef = { kind: 'comment', on: event.on, id: event.id };
  const remark = event.action === 'deleted' ? undefined : await ports.forge.remarks.get(ref);
  const commands = commandsIn(remark?.body ?? event.body);
  // Bots are not answered: two that answer each other would never end.
  if (commands.length === 0 || (remark && remark.author.kind !== 'person')) return { answers: [], exit: 0 };
  if (remark) await reactTo(ref, 'eyes', ports);
  const outcome: CommentOutcome = { answers: [], exit: 0 };
  for (const plan of new Set(commands.map((command) => command.plan ?? ''))) {
    const own = commands.filter((command) => (command.plan ?? '') === plan);
    const judged = await answerFor(plan, own, { remark, on: event.on, cwd }, ports);
    outcome.answers.push(...judged.map(({ exit: _, ...answer }) => ({ ...answer, plan })));
    outcome.exit = Math.max(outcome.exit, ...judged.map(({ exit }) => exit)) as CommentOutcome['exit'];
  }
  if (remark) await reactTo(ref, outcome.exit === 0 ? '+1' : '-1', ports);
  return outcome;
}

interface Answer extends CommandAnswer {
  code: string;
  exit: 0 | 1 | 3;
}
interface Context {
  remark: Remark | undefined;
  on: number;
  cwd: string;
}

async function answerFor(
  name: string,
  commands: readonly CommentCommand[],
  context: Context,
  ports: CommentPorts,
): Promise<Answer[]> {
  const where = await planOrFault(name, context.cwd, ports);
  if (where instanceof Fault) {
    // A deleted comment about no plan changes nothing.
    if (context.remark === undefined) return [];
    const by = context.remark.author.login;
    const answers = commands.map((command) =>
      refusal(command, by, where.code, `${where.message}. ${where.fix}`),
    );
    await ports.forge.remarks.upsert(context.on, 'planfile-refused', answersMarkdown(answers));
    return answers;
  }
  const answers: Answer[] = [];
  for (const command of commands) answers.push(await act(command, where, context, ports));
  const { plan } = where;
  const { decisions } = await stand(where, ports);
  const body = approvalsMarkdown(plan, decisions, { answers, paste: lineToPaste(plan, decisions) });
  await ports.forge.remarks.upsert(context.on, `planfile-approvals ${plan.id}`, body);
  return answers;
}

async function act(
  command: CommentCommand,
  where: Where,
  { remark }: Context,
  ports: CommentPorts,
): Promise<Answer> {
  if (remark === undefined) {
    const why = 'the comment was deleted, and what it said counts no more';
    return { line: lineOf(command), by: undefined, accepted: false, code: 'deleted', why, exit: 0 };
  }
  const by = remark.author.login;
  if (command.kind === 'incomplete') return refusal(command, by, command.why, INCOMPLETE[command.why]);
  const { name } = await ports.forge.origins.repository();
  const line = lineOf(command);
  const said = { ...remark, body: line };
  const step = stepsOf(said, where.plan, name)[0] ?? (await stepOfLacking(said, name, where, ports));
  if (step === undefined) {
    const why =
      'the digest names nothing that the plan says now: it was changed since, or the digest is of something else';
    return refusal(command, by, 'digest-unknown', why);
  }
  const { approvals } = await stand(where, ports, [step]);
  const checked = approvals.find((one) => one.step.key === step.key)!;
  const doubt = doubtOf(checked);
  if (doubt) {
    const exit = doubt.verdict === 'undecided' ? 3 : 1;
    return { ...refusal(command, by, doubt.code, doubt.why), exit };
  }
  await using workshop = await ports.git.workshop();
  const message = `planfile ${where.plan.id}: ${step.type} by ${by}`;
  const decide = (record: readonly Recorded[]) => {
    const known = record.map((one) => one.step);
    return { steps: [missingFrom(known, step) ?? []].flat() };
  };
  await appendSteps({ id: where.plan.id, message, decide }, workshop, ports);
  return { line, by, accepted: true, code: `${step.type}d`, why: spoken(step, checked), exit: 0 };
}

/** The set that the program itself prints, of what lacks an approval: of a large plan not every set is tried. */
async function stepOfLacking(said: Remark, repository: string, where: Where, ports: CommentPorts) {
  const { decisions } = await stand(where, ports);
  const lacking = decisions.filter(
    ({ decision, code }) => decision !== 'approved' && code !== 'already-done',
  );
  return stepsOf(said, where.plan, repository, [lacking.map(({ phase }) => phase)])[0];
}

/** Why the step is not worth writing down: the whole of it, or each of its phases, is not believed. */
function doubtOf({ step, verdict, code, why, doubts = {} }: CheckedApproval): Doubt | undefined {
  if (verdict !== 'holds') return { verdict, code, why };
  const all = step.phases.map(({ phase }) => doubts[phase]);
  return all.every((doubt) => doubt !== undefined) ? all[0] : undefined;
}

function spoken(step: ApprovalStep, { doubts = {} }: CheckedApproval): string {
  const good = step.phases.filter(({ phase }) => doubts[phase] === undefined).map(({ phase }) => phase);
  const open = Object.entries(doubts).map(([phase, { why }]) => `${phase} not: ${why}`);
  return [`${step.type}d ${good.join(', ')}`, ...open].join('; ');
}

const stand = async (
  where: Where,
  ports: CommentPorts,
  coming: readonly ApprovalStep[] = [],
): Promise<Stand> =>
  gateOn(where.plan, { policyCommit: (await ports.git.repository.defaultCommit()) ?? null }, ports, coming);

async function planOrFault(name: string, cwd: string, ports: CommentPorts): Promise<Where | Fault> {
  try {
    if (name === '')
      throw new Fault('usage', 'plan-missing', 'no plan is named', 'planfile status lists the plans.');
    return await findPlan({ name, cwd }, ports);
  } catch (error) {
    if (error instanceof Fault && (error.kind === 'usage' || error.kind === 'refused')) return error;
    throw error;
  }
}

const refusal = (command: CommentCommand, by: string, code: string, why: string): Answer => ({
  line: lineOf(command),
  by,
  accepted: false,
  code,
  why,
  exit: 1,
});

const lineOf = (command: CommentCommand): string =>
  ['/planfile', command.verb, command.plan ?? '', command.kind === 'decision' ? command.digest : '']
    .join(' ')
    .trim();

const INCOMPLETE: Record<IncompleteWhy, string> = {
  'no-digest':
    'without a digest nothing is approved: it says what you have read. The line to paste is below.',
  'digest-too-short': `a digest has ${LEAST_DIGITS} digits at least. The line to paste is below.`,
  'not-a-digest': 'that is no digest: it has digits 0 to 9 and a to f. The line to paste is below.',
  'too-many-words': 'there are more words than a plan and a digest. The line to paste is below.',
  'unknown-verb': 'a comment can approve, revoke and execute.',
};
