/** The plan's one pull request: opened with the first landing, refreshed by every wave, a draft until every phase is done. */
import { deviationsIn } from '../../lifecycle/deviations.ts';
import type { PhaseState } from '../../lifecycle/fold.ts';
import { approversOf } from '../../lifecycle/gate.ts';
import { formatAllTrailers, parseTrailers, type Trailers } from '../../lifecycle/trailers.ts';
import { scopeOf } from '../../outcomes/scope.ts';
import { addUsage } from '../../outcomes/usage.ts';
import type { Phase } from '../../plan/plan.ts';
import { Fault } from '../../ports/fault.ts';
import type { NewPull, Pull } from '../../ports/forge.ts';
import type { Change, CommitFacts, Repository } from '../../ports/git.ts';
import type { CostEntry } from '../../report/cost.ts';
import { type PullFacts, type PullPhase, pullMarkdown, pullTitle } from '../../report/pull.ts';
import { pullBody, roomFor, sameBody } from '../../report/pull-body.ts';
import { withoutSecrets } from '../../report/redact.ts';
import { lineToPaste, type Stand } from '../gate.ts';
import { inForceOf } from '../policy.ts';
import { branchOf } from '../where.ts';
import { pushNotes } from './ci.ts';
import type { Posted } from './post.ts';
import type { Told } from './told.ts';
import type { PublishPorts } from './wave.ts';

/** What of it the pull request tells. */
export interface PullTold extends Pick<Told, 'plan' | 'stand' | 'tip' | 'last' | 'check' | 'starting'> {
  /** Do pushes with our token start other workflows? undefined: it was no wave that pushed, and CI is not spoken of. */
  startsOthers?: boolean;
}

export async function refreshPull(
  told: PullTold,
  ports: Pick<PublishPorts, 'git' | 'forge'>,
): Promise<Partial<Posted>> {
  const { plan, tip, last } = told;
  const { pulls, origins } = ports.forge;
  if (tip === undefined) return {};
  const landed = await landedPhases(told, ports.git.repository);
  const facts = factsOf(told, landed);
  // Read last: what somebody writes there between this and our answer would be lost.
  const every = await pulls.everyOfBranch(branchOf(plan.id));
  const open = every.find(({ state }) => state === 'open');
  const over = every.find(({ head }) => head === tip);
  // People closed or merged it as it stands: there is nothing more to look at.
  if (open === undefined && (over !== undefined || (last === undefined && every.length > 0)))
    return {
      notes: over ? [`pull request #${over.number} is ${over.state}; no other is opened for the same`] : [],
    };

  const allDone = facts.phases.every(({ state }) => state === 'done');
  const before = open?.body ?? '';
  const trailers = formatAllTrailers(landed.flatMap(({ trailers }) => trailers));
  // What it is made of was redacted where it was written; a record can be typed by anybody who can push.
  const text = withoutSecrets(pullMarkdown(facts, roomFor(before, plan.id, trailers)));
  const body = text === '' ? before : pullBody(before, { plan: plan.id, text, trailers });
  const notes = text === '' ? ['what people wrote fills the pull request: planfile adds nothing to it'] : [];

  if (open === undefined) {
    const base = (await origins.repository()).defaultBranch;
    const pull = await opened(
      { branch: branchOf(plan.id), base, title: pullTitle(plan), body, draft: !allDone },
      ports,
    );
    if (pull?.draft === false && !allDone)
      notes.push('this repository has no drafts: the pull request is open before every phase is done');
    return pull ? { pull, notes } : { notes };
  }
  const change = {
    ...(sameBody(body, before) ? {} : { body }),
    // Only ever made ready: whoever made it ready earlier, or a draft again, had a reason.
    ...(open.draft && allDone ? { draft: false } : {}),
  };
  const pull = Object.keys(change).length > 0 ? await pulls.update(open.number, change) : open;
  return { pull, notes };
}

async function opened(
  pull: NewPull,
  { forge: { pulls } }: Pick<PublishPorts, 'forge'>,
): Promise<Pull | undefined> {
  try {
    return await pulls.open(pull);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // The base holds all of it already: it was merged, or the wave changed nothing.
    if (error.code === 'nothing-to-merge') return undefined;
    if (error.code !== 'pulls-not-allowed') throw error;
    const { kind, code, message, fix } = error;
    const byHand = `${fix} By hand: ${pulls.linkToOpen(pull.base, pull.branch)}`;
    throw new Fault(kind, code, message, byHand, { cause: error });
  }
}

