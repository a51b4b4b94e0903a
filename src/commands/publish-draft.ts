/**
 * publish, of a draft: the plan alone, on its branch, with its record and its pull request. A write job: the document is read anew, and
 * drafting/publish-guards.ts decides on what stands now. Who asked and which revision it is come from the request and the record, never
 * from the draft (trust.md T5). Running it twice changes nothing.
 */
import { createHash } from 'node:crypto';
import type { StepOf } from '../lifecycle/step.ts';
import { planMessage } from '../lifecycle/trailers.ts';
import type { Draft } from '../outcomes/draft.ts';
import type { Request } from '../outcomes/request.ts';
import type { Plan } from '../plan/plan.ts';
import { Fault } from '../ports/fault.ts';
import type { Workshop } from '../ports/git.ts';
import { draftAnswer, draftRefused } from '../report/draft-markdown.ts';
import { openPull } from './drafting/draft-pull.ts';
import { draftFacts, readDrafted } from './drafting/publish-facts.ts';
import { answerGuards, type DraftFacts, draftGuards, type Refusal } from './drafting/publish-guards.ts';
import { requireBranchName } from './movable.ts';
import { needOutcome, tryOutcome } from './outcome-files.ts';
import type { PublishPorts } from './publishing/wave.ts';
import { appendSteps, stepsOf } from './record.ts';
import { MARKER } from './request.ts';
import { branchRef } from './where.ts';

export interface PublishedDraft {
  /** undefined: the job that drafts ended without a word. */
  draft: Draft | undefined;
  plan: string | null;
  commit: string | null;
  pull: number | null;
}

export interface DraftGuards {
  answer: typeof answerGuards;
  plan: typeof draftGuards;
}
export const publishDraftGuards: DraftGuards = { answer: answerGuards, plan: draftGuards };

/** Whoever asked is told, also where it is refused; the fault is thrown all the same. */
export async function publishDraft(
  { folder, cwd }: { folder: string; cwd: string },
  ports: PublishPorts,
  guards: DraftGuards = publishDraftGuards,
): Promise<PublishedDraft> {
  const request = await needOutcome(ports.files, folder, 'request');
  try {
    return await published(request, { folder, cwd }, ports, guards);
  } catch (thrown) {
    // What is said of a fault must not take its place.
    if (thrown instanceof Fault) await answer(request, draftRefused(thrown), ports).catch(() => undefined);
    throw thrown;
  }
}

async function published(
  request: Request,
  { folder, cwd }: { folder: string; cwd: string },
  ports: PublishPorts,
  guards: DraftGuards,
): Promise<PublishedDraft> {
  const { outcome: said } = await tryOutcome(ports.files, folder, 'draft');
  const nothing = { draft: said, plan: null, commit: null, pull: null };
  if (said === undefined) {
    await answer(request, SILENT, ports);
    return nothing;
  }
  for (const guard of Object.values(guards.answer)) refuseFor(guard(said, request), request);
  // Whoever is told to have asked is never who the draft names.
  const own: Draft = { ...said, asked: request.asked, issue: request.issue };
  if (own.outcome !== 'drafted') {
    await answer(request, draftAnswer(own, { plan: undefined, link: undefined }), ports);
    return nothing;
  }
  const plan = await readDrafted(own, ports);
  const landed = await land({ draft: own, request, plan, cwd }, ports, guards);
  const draft: Draft = { ...own, revision: landed.revision };
  const pull = await openPull({ draft, plan, before: landed.before, request }, ports);
  await answer(request, draftAnswer(draft, { plan, link: pull && `#${pull.number}` }), ports);
  return { draft, plan: plan.id, commit: landed.commit, pull: pull?.number ?? null };
}

const SILENT =
  '**Planfile**: no plan came of it: the job that drafts ended without a word. Its run tells more; to try again, comment `/planfile draft`.';

function refuseFor(refusal: Refusal | undefined, { plan }: Request): void {
  if (refusal === undefined) return;
  const fix = `To have it drafted anew: /planfile draft${plan === null ? '' : ` ${plan} <what should change>`}`;
  throw new Fault('refused', refusal.code, refusal.message, fix);
}

interface Landed {
  commit: string;
  revision: number;
  /** undefined: a first draft, or it stood there already. */
  before: Plan | undefined;
}

type Drafted = Pick<DraftFacts, 'draft' | 'request' | 'plan'> & { cwd: string };

/** Branch and record move together, from what the guards were asked about: whatever moved meanwhile is decided on anew. */
async function land(drafted: Drafted, ports: PublishPorts, guards: DraftGuards): Promise<Landed> {
  const { draft, plan, request } = drafted;
  const { repository } = ports.git;
  const key = createHash('sha256').update(`draft ${request.nonce}`).digest('hex').slice(0, 32);
  const steps = stepsOf((await repository.record(plan.id))?.text);
  const there = steps.find(({ step }) => step.key === key)?.step;
  if (there?.type === 'draft') return { ...there, before: undefined };
  await requireBranchName(plan.id, ports);
  await using workshop = await ports.git.workshop();
  let made: Landed = { commit: '', revision: 1, before: undefined };
  await appendSteps(
    {
      id: plan.id,
      message: `planfile ${plan.id}: draft by ${draft.model ?? 'unknown model'}`,
      decide: async () => {
        const facts = await draftFacts(drafted, ports);
        for (const guard of Object.values(guards.plan)) refuseFor(guard(facts), request);
        const { revision, before } = facts;
        const from = before?.where.from === 'branch' ? before.where.commit : undefined;
        const commit = await commitPlan(facts, from ?? before?.where.commit ?? draft.base, workshop, ports);
        made = { commit, revision, before: before?.where.plan };
        const step = stepOf(facts, { key, commit, at: ports.clock.now().toISOString() });
        return { steps: [step], moves: [{ ref: branchRef(plan.id), from, to: commit }], keep: [commit] };
      },
    },
    workshop,
    ports,
  );
  return made;
}

/** What it took is as the draft says, for nobody else knows; less than nothing it cannot say (outcomes/header.ts). */
const stepOf = (
  { draft, request, plan, revision }: DraftFacts,
  known: Pick<StepOf<'draft'>, 'key' | 'commit' | 'at'>,
): StepOf<'draft'> => ({
  type: 'draft',
  ...known,
  by: {
    name: request.asked.name,
    ...(request.asked.account === null ? {} : { account: request.asked.account }),
  },
  ...(draft.model === null ? {} : { model: draft.model }),
  revision,
  phases: plan.phases.map(({ id, digest }) => ({ phase: id, digest })),
  usage: draft.usage,
});

async function commitPlan(
  { draft, plan, before, revision }: DraftFacts,
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
      subject: before ? `Revise plan ${plan.id} (${revision})` : `Plan ${plan.id}: ${plan.title}`,
      body: draft.summary,
      plannedBy: model,
    }),
    author: { name: model, email: 'noreply@planfile.invalid' },
    at: ports.clock.now().toISOString(),
  });
}

/** One comment of ours where it was asked, edited when it is asked again. */
async function answer(
  { issue }: Request,
  body: string,
  { forge }: Pick<PublishPorts, 'forge'>,
): Promise<void> {
  if (issue !== null && forge.kind !== 'local') await forge.remarks.upsert(issue, MARKER, body);
}
