/** The pull request of a drafted plan: opened as a draft, or its part written anew where a revision came to it. */
import type { Draft } from '../../outcomes/draft.ts';
import type { Request } from '../../outcomes/request.ts';
import type { Plan } from '../../plan/plan.ts';
import { Fault } from '../../ports/fault.ts';
import { draftPullMarkdown } from '../../report/draft-markdown.ts';
import { pullTitle } from '../../report/pull.ts';
import { pullBody, roomFor } from '../../report/pull-body.ts';
import { revisedPhases } from '../../report/revision.ts';
import { gateOn, lineToPaste } from '../gate.ts';
import type { PublishPorts } from '../publishing/wave.ts';
import { branchOf } from '../where.ts';

export interface DraftPull {
  draft: Draft;
  request: Request;
  plan: Plan;
  /** What is revised; undefined: a first draft, or it had landed before. */
  before: Plan | undefined;
}

/** undefined: no forge. Where Actions may open none, the fault says how to do it by hand. */
export async function openPull(
  { draft, plan, before, request }: DraftPull,
  ports: PublishPorts,
): Promise<{ number: number } | undefined> {
  const { pulls, origins } = ports.forge;
  if (ports.forge.kind === 'local') return undefined;
  const branch = branchOf(plan.id);
  const open = await pulls.ofBranch(branch);
  const policyCommit = (await ports.git.repository.defaultCommit()) ?? null;
  const stand = await gateOn(plan, { policyCommit }, ports);
  const old = open?.body ?? (request.issue === null ? '' : `For #${request.issue}.`);
  const text = draftPullMarkdown(
    {
      draft,
      plan,
      states: new Map(stand.state.phases.map(({ phase, state }) => [phase, state])),
      paste: lineToPaste(plan, stand.decisions),
      changes: before ? revisedPhases(before, plan) : [],
    },
    roomFor(old, plan.id, ''),
  );
  const body = pullBody(old, { plan: plan.id, text, trailers: '' });
  if (open) return open.body === body ? open : await pulls.update(open.number, { body });
  const base = (await origins.repository()).defaultBranch;
  try {
    return await pulls.open({ branch, base, title: pullTitle(plan), body, draft: true });
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'pulls-not-allowed') throw error;
    const byHand = `${error.fix} By hand: ${pulls.linkToOpen(base, branch)}`;
    throw new Fault(error.kind, error.code, error.message, byHand, { cause: error });
  }
}
