/** Handler of `draft`: a person asks, at their machine; what comes of it is a file to read, and nothing else. */
import { join, resolve } from 'node:path';
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
) {
  const { requestOf, evidenceFrom, evidenceOfRecord } = await import('../../commands/drafting/request.ts');
  const { findPlan } = await import('../../commands/where.ts');
  const [said = ''] = call.arguments;
  const asked = { name: ports.person.identity ? nameOf(ports.person.identity) : 'somebody', account: null };
  const from = list(call, 'from');
  const because = text(call, 'because');
  const revises = from.length > 0 || because !== undefined;
  const issue = text(call, 'issue');
  if (issue !== undefined) {
    const { requestOfIssue } = await import('../../commands/drafting/issue.ts');
    const forge = await wire.github();
    if (forge === undefined || !/^[1-9]\d*$/.test(issue))
      throw new Fault(
        'usage',
        forge === undefined ? 'no-forge' : 'issue-invalid',
        forge === undefined
          ? 'there is no GitHub to read the issue from'
          : '--issue takes the number of an issue',
        'Set GITHUB_REPOSITORY and GITHUB_TOKEN, or say the goal in words.',
      );
    return requestOfIssue(
      { on: Number(issue), goal: said, asked, run, before: undefined },
      { ...wire, forge },
    );
  }
  if (said.trim() === '')
    throw new Fault('usage', 'goal-missing', 'what is wanted?', 'planfile draft "<goal>", or --issue <n>.');
  const known = /^[a-z][a-z0-9-]{0,47}$/.test(said) && (await isPlan(said, cwd, ports));
  if (!revises && !known) return requestOf({ goal: said, plan: null, asked, run }, wire);
  const { plan } = await findPlan({ name: said, cwd }, ports);
  const evidence = [
    ...(await evidenceFrom(from, cwd, wire)),
    ...(await evidenceOfRecord(plan.id, ports)),
    ...(because === undefined ? [] : [{ what: `${asked.name} says`, text: because }]),
  ];
  if (evidence.length === 0)
    throw new Fault(
      'usage',
      'no-reason',
      `nothing says why ${plan.id} should be revised: no phase stands blocked or failed`,
      `Say why: planfile draft ${plan.id} --because "…"`,
    );
  const goal = `Revise the plan ${plan.id}${because === undefined ? '' : `: ${because}`}`;
  return requestOf({ goal, plan: plan.id, asked, evidence, run }, wire);
}

/** One word that is the id of a plan means that plan. */
async function isPlan(
  name: string,
  cwd: string,
  ports: Awaited<ReturnType<typeof modelPorts>>,
): Promise<boolean> {
  const { findPlan } = await import('../../commands/where.ts');
  try {
    await findPlan({ name, cwd }, ports);
    return true;
  } catch (fault) {
    if (fault instanceof Fault && fault.code === 'plan-not-found') return false;
    throw fault;
  }
}