interface LandedPhase {
  phase: Phase;
  track: PhaseState;
  /** What built it, and what mended it since. */
  commits: CommitFacts[];
  trailers: Trailers[];
  unlocked: string[];
  selfVerified: string[];
}

/** What landed and stands, asked from the commits themselves: outcomes of earlier waves are another run's. */
async function landedPhases({ plan, stand }: PullTold, repository: Repository): Promise<LandedPhase[]> {
  const landed: LandedPhase[] = [];
  for (const phase of plan.phases) {
    const track = stand.state.phases.find((one) => one.phase === phase.id);
    if (track?.state !== 'done') continue;
    const commits: CommitFacts[] = [];
    const changes = new Map<string, Change>();
    for (const { commit: id } of track.landed) {
      const commit = id === null ? undefined : await repository.commit(id);
      if (commit === undefined) continue;
      commits.push(commit);
      const [parent] = commit.parents;
      for (const change of parent ? await repository.changes(parent, commit.id) : [])
        changes.set(change.path, change);
    }
    const { unlocked, selfVerified } = scopeOf({ changes: [...changes.values()], paths: phase.paths });
    const trailers = commits.flatMap(({ message }) => parseTrailers(message) ?? []);
    landed.push({ phase, track, commits, trailers, unlocked, selfVerified });
  }
  return landed;
}

function factsOf(told: PullTold, landed: readonly LandedPhase[]): PullFacts {
  const { plan, stand, check, starting } = told;
  return {
    plan: plan.id,
    path: plan.path,
    approve: lineToPaste(plan, stand.decisions),
    starting: starting.map(({ id }) => id),
    phases: plan.phases.map((phase) => phaseFacts(phase, stand, landed)),
    check,
    spentUsd: stand.state.spentUsd,
    cost: costOf(stand),
    planner: inForceOf(stand.policy, plan).planner.model,
    notes: told.startsOthers === undefined ? [] : pushNotes({ ...told, startsOthers: told.startsOthers }),
  };
}

function phaseFacts(phase: Phase, { state, decisions }: Stand, landed: readonly LandedPhase[]): PullPhase {
  const track = state.phases.find((one) => one.phase === phase.id)!;
  const decision = decisions.find((one) => one.phase === phase.id);
  const own = landed.find((one) => one.phase.id === phase.id);
  const wants = track.state === 'pending' || track.state === 'failed';
  return {
    phase: phase.id,
    title: phase.title,
    needs: phase.needs,
    state: track.state,
    reason: track.reason,
    message: track.message,
    commit: own?.track.end?.commit ?? null,
    kept: track.state === 'done' ? null : (track.end?.commit ?? null),
    run: track.start?.holder.run ?? null,
    model: own?.trailers.at(-1)?.implementedBy ?? executorOf(track) ?? null,
    approvedBy: own?.trailers.at(-1)?.approvedBy ?? approversOf(decision?.approvals ?? []),
    usd: track.spentUsd,
    deviations: own?.commits.flatMap(({ message }) => deviationsIn(message)) ?? [],
    mended: Math.max(0, track.landed.length - 1),
    unlocked: own?.unlocked ?? [],
    selfVerified: own?.selfVerified ?? [],
    refused:
      wants && decision !== undefined && decision.decision !== 'approved'
        ? { decision: decision.decision, message: decision.message }
        : null,
  };
}

const executorOf = ({ end }: PhaseState): string | undefined =>
  end?.usage.find(({ role }) => role === 'executor')?.model;

/** What each phase took over all its attempts, what went into earlier revisions, and the reviews. */
function costOf({ state }: Stand): CostEntry[] {
  const entryOf = (label: string, tracks: readonly PhaseState[], done = false): CostEntry => {
    const ends = tracks.flatMap(({ attempts }) => attempts.flatMap(({ end }) => end ?? []));
    return {
      label,
      turns: ends.reduce((sum, { turns }) => sum + turns, 0),
      seconds: ends.reduce((sum, { seconds }) => sum + seconds, 0),
      usage: addUsage(ends.flatMap(({ usage }) => usage)),
      done,
    };
  };
  const usage = addUsage(state.reviews.flatMap(({ step }) => step.usage));
  const entries = [
    ...state.phases.map((track) => entryOf(track.phase, [track], track.state === 'done')),
    entryOf('earlier revisions', state.history),
    { label: 'reviews', turns: usage.reduce((sum, { calls }) => sum + calls, 0), seconds: 0, usage },
  ];
  return entries.filter((entry) => entry.usage.length > 0);
}
