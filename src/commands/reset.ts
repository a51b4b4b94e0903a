/**
 * reset: a person sets a phase free, with a reason that stays in the record. What failed or is blocked may run again as if it
 * had not; what is done is undone by a revert (undo.ts); of what is said to be running elsewhere a person may say that it is over.
 */
import { commandLine } from '../lifecycle/comment-commands.ts';
import { fold, type PhaseState } from '../lifecycle/fold.ts';
import { prove } from '../lifecycle/landed.ts';
import type { Step, StepOf } from '../lifecycle/step.ts';
import { setDigest } from '../plan/digest.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { Fault } from '../ports/fault.ts';
import type { RefUpdate } from '../ports/git.ts';
import { nameOf } from '../ports/person.ts';
import type { Ports } from '../ports/ports.ts';
import { readBranch } from './branch.ts';
import { type GatePorts, requireNamed } from './gate.ts';
import { appendSteps, stepsOf } from './record.ts';
import { undo } from './undo.ts';
import { findPlan } from './where.ts';
import { whoAsks } from './who-asks.ts';

export type ResetPorts = GatePorts & Pick<Ports, 'files'>;

export interface ResetAsk {
  name: string;
  cwd: string;
  phase: string;
  reason: string;
  /** The run that does it, in a workflow: who started it is asked of the forge (trust.md T10). */
  job?: { run: string; attempt: number } | undefined;
}

export interface Reset {
  plan: string;
  phase: string;
  /** How the phase stood. */
  was: PhaseState['state'];
  by: string;
  /** The commit that takes its work out of the branch; null: there was nothing to take out. */
  revert: string | null;
  /** It was being mended: the fix is over, and what had landed stands. */
  fix: boolean;
  /** One line: what a person would type next. */
  next: string;
}

export async function reset(ask: ResetAsk, ports: ResetPorts): Promise<Reset> {
  const { plan } = await findPlan(ask, ports);
  const [phase] = requireNamed(plan, [ask.phase]);
  const reason = ask.reason.trim();
  if (reason === '') {
    throw new Fault(
      'usage',
      'reason-missing',
      'a reset says why',
      `--reason "<why ${ask.phase} is set free>"`,
    );
  }
  const who = await whoseWord(plan, ask, ports);
  const done: Reset = {
    plan: plan.id,
    phase: ask.phase,
    was: 'pending',
    by: who.by.name,
    revert: null,
    fix: false,
    next: '',
  };
  await using workshop = await ports.git.workshop();
  await appendSteps(
    {
      id: plan.id,
      message: `planfile ${plan.id}: reset ${ask.phase}`,
      decide: async (record) => {
        const claimed = fold(plan, record);
        const track = claimed.phases.find((one) => one.phase === phase!.id)!;
        done.was = track.state;
        done.fix = track.mending;
        const moves: RefUpdate[] = [];
        if (track.state === 'done') {
          const trustBase = ports.forge.kind === 'local';
          const { landed } = await readBranch({ plan, state: claimed, trustBase }, ports.git);
          const { phases } = prove(claimed, landed);
          // What a person reverted already needs no second revert: only the record is told.
          const now = phases.find((one) => one.phase === track.phase)!;
          const stands = now.state === 'done' || now.remains.length > 0;
          const asked = { plan, phase: track.phase, phases, by: who.author, reason };
          if (stands) moves.push(await undo(asked, workshop, ports));
        }
        done.revert = moves[0]?.to ?? null;
        const ended = await endOf(track, plan.id, { by: who.by.name, reason }, ports);
        // What a fix was to mend stands as it landed: only the fix is over.
        if (track.mending) return { steps: ended };
        const step: StepOf<'reset'> = {
          type: 'reset',
          key: ports.clock.nonce(),
          at: ports.clock.now().toISOString(),
          by: who.by,
          phase: track.phase,
          digest: track.digest,
          reason: reason.slice(0, 20_000),
        };
        return { steps: [...ended, step] satisfies Step[], moves };
      },
    },
    workshop,
    ports,
  );
  if (done.revert !== null && ports.forge.kind !== 'local') {
    const { tellAgain } = await import('./publishing/told-again.ts');
    await tellAgain(plan, ports);
  }
  done.next = nextOf(done, phase!, ports);
  return done;
}

/** What is undone was built by its approval, which is spent (trust.md T8). */
function nextOf({ plan, was, fix }: Reset, { id, digest }: Phase, { forge }: Pick<Ports, 'forge'>): string {
  const local = forge.kind === 'local';
  if (fix) return `planfile status ${plan}`;
  if (was !== 'done') return local ? `planfile run ${plan}` : `/planfile execute ${plan}`;
  return local
    ? `planfile approve ${plan} --phase ${id}`
    : commandLine('approve', plan, setDigest([{ id, digest }]));
}

interface Word {
  by: StepOf<'reset'>['by'];
  author: { name: string; email: string };
}

/** In a workflow whoever started the run, if they may write; on a person's machine who git says they are. */
async function whoseWord(plan: Plan, { job }: ResetAsk, ports: ResetPorts): Promise<Word> {
  const { person, forge, git } = ports;
  if (forge.kind !== 'local' && job !== undefined) {
    const record = stepsOf((await git.repository.record(plan.id))?.text);
    const { by } = await whoAsks(job, record, ports);
    if (by !== undefined) {
      const email = `${by.account ?? 0}+${by.name}@users.noreply.github.com`;
      return { by, author: { name: by.name, email } };
    }
  }
  if (person.ci) {
    throw new Fault(
      'usage',
      'reset-in-ci',
      'a reset is the word of a person, and nobody sits here',
      'Run it on your machine, or in a workflow that a person started, with GITHUB_TOKEN.',
    );
  }
  if (person.identity === undefined) {
    throw new Fault(
      'usage',
      'no-identity',
      'git does not know your name, and a reset says who gave it',
      'git config user.name "…" && git config user.email "…"',
    );
  }
  return { by: { name: nameOf(person.identity) }, author: person.identity };
}

/** What must be said before the phase can be reset: a start that nobody is left to end. Refuses what may not be reset. */
async function endOf(
  { phase, state, start, digest }: PhaseState,
  plan: string,
  { by, reason }: { by: string; reason: string },
  { forge, clock }: Pick<Ports, 'forge' | 'clock'>,
): Promise<StepOf<'end'>[]> {
  const refuse = (message: string, fix: string) => new Fault('refused', `phase-is-${state}`, message, fix);
  if (state === 'failed' || state === 'blocked' || state === 'done') return [];
  if (state === 'pending')
    throw refuse(`${phase} is pending: there is nothing to reset`, `planfile run ${plan}`);
  const { run, attempt } = start!.holder;
  const known = await forge.runs.state(run, attempt);
  if (known === 'completed') {
    throw refuse(
      `run ${run} of ${phase} is over, and may have built it: the next run takes up what it left`,
      `planfile run ${plan}`,
    );
  }
  if (known !== undefined) {
    throw refuse(`run ${run} still works on ${phase}`, 'End that run first, with Ctrl-C where it runs.');
  }
  return [
    {
      type: 'end',
      key: clock.nonce(),
      at: clock.now().toISOString(),
      phase,
      digest,
      start: start!.key,
      outcome: 'failed',
      reason: 'crashed',
      message: `${by} says that run ${run} is over; nothing is known of it here: ${reason}`.slice(0, 20_000),
      commit: null,
      tree: null,
      verified: false,
      turns: 0,
      seconds: 0,
      usage: [],
    },
  ];
}
