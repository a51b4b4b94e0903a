/**
 * What the jobs of a plan do at the remote, with the shipped decisions: who starts what (`decideWave`), whose start it still is
 * (`requireOwnStarts`), what stands on the branch (`standingsOf`), how a record grows (`appendSteps`). Only building is left out.
 */
import { crashedSteps } from '../../src/commands/crashed.ts';
import { ownStartGuards, requireOwnStarts } from '../../src/commands/publishing/own-starts.ts';
import { appendSteps, recordRef, stepsOf } from '../../src/commands/record.ts';
import { decideWave } from '../../src/commands/schedule.ts';
import { inOrder } from '../../src/commands/wave-work.ts';
import { branchRef } from '../../src/commands/where.ts';
import { fold, type PlanState } from '../../src/lifecycle/fold.ts';
import { decide, type PhaseDecision } from '../../src/lifecycle/gate.ts';
import { type CommitStanding, foreignOf, landedOf, prove, standingsOf } from '../../src/lifecycle/landed.ts';
import type { Recorded } from '../../src/lifecycle/record.ts';
import type { Step, StepOf } from '../../src/lifecycle/step.ts';
import { commitMessage } from '../../src/lifecycle/trailers.ts';
import type { Schedule } from '../../src/outcomes/schedule.ts';
import type { Phase, Plan } from '../../src/plan/plan.ts';
import { readPlan } from '../../src/plan/read.ts';
import { DEFAULT_POLICY } from '../../src/policy/schema.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { Fault } from '../../src/ports/fault.ts';
import type { RefUpdate } from '../../src/ports/git.ts';
import { planText } from '../end-to-end/place.ts';
import type { Turns } from './interleaving.ts';
import {
  type Checkout,
  checkout,
  compareAndSwap,
  type ModelRemote,
  modelRemote,
  type Push,
  sha,
} from './remote.ts';

const PATH = 'plans/polite.md';
const text = planText({
  id: 'polite',
  phases: [
    { id: 'a', yaml: 'paths: [a.sh], verify: [test -f a.sh]' },
    { id: 'b', yaml: 'paths: [b.sh], verify: [test -f b.sh]' },
    { id: 'c', yaml: 'needs: [a], paths: [c.sh], verify: [test -f c.sh]' },
  ],
});
export const plan: Plan = readPlan(new TextEncoder().encode(text), PATH).plan!;
const policy = { ...DEFAULT_POLICY, attempts: 100 };

export interface Wiring {
  push: Push;
  ownStarts: readonly (typeof ownStartGuards)[string][];
}
export const shipped: Wiring = { push: compareAndSwap, ownStarts: Object.values(ownStartGuards) };

