/** Handler of `draft`: a person asks, at their machine; what comes of it is a file to read, and nothing else. */
import { join, resolve } from 'node:path';
import type { Where } from '../../commands/where.ts';
import type { Request } from '../../outcomes/request.ts';
import { Fault } from '../../ports/fault.ts';
import { nameOf } from '../../ports/person.ts';
import { localFolder } from '../wire.ts';
import { type Handler, type HandlerContext, list, text } from './answer.ts';
import { modelPorts } from './steps.ts';

export const onDraft: Handler = async (context) => {
  const { call, wire, cwd, signal } = context;
  const { requireDefaultBranch } = await import('../job.ts');
  await requireDefaultBranch(wire);
  const { draft } = await import('../../commands/draft.ts');
  const { tryOutcome } = await import('../../commands/outcome-files.ts');
  const { placeDraft } = await import('../../commands/drafting/place.ts');
  const { draftText } = await import('../../report/draft.ts');
  const { revisedPhases, revisionLines } = await import('../../report/revision.ts');
  const { readPlan } = await import('../../plan/read.ts');
  const { findPlan } = await import('../../commands/where.ts');
  await using ports = await modelPorts(context);
  const run = `local-draft-${wire.clock.nonce().slice(0, 12)}`;
  const out = text(call, 'outcomes');
  const folder = out === undefined ? join(localFolder(ports.git), 'drafts', run) : resolve(cwd, out);
  const given = await tryOutcome(wire.files, folder, 'request');
  const request = given.outcome ?? (await requestFrom(context, run, ports));
  const before =
    request.plan === null ? undefined : (await findPlan({ name: request.plan, cwd }, ports)).plan;
  ports.progress.note(`models are asked at ${ports.model.endpoint}`);
  const { draft: outcome, fault } = await draft(
    { request, folder, cwd, context: list(call, 'context'), signal },
    ports,
  );
  const plan = outcome.text
    ? readPlan(new TextEncoder().encode(outcome.text), outcome.path ?? '').plan
    : undefined;
  // In a job the outcome is all; `publish` makes a pull request of it.
  const placed =
    wire.job === undefined && plan
      ? await placeDraft({ draft: outcome, out: text(call, 'out'), cwd }, ports)
      : undefined;
  const changes = before && plan ? revisionLines(revisedPhases(before, plan)) : [];
  const next =
    placed && plan
      ? [
          'next: read it; then',
          `  git add ${placed} && git commit -m "Plan ${plan.id}" --trailer "Planned-by: ${outcome.model}"`,
          `  planfile approve ${plan.id}`,
        ]
      : outcome.outcome === 'questions'
        ? ['next: answer in the goal, and ask again']
        : [];
  const exit = outcome.outcome === 'drafted' ? 0 : (fault?.exit ?? exitOf(outcome));
  return {
    exit,
    json: { folder, placed: placed ?? null, ...outcome },
    text: `${draftText({ draft: outcome, plan, placed, next, changes }, wire.paint)}\n`,
    markdown: async () => {
      const { draftSummary } = await import('../../report/draft-markdown.ts');
      return draftSummary(outcome, plan);
    },
  };
};

/** design.md §3: an answer that nobody wanted is 1, none at all 3. */
const exitOf = ({ outcome, cause }: { outcome: string; cause: string | null }): 1 | 3 =>
  outcome === 'questions' || cause === 'declined' || cause === 'budget' ? 1 : 3;

async function requestFrom(
  { call, cwd, wire }: HandlerContext,
  run: string,
  ports: Awaited<ReturnType<typeof modelPorts>>,
): Promise<Request> {
  const { requestOf, evidenceFrom, evidenceOfRecord } = await import('../../commands/drafting/request.ts');
  const { stepsOf } = await import('../../commands/record.ts');
  const [said = '', ...words] = call.arguments;
  const asked = { name: ports.person.identity ? nameOf(ports.person.identity) : 'somebody', account: null };
  const from = list(call, 'from');
  const because = [words.join(' '), text(call, 'because') ?? '']
    .filter((why) => why.trim() !== '')
    .join('\n');
  const issue = text(call, 'issue');
  if (issue !== undefined)
    return requestFromIssue(issue, { said: [said, ...words].join(' '), asked, run }, { wire, cwd });
  const revises = from.length > 0 || because !== '';
  if (said.trim() === '') {
    if (revises)
      throw new Fault(
        'usage',
        'plan-missing',
        'which plan is to be revised?',
        `planfile draft <plan> ${WHY}`,
      );
    throw new Fault('usage', 'goal-missing', 'what is wanted?', 'planfile draft "<goal>", or --issue <n>.');
  }
  const meant = revises || isId(said) ? await planOf(said, cwd, ports) : undefined;
  if (meant === undefined && revises) {
    const goal = [said, ...words].join(' ');
    throw new Fault(
      'usage',
      'plan-not-found',
      `there is no plan ${JSON.stringify(said)} that could be revised`,
      `To revise one: planfile draft <plan> ${WHY}; for a new one, its goal alone: planfile draft ${JSON.stringify(goal)}`,
    );
  }
  if (meant === undefined) return requestOf({ goal: said, plan: null, asked, run }, wire);
  const { plan } = meant;
  const evidence = [
    ...(await evidenceFrom(from, cwd, wire)),
    ...evidenceOfRecord(plan, stepsOf((await ports.git.repository.record(plan.id))?.text)),
    ...(because === '' ? [] : [{ what: `${asked.name} says`, text: because }]),
  ];
  if (evidence.length === 0)
    throw new Fault(
      'usage',
      'no-reason',
      `nothing says why ${plan.id} should be revised: no phase stands blocked or failed`,
      `Say why: planfile draft ${plan.id} ${WHY}`,
    );
  const goal = `Revise the plan ${plan.id}${because === '' ? '' : `: ${because}`}`;
  return requestOf({ goal, plan: plan.id, asked, evidence, run }, wire);
}

const WHY = '--because "<why>"';
const isId = (name: string): boolean => /^[a-z][a-z0-9-]{0,47}$/.test(name);

/** In a shell that knows the repository by its variables, or by the clone's remote (as `run --issue` does). */
async function requestFromIssue(
  issue: string,
  { said, asked, run }: { said: string; asked: Request['asked']; run: string },
  { wire, cwd }: Pick<HandlerContext, 'wire' | 'cwd'>,
): Promise<Request> {
  if (!/^#?[1-9]\d{0,8}$/.test(issue))
    throw new Fault(
      'usage',
      'issue-invalid',
      '--issue takes the number of an issue',
      'For instance --issue 12.',
    );
  const { requestOfIssue } = await import('../../commands/drafting/issue.ts');
  const forge = (await wire.github()) ?? (await wire.cloneForge(cwd));
  const on = Number(issue.replace('#', ''));
  return requestOfIssue({ on, goal: said, asked, run, before: undefined }, { ...wire, forge });
}

/** undefined: it names no plan. Nothing is committed yet: then there is none either, and the draft says what is missing. */
async function planOf(
  name: string,
  cwd: string,
  ports: Awaited<ReturnType<typeof modelPorts>>,
): Promise<Where | undefined> {
  const { findPlan } = await import('../../commands/where.ts');
  try {
    return await findPlan({ name, cwd }, ports);
  } catch (fault) {
    if (fault instanceof Fault && (fault.code === 'plan-not-found' || fault.code === 'no-commits'))
      return undefined;
    throw fault;
  }
}
