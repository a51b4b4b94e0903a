/**
 * draft: the planner reads and proposes, people decide. A model job that may not write: what it yields is an outcome, and a plan only
 * where every guard let it pass. Without a plan to revise it is a first draft; with one, its next revision.
 */
import { join } from 'node:path';
import { fold } from '../lifecycle/fold.ts';
import type { Draft } from '../outcomes/draft.ts';
import type { Request } from '../outcomes/request.ts';
import { objections, proposalGuards } from '../plan/proposal-guards.ts';
import { revisionGuards, revisionObjections } from '../plan/revision.ts';
import { toldFrom } from '../plan/told.ts';
import { type Fault, unforeseen } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import { type DraftSaid, draftPlan, draftRevision } from '../session/draft.ts';
import { transcript } from '../session/transcript.ts';
import { type Ground, groundOf } from './drafting/ground.ts';
import { blankDraft, causeOf, outcomeOf, requireRevisable, revisionOf } from './drafting/outcome.ts';
import { firstText, overreach, revisedText, untried, type Written } from './drafting/texts.ts';
import { trial } from './drafting/trial.ts';
import { contextDocuments } from './introduction.ts';
import { transcriptName, writeOutcome } from './outcome-files.ts';
import { readyBox, requireSandbox } from './ready-box.ts';
import { stepsOf } from './record.ts';
import { findPlan, type Where } from './where.ts';

export type DraftPorts = Pick<
  Ports,
  'git' | 'model' | 'person' | 'sandbox' | 'folders' | 'files' | 'clock' | 'progress'
>;

export interface DraftAsk {
  request: Request;
  /** Where the outcome goes. */
  folder: string;
  cwd: string;
  context: readonly string[];
  signal?: AbortSignal | undefined;
}

/** Once the request is known to fit, every ending is an outcome, a fault included. */
export async function draft(
  ask: DraftAsk,
  ports: DraftPorts,
): Promise<{ draft: Draft; fault: Fault | null }> {
  const { request, folder } = ask;
  ports.model.requireCredentials();
  const documents = await contextDocuments(ask.context, ask.cwd, ports);
  const before =
    request.plan === null ? undefined : await findPlan({ name: request.plan, cwd: ask.cwd }, ports);
  const ground = await groundOf({ base: before?.commit, documents }, ports);
  const record = request.plan === null ? undefined : await ports.git.repository.record(request.plan);
  const revision = revisionOf(stepsOf(record?.text), before);
  requireRevisable(request.plan ?? '', revision, ground.policy);
  await requireSandbox(ports, ground.policy, ground.inForce.setup.commands);
  const blank = blankDraft(request, ground, before, revision);
  const redact = (text: string) => ports.model.redact(text);
  let outcome: Draft;
  let fault: Fault | null;
  try {
    const said = await converse({ ...ask, ground, before }, ports);
    outcome = { ...blank, ...said.outcome };
    fault = said.fault;
  } catch (thrown) {
    fault = unforeseen(thrown);
    outcome = { ...blank, message: `${fault.message}. ${fault.fix}`.slice(0, 20_000), cause: causeOf(fault) };
  }
  const kept = redactOutcome(outcome, redact);
  // A document that is not word for word what was checked is none.
  const whole: Draft =
    kept.text === outcome.text
      ? kept
      : { ...kept, outcome: 'failed', cause: 'invalid', text: null, path: null, message: 'it held a secret' };
  await writeOutcome(ports.files, folder, whole);
  return { draft: whole, fault };
}

interface Drafting extends DraftAsk {
  ground: Ground;
  before: Where | undefined;
}

async function converse(
  drafting: Drafting,
  ports: DraftPorts,
): Promise<{ outcome: Partial<Draft>; fault: Fault | null }> {
  const { ground, signal } = drafting;
  await using workshop = await ports.git.workshop();
  await using temporary = await ports.folders.temporary('draft');
  const tree = join(temporary.path, 'tree');
  await workshop.exportTree(ground.base, tree);
  await using box = await readyBox({ tree, writable: false, inForce: ground.inForce }, ports);
  await using tried = trial(
    { base: ground.base, folder: temporary.path, inForce: ground.inForce, signal },
    workshop,
    ports,
  );
  const { request, before } = drafting;
  const heard =
    ground.policy.transcripts === 'keep' ? transcript((text) => ports.model.redact(text)) : undefined;
  const shared = {
    planner: ground.inForce.planner,
    budget: ground.policy.budget.draft,
    inForce: ground.inForce,
    task: {
      goal: request.goal,
      discussion: request.discussion,
      instructions: ground.instructions,
      documents: ground.documents,
      map: ground.map,
      commands: ground.commands,
      plans: ground.others.flatMap(({ plan }) => (plan ? [{ id: plan.id, title: plan.title }] : [])),
    },
    box,
    signal,
    transcript: heard,
  };
  let written: Written | undefined;
  const keep = async (made: Written, wrong: readonly string[]): Promise<readonly string[]> => {
    written = made;
    return wrong.length > 0 ? wrong : await untried(made.reading.plan!, tried, ports);
  };
  let said: DraftSaid<unknown>;
  if (before === undefined) {
    said = await draftPlan(
      {
        ...shared,
        questions: ground.policy.draft.questions,
        judge: (proposal) => {
          const made = firstText(proposal, request, ground);
          return keep(made, [
            ...objections({ ...made, ...ground, proposal }, Object.values(proposalGuards)),
            ...overreach(made.reading, ground),
          ]);
        },
      },
      ports,
    );
  } else {
    const bytes = (await ports.git.repository.read(before.commit, before.path)) ?? new Uint8Array();
    const text = new TextDecoder().decode(bytes);
    const state = fold(before.plan, stepsOf((await ports.git.repository.record(before.plan.id))?.text));
    const busy = state.phases.filter(({ state }) => state === 'done' || state === 'running');
    said = await draftRevision(
      {
        ...shared,
        questions: 0,
        revision: {
          told: before.plan.phases.map((phase) => toldFrom(phase.text)),
          states: new Map(
            state.phases.map(({ phase, state, reason }) => [phase, reason ? `${state}: ${reason}` : state]),
          ),
          evidence: request.evidence,
        },
        judge: (revision) => {
          const made = revisedText(revision, text, before, ground);
          const facts = {
            ...ground,
            reading: made.reading,
            revision,
            before: before.plan,
            fixed: new Set(busy.map(({ phase }) => phase)),
          };
          return keep(made, [
            ...revisionObjections(facts, Object.values(revisionGuards)),
            ...overreach(made.reading, ground),
          ]);
        },
      },
      ports,
    );
  }
  if (heard) await ports.files.write(join(drafting.folder, transcriptName('draft')), heard.text());
  return { fault: said.fault, outcome: outcomeOf(said, written, tried, ground, ports) };
}
