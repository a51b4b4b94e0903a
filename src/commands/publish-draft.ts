/**
 * publish, of a draft: the plan alone, on its branch, with its record and its pull request. A write job: the document is read anew and
 * every guard that needs no planner is asked again, for an outcome is trusted by nobody (trust.md T5). Running it twice changes nothing.
 */
import { createHash } from 'node:crypto';
import type { StepOf } from '../lifecycle/step.ts';
import { planMessage } from '../lifecycle/trailers.ts';
import type { Draft } from '../outcomes/draft.ts';
import type { Request } from '../outcomes/request.ts';
import { checkPlans } from '../plan/check.ts';
import type { Plan } from '../plan/plan.ts';
import type { Proposal } from '../plan/proposal.ts';
import { proposalGuards } from '../plan/proposal-guards.ts';
import { readPlan } from '../plan/read.ts';
import { Fault } from '../ports/fault.ts';
import type { Workshop } from '../ports/git.ts';
import { draftAnswer, draftPullMarkdown } from '../report/draft-markdown.ts';
import { pullTitle } from '../report/pull.ts';
import { pullBody, roomFor } from '../report/pull-body.ts';
import { revisedPhases } from '../report/revision.ts';
import { intentOf } from './drafting/outcome.ts';
import { type GatePorts, gateOn, lineToPaste, type Stand } from './gate.ts';
import { requireBranchName } from './movable.ts';
import { needOutcome, tryOutcome } from './outcome-files.ts';
import type { PublishPorts } from './publishing/wave.ts';
import { appendSteps, stepsOf } from './record.ts';
import { MARKER } from './request.ts';
import { branchOf, branchRef, findPlan, plansAt, type Where } from './where.ts';

export interface PublishedDraft {
  /** undefined: the job that drafts ended without a word. */
  draft: Draft | undefined;
  plan: string | null;
  commit: string | null;
  pull: number | null;
  notes: string[];
}

export async function publishDraft(
  { folder, cwd }: { folder: string; cwd: string },
  ports: PublishPorts,
): Promise<PublishedDraft> {
  const request = await needOutcome(ports.files, folder, 'request');
  const { outcome: draft } = await tryOutcome(ports.files, folder, 'draft');
  const published: PublishedDraft = { draft, plan: null, commit: null, pull: null, notes: [] };
  if (draft === undefined) {
    await answer(request, SILENT, ports);
    return published;
  }
  requireOwn(draft, request);
  if (draft.outcome !== 'drafted') {
    await answer(request, draftAnswer(draft, { plan: undefined, link: undefined }), ports);
    return published;
  }
  const before = request.plan === null ? undefined : await findPlan({ name: request.plan, cwd }, ports);
  const plan = await readDrafted(draft, ports);
  const commit = await land({ draft, plan, before }, ports);
  const pull = await openPull({ draft, plan, before, request }, ports, published.notes);
  await answer(request, draftAnswer(draft, { plan, link: pull ? `#${pull.number}` : undefined }), ports);
  return { ...published, plan: plan.id, commit, pull: pull?.number ?? null };
}

const SILENT =
  '**Planfile**: no plan came of it: the job that drafts ended without a word. Its run tells more; to try again, comment `/planfile draft`.';

function requireOwn(draft: Draft, request: Request): void {
  const same =
    draft.run === request.run && draft.attempt === request.attempt && draft.nonce === request.nonce;
  if (!same || (request.plan !== null && draft.plan !== request.plan && draft.outcome === 'drafted'))
    throw new Fault('refused', 'draft-of-another', 'the draft answers another request', 'Ask again.');
}

/** The document as every plan is read, beside those of the commit that it is for. */
async function readDrafted({ text, path, plan, base }: Draft, ports: PublishPorts): Promise<Plan> {
  const reading = readPlan(new TextEncoder().encode(text ?? ''), path ?? '');
  const others = (await plansAt(ports.git.repository, base)).filter((other) => other.id !== reading.id);
  const [checked] = checkPlans([reading, ...others]);
  const found = checked?.plan;
  const error = checked?.problems.find(({ severity }) => severity === 'error');
  if (found === undefined || found.id !== plan || !/^(?:plans\/[^/]+\.md|PLAN\.md)$/.test(path ?? ''))
    throw new Fault(
      'refused',
      'draft-invalid',
      `what was drafted is no valid plan: ${error ? `${error.code}: ${error.message}` : 'it is another than it says'}`,
      'Ask again.',
    );
  return found;
}

interface Drafted {
  draft: Draft;
  plan: Plan;
  before: Where | undefined;
}

