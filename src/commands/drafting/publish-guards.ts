/**
 * What a draft must be to be published, one reason each: asked in the job that writes, of what stands then. The model job saw an
 * earlier moment, and what it yields is trusted by nobody (trust.md T5). Guards over gathered facts; no guard reads anything.
 */
import type { PlanState } from '../../lifecycle/fold.ts';
import type { Draft } from '../../outcomes/draft.ts';
import type { Request } from '../../outcomes/request.ts';
import type { Phase, Plan } from '../../plan/plan.ts';
import type { Proposal } from '../../plan/proposal.ts';
import { type ProposalFacts, proposalGuards } from '../../plan/proposal-guards.ts';
import type { Policy } from '../../policy/schema.ts';
import type { Where } from '../where.ts';
import { intentOf, tooManyRevisions } from './outcome.ts';
import { overreach } from './texts.ts';

export interface DraftFacts {
  draft: Draft;
  request: Request;
  /** As its text reads, valid beside the other plans. */
  plan: Plan;
  /** The plan that is revised, as it stands now; undefined: a first draft. */
  before: { where: Where; phases: PlanState['phases'] } | undefined;
  /** Counted anew from the record. */
  revision: number;
  policy: Policy;
  /** Commands that the repository names, where the plan will be built. */
  commands: readonly string[];
  /** Is the commit that it was planned for part of the default branch? */
  baseKnown: boolean;
  /** Something stands at the place of a first draft. */
  placeTaken: boolean;
  /** What has its id already, in words; undefined: nothing. */
  idTaken: string | undefined;
  /** Of a first draft: why its issue needs none. */
  planOfIssue: { code: string; message: string } | undefined;
}

export interface Refusal {
  code: string;
  message: string;
}
export type DraftGuard = (facts: DraftFacts) => Refusal | undefined;

const no = (code: string, message: string): Refusal => ({ code, message });

/** Asked of every draft, also of one that holds no plan. */
export const answerGuards: Readonly<Record<string, (draft: Draft, request: Request) => Refusal | undefined>> =
  {
    'it answers this request': (draft, request) =>
      draft.run === request.run && draft.attempt === request.attempt && draft.nonce === request.nonce
        ? undefined
        : no('draft-of-another', 'the draft answers another request'),
  };

export const draftGuards: Readonly<Record<string, DraftGuard>> = {
  'it is the plan that it says, and that was asked for': ({ draft, request, plan }) =>
    plan.id === draft.plan && plan.id === (request.plan ?? plan.id)
      ? undefined
      : no('draft-of-another', `what was drafted is plan ${plan.id}, and not the one that was asked for`),

  'it lies where it belongs': ({ plan, before }) => {
    const place = before?.where.path ?? `plans/${plan.id}.md`;
    return plan.path === place
      ? undefined
      : no('draft-misplaced', `it would lie at ${plan.path}, not ${place}`);
  },

  'it overwrites nothing': ({ plan, before, placeTaken }) =>
    before === undefined && placeTaken ? no('draft-misplaced', `${plan.path} is there already`) : undefined,

  'its id is free': ({ plan, before, idTaken }) =>
    before === undefined && idTaken !== undefined
      ? no('id-taken', `the id ${plan.id} is taken: ${idTaken}`)
      : undefined,

  'it is for a commit of the default branch': ({ draft, before, baseKnown }) =>
    before !== undefined || baseKnown
      ? undefined
      : no(
          'base-unknown',
          `${draft.base.slice(0, 9)}, for which it was planned, is not on the default branch`,
        ),

  // Who opened the issue is an author of the plan (trust.md T9): a draft that hides it would free them to approve.
  'it names the issue that it comes from': ({ plan, request, before }) => {
    const issue = before ? before.where.plan.issue : (request.issue ?? undefined);
    if (plan.issue === issue) return undefined;
    const told = (one: number | string | undefined) => (one === undefined ? 'no issue' : `issue #${one}`);
    return no('other-issue', `it names ${told(plan.issue)}, and comes from ${told(issue)}`);
  },

  'its issue has no plan yet': ({ planOfIssue }) => planOfIssue,

  'the plan is the one that was revised': ({ draft, plan, before }) =>
    before === undefined || draft.before === intentOf(before.where)
      ? undefined
      : no('plan-moved', `${plan.id} was changed while its revision was drafted`),

  'done and running phases stay as they are': ({ plan, before }) => {
    const moved = before?.phases.find(
      ({ phase, state, digest }) =>
        (state === 'done' || state === 'running') &&
        !plan.phases.some((one) => one.id === phase && one.digest === digest),
    );
    return moved && no('phase-fixed', `phase ${moved.phase} is ${moved.state}, and the revision changes it`);
  },

  'a planner revises it no more often than it may': ({ plan, revision, policy }) => {
    const why = tooManyRevisions(plan.id, revision, policy);
    return why === undefined ? undefined : no('too-many-revisions', why);
  },

  'checks, owners and instructions are left to people': (facts) =>
    ofProposal('checks, owners and instructions are left to people', 'draft-unlocks', facts),

  'its commands are those that the repository names': (facts) =>
    ofProposal('verify is what the repository knows', 'draft-commands', facts),

  'it asks for no more than the policy allows': ({ plan, policy }) => {
    const [message] = overreach({ plan }, { policy });
    return message === undefined ? undefined : no('draft-overreach', message);
  },
};

/** A guard of a proposal (plan/proposal-guards.ts), asked of the phases that a model wrote: what people wrote before stays theirs. */
function ofProposal(name: string, code: string, { plan, before, commands }: DraftFacts): Refusal | undefined {
  const known = before?.where.plan.phases ?? [];
  const phases = plan.phases.filter((phase) => !known.some((one) => isSame(one, phase)));
  const facts = { proposal: { phases } as unknown as Proposal, commands } as ProposalFacts;
  const [message] = proposalGuards[name]!(facts);
  return message === undefined ? undefined : no(code, message);
}

/** Its digest also tells what it needs; this is what is said of the phase itself. */
const isSame = (one: Phase, other: Phase): boolean =>
  one.id === other.id &&
  one.section === other.section &&
  JSON.stringify([one.paths, one.verify]) === JSON.stringify([other.paths, other.verify]);
