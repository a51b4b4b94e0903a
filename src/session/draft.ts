/**
 * The planner at work: it reads the repository with tools that change nothing, and answers with a proposal or with questions. A
 * proposal that does not hold goes back with what is wrong, a few times; the document is never the model's own.
 */
import { z } from 'zod';
import { plannerSystem, plannerTask, type RevisionTask } from '../models/prompts/planner.ts';
import { READING_TOOLS } from '../models/tools.ts';
import type { Draft } from '../outcomes/draft.ts';
import type { UsageLine } from '../outcomes/header.ts';
import { type Proposal, proposal } from '../plan/proposal.ts';
import { type RevisionProposal, revisionProposal } from '../plan/revision.ts';
import type { InForce, Rung, SessionBudget } from '../policy/inforce.ts';
import type { Fault } from '../ports/fault.ts';
import type { Tool } from '../ports/model.ts';
import type { Box } from '../ports/sandbox.ts';
import { boxTools, inRow } from './box-tools.ts';
import { answerOf, type Heard, hearingOf } from './draft-answer.ts';
import { endedOtherwise } from './how-ended.ts';
import { paragraph } from './limits.ts';
import { type SessionPorts, session } from './session.ts';
import type { Transcript } from './transcript.ts';

export interface DraftWork<P> {
  planner: Rung;
  budget: SessionBudget;
  inForce: Pick<InForce, 'limits' | 'threadHosts' | 'compaction'>;
  task: Omit<Parameters<typeof plannerTask>[0], 'budget' | 'mayAsk' | 'revision'>;
  revision?: RevisionTask | undefined;
  /** How many questions it may ask; 0: none. */
  questions: number;
  /** Over a clean tree, read-only. */
  box: Box;
  /** What is wrong with a proposal, for the planner; nothing: it holds. */
  judge(proposal: P): Promise<readonly string[]>;
  signal?: AbortSignal | undefined;
  transcript?: Transcript | undefined;
}

export interface DraftSaid<P> {
  end: 'proposed' | 'questions' | NonNullable<Draft['cause']>;
  message: string;
  fault: Fault | null;
  /** The last proposal that could be read; it holds only where `end` is `proposed`. */
  proposal: P | undefined;
  questions: string[];
  summary: string;
  rounds: number;
  model: string | null;
  turns: number;
  seconds: number;
  usage: UsageLine[];
  notes: string[];
}

/** A first draft. Throws a fault only where nothing was paid for yet; afterwards every ending is a value. */
export const draftPlan = (work: DraftWork<Proposal>, ports: SessionPorts): Promise<DraftSaid<Proposal>> =>
  plan(work, proposal, ports);

/** The next revision of a plan. */
export const draftRevision = (
  work: DraftWork<RevisionProposal>,
  ports: SessionPorts,
): Promise<DraftSaid<RevisionProposal>> => plan(work, revisionProposal, ports);

async function plan<P>(work: DraftWork<P>, shape: z.ZodType<P>, ports: SessionPorts): Promise<DraftSaid<P>> {
  const answer = answerOf(shape, work.questions);
  const hearing = hearingOf(answer, work.judge);
  using running = session(
    {
      role: 'planner',
      name: 'draft',
      budget: work.budget,
      limits: work.inForce.limits,
      threadHosts: work.inForce.threadHosts,
      compaction: work.inForce.compaction,
      comeToAnEnd: 'Answer with the JSON object now.',
      transcript: work.transcript,
      signal: work.signal,
    },
    ports,
  );
  const output = z.toJSONSchema(answer) as Record<string, unknown>;
  const tools: Tool[] = boxTools(
    READING_TOOLS,
    work.box,
    inRow(() => false),
    running.show,
  );
  const talked = await running.converse(
    work.planner,
    {
      system: plannerSystem(output, work.questions),
      prompt: plannerTask({
        ...work.task,
        revision: work.revision,
        budget: running.account.left(),
        mayAsk: work.questions > 0,
      }),
      tools,
      output,
    },
    { ended: () => false, onEndTurn: hearing.hear },
  );
  const { account } = running;
  const heard = hearing.heard();
  const how = endedOtherwise(talked) ?? howItEnded(heard);
  return {
    ...how,
    message: paragraph(how.message),
    fault: talked.end === 'fault' ? talked.fault : null,
    proposal: heard.proposal,
    questions: how.end === 'questions' ? heard.questions : [],
    summary: heard.summary,
    rounds: heard.rounds,
    model: account.model(),
    turns: account.turns(),
    seconds: account.seconds(),
    usage: account.usage(),
    notes: running.notes(),
  };
}

function howItEnded<P>(heard: Heard<P>): Pick<DraftSaid<P>, 'end' | 'message'> {
  if (heard.wrong.length > 0)
    return { end: 'invalid', message: `no valid plan came of it: ${heard.wrong.join('; ')}` };
  if (heard.proposal !== undefined) return { end: 'proposed', message: 'a plan is proposed' };
  return heard.questions.length > 0
    ? { end: 'questions', message: 'there are questions first' }
    : { end: 'declined', message: `nothing should be built: ${heard.declined}` };
}