export function world(wiring: Wiring = shipped) {
  const remote = modelRemote();
  const main = remote.commit({ parents: [], message: 'start', files: { [PATH]: text } });
  remote.refs.set('refs/heads/main', main);
  /** Runs that are over, as the forge knows. */
  const over = new Set<string>();
  /** What the schedule job of each run handed on. */
  const waves = new Map<string, Schedule>();
  /** Keys of steps of which a job was told that they are in the record. */
  const acknowledged: string[] = [];

  const at = (job: string, turns: Turns): Here => ({
    ...checkout(remote, job, turns, wiring.push),
    clock: clockOf(job),
  });
  const stateOf = async (run: string) => (over.has(run) ? 'completed' : 'running');
  const forge = {
    kind: 'github',
    runs: { state: stateOf, find: async (run: string) => ({ attempt: 1, state: await stateOf(run) }) },
  };

  const append = async (
    here: Here,
    message: string,
    what: (record: readonly Recorded[]) => Promise<Addition> | Addition,
  ): Promise<readonly Step[]> => {
    const { added } = await appendSteps({ id: plan.id, message, decide: what }, here.workshop as never, {
      git: here as never,
      clock: here.clock,
    });
    acknowledged.push(...added.map(({ key }) => key));
    return added;
  };

  /** The record together with what stands on the branch, as `gateOn` sees it. */
  async function stand(
    here: Here,
    record: readonly Recorded[],
    coming: readonly Step[] = [],
    mending?: ReadonlySet<string>,
  ) {
    const last = record.at(-1)?.line ?? 0;
    const claimed = fold(plan, [...record, ...coming.map((step, i) => ({ step, line: last + 1 + i }))]);
    return standOn(claimed, standings(claimed, await here.repository.resolve(branchRef(plan.id))), mending);
  }

  function standings(state: PlanState, tip: string | undefined): CommitStanding[] {
    const commits = tip === undefined ? [] : remote.chain(tip).reverse().slice(1);
    const known = commits.map((commit) => {
      const before = remote.commits.get(commit.parents[0]!)!.files;
      const paths = [...new Set([...Object.keys(before), ...Object.keys(commit.files)])];
      const changed = paths.filter((path) => before[path] !== commit.files[path]);
      return { ...commit, tree: treeOf(commit.files), changed };
    });
    return standingsOf(known, { planPaths: [PATH], phases: plan.phases, state });
  }

  /** A person's word, written down. */
  const approve = (name: string, phases: readonly string[]) => async (turns: Turns) => {
    const here = at(name, turns);
    const { clock } = here;
    const step: StepOf<'approve'> = {
      type: 'approve',
      key: clock.nonce(),
      at: clock.now().toISOString(),
      by: { name },
      phases: plan.phases
        .filter(({ id }) => phases.includes(id))
        .map(({ id, digest }) => ({ phase: id, digest })),
      evidence: { kind: 'comment', repository: 'octo/site', on: 1, id: 1 },
    };
    await tried(3, async () => void (await append(here, 'approve', () => ({ steps: [step] }))));
  };

  /** A person sets free what failed, or what runs where nobody can see. */
  const reset = (name: string, phase: string) => async (turns: Turns) => {
    await tried(1, async () => {
      const here = at(name, turns);
      const { clock } = here;
      await append(here, `reset ${phase}`, (record) => {
        const track = fold(plan, record).phases.find((one) => one.phase === phase)!;
        const common = { at: clock.now().toISOString(), phase, digest: track.digest };
        if (!['failed', 'running'].includes(track.state)) return { steps: [] };
        if (track.mending) return { steps: [endOf(track.start!, 'crashed', null, here)] };
        const step: Step = { type: 'reset', key: clock.nonce(), ...common, by: { name }, reason: 'x' };
        return {
          steps: track.state === 'running' ? [endOf(track.start!, 'crashed', null, here), step] : [step],
        };
      });
    });
  };

  /** Somebody edits the plan's file on its branch, and its head moves. */
  const edit = (name: string) => async (turns: Turns) => {
    await turns.take(name, 'edit');
    const ref = branchRef(plan.id);
    const tip = remote.refs.get(ref) ?? main;
    const { files } = remote.commits.get(tip)!;
    const more = { ...files, [PATH]: `${files[PATH]}\n<!-- ${name} -->\n` };
    remote.refs.set(ref, remote.commit({ parents: [tip], message: 'Edit the plan', files: more }));
  };

  /** schedule, then as often as it takes: verify, publish. */
  const run =
    (name: string, phases: readonly string[] = []) =>
    async (turns: Turns) => {
      const here = at(name, turns);
      await tried(1, () => schedule(here, name, phases));
      const own = waves.get(name);
      if (own && own.legs.length > 0) await tried(4, () => land(here, own));
    };

  /** The same for what has landed: a person sends back what a review found. `lands`: else its session fails. */
  const fix =
    (name: string, phase: string, lands = true) =>
    async (turns: Turns) => {
      const here = at(name, turns);
      await tried(1, () => schedule(here, name, [phase], new Set([phase])));
      const own = waves.get(name);
      if (own && own.legs.length > 0) await tried(4, () => land(here, own, lands));
    };

  /** Somebody pressed `re-run` on the last job of a run: what its earlier jobs handed on is still there. */
  const publishAgain = (name: string, of: string) => async (turns: Turns) => {
    await turns.take(name, 'begin');
    const own = waves.get(of);
    if (own && own.legs.length > 0) await tried(2, () => land(at(name, turns), own));
  };

  async function schedule(
    here: Here,
    name: string,
    phases: readonly string[],
    mending?: ReadonlySet<string>,
  ): Promise<void> {
    await here.fetch();
    const base = (await here.repository.resolve(branchRef(plan.id))) ?? main;
    const outcome = { plan: plan.id, run: name, attempt: 1, nonce: here.clock.nonce(), base } as Schedule;
    await append(here, `schedule ${name}`, async (record) => {
      const { steps: crashed } = await crashedSteps(
        record,
        { plan: plan.id, runs: undefined },
        here.workshop as never,
        { clock: here.clock, forge, progress: { note() {} } } as never,
      );
      const { state, decisions } = await stand(here, record, crashed, mending);
      const asked = { phases, run: name, attempt: 1, mending };
      const { start } = decideWave(plan, { state, decisions, policy }, asked);
      const steps = start.map((phase) => startOf(phase, outcome, state, here));
      outcome.legs = steps.map(({ phase, digest, key, attempt }) => ({
        phase,
        digest,
        start: key,
        attempt,
        approvedBy: ['ada'],
      }));
      return { steps: [...crashed, ...steps] };
    });
    waves.set(name, outcome);
  }

  /** verify, which joins on the head that it finds, and publish. */
  async function land(here: Here, wave: Schedule, lands = true): Promise<void> {
    await here.fetch();
    const head = (await here.repository.resolve(branchRef(plan.id))) ?? wave.base;
    const known = stepsOf((await here.repository.record(plan.id))?.text);
    const starts = new Set(wave.legs.map(({ start }) => start));
    if (known.filter(({ step }) => step.type === 'end' && starts.has(step.start)).length === starts.size)
      return;
    await append(here, `land ${wave.run}`, async (record) => {
      requireOwnStarts(wave, record, wiring.ownStarts);
      const before = await here.repository.resolve(branchRef(plan.id));
      const { decisions } = await stand(here, record);
      if ((before ?? wave.base) !== head) throw new Fault('undecided', 'head-moved', 'it moved', 'Again.');
      let tip = head;
      const ends = inOrder(plan).flatMap(({ id }): StepOf<'end'>[] => {
        const leg = wave.legs.find(({ phase }) => phase === id);
        if (leg === undefined) return [];
        const may = lands && decisions.some((one) => one.phase === id && one.code === 'approved');
        if (may) tip = built(here, leg, tip);
        return [endOf({ ...leg, key: leg.start }, may ? null : 'refused', may ? tip : null, here)];
      });
      const moves = tip === head ? [] : [{ ref: branchRef(plan.id), from: before, to: tip }];
      return { steps: ends, moves, keep: [tip] };
    });
  }

  function built({ clock }: Here, { phase, digest }: Schedule['legs'][number], onto: string): string {
    const trailers = { plan: PATH, digest, phase, plannedBy: 'ada', implementedBy: 'm', approvedBy: ['ada'] };
    // Two jobs that build the same thing build it at different moments, so that their commits differ.
    const message = commitMessage({ subject: phase, body: clock.nonce(), trailers });
    const files = { ...remote.commits.get(onto)!.files, [`${phase}.sh`]: phase };
    return remote.commit({ parents: [onto], message, files });
  }

  const startOf = (
    phase: Phase,
    { run, nonce, base }: Schedule,
    state: PlanState,
    { clock }: Here,
  ): StepOf<'start'> => ({
    type: 'start',
    key: clock.nonce(),
    at: clock.now().toISOString(),
    phase: phase.id,
    digest: phase.digest,
    base,
    attempt: state.phases.find((one) => one.phase === phase.id)!.attempts.length + 1,
    holder: { run, attempt: 1, nonce },
  });

  const endOf = (
    start: Pick<StepOf<'start'>, 'key' | 'phase' | 'digest'>,
    reason: StepOf<'end'>['reason'],
    commit: string | null,
    { clock }: Here,
  ): StepOf<'end'> => ({
    type: 'end',
    key: clock.nonce(),
    at: clock.now().toISOString(),
    phase: start.phase,
    digest: start.digest,
    start: start.key,
    outcome: reason === null ? 'done' : 'failed',
    reason,
    message: '',
    commit,
    tree: commit && treeOf(remote.commits.get(commit)!.files),
    verified: reason === null,
    turns: 0,
    seconds: 0,
    usage: [],
  });

  return {
    remote,
    over,
    waves,
    acknowledged,
    standings,
    jobs: { approve, reset, edit, run, fix, publishAgain },
    record: (): Recorded[] => {
      const tip = remote.refs.get(recordRef(plan.id));
      return tip === undefined ? [] : stepsOf(remote.commits.get(tip)!.files['record.jsonl']);
    },
  };
}
/** Of each job its own, so that what one draws does not depend on when another did. */
function clockOf(job: string): Clock {
  let drawn = 0;
  return {
    now: () => new Date(Date.UTC(2026, 10, 22) + drawn * 1_000),
    elapsed: () => 0,
    sleep: async () => {},
    nonce: () => sha(`${job} ${drawn++}`).slice(0, 32),
  };
}