/** Branch and record move together. A branch that somebody else made, or moved in its intent, is left alone. */
async function land({ draft, plan, before }: Drafted, ports: PublishPorts): Promise<string> {
  const { repository } = ports.git;
  const key = createHash('sha256').update(`draft ${draft.nonce}`).digest('hex').slice(0, 32);
  const landed = stepsOf((await repository.record(plan.id))?.text).find(({ step }) => step.key === key)?.step;
  if (landed?.type === 'draft') return landed.commit;
  await requireBranchName(plan.id, ports);
  await requireStanding({ draft, plan, before }, ports);
  await using workshop = await ports.git.workshop();
  let made = '';
  await appendSteps(
    {
      id: plan.id,
      message: `planfile ${plan.id}: draft, revision ${draft.revision}`,
      decide: async () => {
        const tip = await repository.resolve(branchRef(plan.id));
        made = await commitPlan({ draft, plan, before }, tip ?? draft.base, workshop, ports);
        const step: StepOf<'draft'> = {
          type: 'draft',
          key,
          at: ports.clock.now().toISOString(),
          by: {
            name: draft.asked.name,
            ...(draft.asked.account === null ? {} : { account: draft.asked.account }),
          },
          ...(draft.model === null ? {} : { model: draft.model }),
          revision: draft.revision,
          commit: made,
          phases: plan.phases.map(({ id, digest }) => ({ phase: id, digest })),
          usage: draft.usage,
        };
        return { steps: [step], moves: [{ ref: branchRef(plan.id), from: tip, to: made }], keep: [made] };
      },
    },
    workshop,
    ports,
  );
  return made;
}

/** Asked anew of what stands now: the model job saw an earlier moment, and may have been deceived. */
async function requireStanding({ draft, plan, before }: Drafted, ports: PublishPorts): Promise<void> {
  const { repository } = ports.git;
  const refuse = (code: string, message: string): never => {
    throw new Fault(
      'refused',
      code,
      message,
      `To have it drafted anew: /planfile draft${before ? ` ${plan.id} <why>` : ''}`,
    );
  };
  const trunk = await repository.defaultCommit();
  const known = before?.plan.phases ?? [];
  const changed = plan.phases.filter(
    ({ id, digest }) => !known.some((one) => one.id === id && one.digest === digest),
  );
  const unlocking = proposalGuards['checks, owners and instructions are left to people']!({
    proposal: { phases: changed } as unknown as Proposal,
  } as never);
  if (unlocking.length > 0) refuse('draft-unlocks', unlocking[0]!);
  if (before === undefined) {
    if ((await repository.resolve(branchRef(plan.id))) !== undefined)
      refuse('branch-exists', `there is a branch ${branchOf(plan.id)} already`);
    if (trunk === undefined || !(await repository.isAncestor(draft.base, trunk)))
      refuse(
        'base-unknown',
        `${draft.base.slice(0, 9)}, for which it was planned, is not on the default branch`,
      );
    return;
  }
  if (draft.before !== intentOf(before))
    refuse('plan-moved', `${plan.id} was changed while its revision was drafted`);
  const { state } = await standOf(before.plan, ports);
  const moved = state.phases.find(
    ({ phase, state, digest }) =>
      (state === 'done' || state === 'running') &&
      !plan.phases.some((one) => one.id === phase && one.digest === digest),
  );
  if (moved) refuse('phase-fixed', `phase ${moved.phase} is ${moved.state}, and the revision changes it`);
}

const standOf = async (plan: Plan, ports: GatePorts): Promise<Stand> =>
  gateOn(plan, { policyCommit: (await ports.git.repository.defaultCommit()) ?? null }, ports);

async function commitPlan(
  { draft, plan, before }: Drafted,
  parent: string,
  workshop: Workshop,
  ports: PublishPorts,
): Promise<string> {
  const model = draft.model ?? 'unknown model';
  const tree = await workshop.putFile(parent, plan.path, new TextEncoder().encode(draft.text!));
  return workshop.commit({
    tree,
    parents: [parent],
    message: planMessage({
      subject: before ? `Revise plan ${plan.id} (${draft.revision})` : `Plan ${plan.id}: ${plan.title}`,
      body: draft.summary,
      plannedBy: model,
    }),
    author: { name: model, email: 'noreply@planfile.invalid' },
    at: ports.clock.now().toISOString(),
  });
}

async function openPull(
  { draft, plan, before, request }: Drafted & { request: Request },
  ports: PublishPorts,
  notes: string[],
): Promise<{ number: number } | undefined> {
  const { pulls, origins } = ports.forge;
  if (ports.forge.kind === 'local') return undefined;
  const open = await pulls.ofBranch(branchOf(plan.id));
  const stand = await standOf(plan, ports);
  const old = open?.body ?? (request.issue === null ? '' : `For #${request.issue}.`);
  const text = draftPullMarkdown(
    {
      draft,
      plan,
      states: new Map(stand.state.phases.map(({ phase, state }) => [phase, state])),
      paste: lineToPaste(plan, stand.decisions),
      changes: before ? revisedPhases(before.plan, plan) : [],
    },
    roomFor(old, plan.id, ''),
  );
  const body = pullBody(old, { plan: plan.id, text, trailers: '' });
  if (open) return open.body === body ? open : await pulls.update(open.number, { body });
  const base = (await origins.repository()).defaultBranch;
  try {
    return await pulls.open({ branch: branchOf(plan.id), base, title: pullTitle(plan), body, draft: true });
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'pulls-not-allowed') throw error;
    const byHand = `${error.fix} By hand: ${pulls.linkToOpen(base, branchOf(plan.id))}`;
    notes.push(byHand);
    throw new Fault(error.kind, error.code, error.message, byHand, { cause: error });
  }
}

/** One comment of ours where it was asked, edited when it is asked again. */
async function answer(
  { issue }: Request,
  body: string,
  { forge }: Pick<PublishPorts, 'forge'>,
): Promise<void> {
  if (issue !== null && forge.kind !== 'local') await forge.remarks.upsert(issue, MARKER, body);
}