type Here = Checkout & { clock: Clock };
export type World = ReturnType<typeof world>;

interface Addition {
  steps: readonly Step[];
  moves?: readonly RefUpdate[];
  keep?: readonly string[];
}

export const treeOf = (files: ModelFiles): string => sha(JSON.stringify(Object.entries(files).sort()));
type ModelFiles = Parameters<ModelRemote['commit']>[0]['files'];

/** A job that fails says so and ends; what may succeed another time is tried again, as a re-run of the failed job does. */
async function tried(most: number, act: () => Promise<void>): Promise<void> {
  for (let n = 1; n <= most; n += 1) {
    try {
      return await act();
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      if (fault.kind === 'refused') return;
    }
  }
}

/** What the gate, and the account of the branch, say. */
function standOn(
  claimed: PlanState,
  standings: readonly CommitStanding[],
  mending?: ReadonlySet<string>,
): { state: PlanState; decisions: PhaseDecision[] } {
  const state = prove(claimed, landedOf(standings));
  const approvals = state.approvals.map(({ step, line }) => ({
    step,
    line,
    verdict: 'holds' as const,
    code: 'holds',
    why: '',
  }));
  const foreign = foreignOf(standings);
  return { state, decisions: decide({ plan, state, approvals, policy, foreign, mending, howToApprove: '' }) };
}
