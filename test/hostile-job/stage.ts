/**
 * A wave of one phase with an honest outcome, whatever an enemy in its model job makes of it, and publish over both: in this process,
 * on real git. The enemy has the job's folder of outcomes, and nothing else.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../src/adapters/files/clock.ts';
import { diskFiles } from '../../src/adapters/files/files.ts';
import { isAlive } from '../../src/adapters/files/processes.ts';
import { openSeal } from '../../src/adapters/files/seal.ts';
import { localForge } from '../../src/adapters/local-forge/local-forge.ts';
import { approve } from '../../src/commands/approve.ts';
import { writeOutcome } from '../../src/commands/outcome-files.ts';
import { publish } from '../../src/commands/publish.ts';
import { stepsOf } from '../../src/commands/record.ts';
import { schedule } from '../../src/commands/schedule.ts';
import { gatherPieces, joinPieces } from '../../src/commands/wave-work.ts';
import type { Step } from '../../src/lifecycle/step.ts';
import type { Landing } from '../../src/outcomes/landing.ts';
import type { Schedule } from '../../src/outcomes/schedule.ts';
import type { Verification } from '../../src/outcomes/verification.ts';
import { readPlan } from '../../src/plan/read.ts';
import { builtResult, passingReview, verificationOf } from '../builders/outcomes.ts';
import { NONCE } from '../contracts/git/hostile-bundles.ts';
import { openScene, type Scene, scene } from '../contracts/git/scene.ts';
import { keptProgress } from '../doubles/kept-progress.ts';
import { planText } from '../end-to-end/place.ts';

const PATH = 'plans/job.md';
const TEXT = planText({
  id: 'job',
  phases: [
    { id: 'mine', yaml: 'paths: [src/**, "*.txt"], verify: [test -d src]' },
    { id: 'other', yaml: 'paths: [lib/**], verify: [test -d lib]' },
  ],
});
export const plan = readPlan(new TextEncoder().encode(TEXT), PATH).plan!;

export interface Job {
  at: Scene;
  schedule: Schedule;
  /** A file of the outcomes. */
  path(name: string): string;
  /** Changes fields of an outcome, or whatever else of its text. */
  change(name: string, change: Record<string, unknown> | ((text: string) => string)): Promise<void>;
  /** Puts this bundle in the place of the honest one. */
  exchange(bundle: string): Promise<void>;
  /** A bundle of one commit on the base with these files, made by git as anybody may make one. */
  committed(files: Record<string, string>, options?: { message?: string; author?: string }): string;
}

export interface JobEnd {
  landing: Landing | undefined;
  /** Code of publish's fault; undefined: it had none. */
  fault: string | undefined;
  /** What was said of the phase, or the fault's words. */
  said: string;
  /** What stands on the plan's branch; empty: it was not made. */
  landed: string;
  record: Step[];
  git: Scene['git'];
}

/** A wave of the phase `mine` that has just started, in a repository of its own. */
export async function startedWave() {
  await using cleanup = new AsyncDisposableStack();
  const at = cleanup.use(scene({ 'a.txt': 'one\n', [PATH]: TEXT, 'README.md': '# Job\n' }));
  const git = cleanup.use(await openScene(at));
  const folder = at.path('outcomes');
  const identity = { name: 'Ann', email: 'ann@example.org' };
  let drawn = 0;
  const ports = {
    git,
    // The hostile bundles are made for this run's nonce, which is the first that schedule draws.
    clock: { ...systemClock, nonce: () => (drawn++ === 0 ? NONCE : systemClock.nonce()) },
    files: diskFiles,
    seal: await openSeal(at.path('state')),
    person: { identity, ci: false, terminal: false, confirm: async () => false },
    forge: localForge({ folder: at.path('forge'), identity, processes: { alive: isAlive } }),
    progress: keptProgress(),
  };
  await approve({ name: 'job', cwd: at.repo, phases: [], yes: true }, { ...ports, clock: systemClock });
  const ask = { name: 'job', cwd: at.repo, phases: ['mine'], folder, run: 'run-1', attempt: 1 };
  const wave = await schedule({ ...ask, runs: undefined }, ports);
  at.git('checkout', '-q', '--detach');
  const job = jobIn(at, wave, folder);
  const honest = job.committed({ 'src/new.txt': 'new\n' });
  const owned = cleanup.move();
  return {
    ...{ at, ports, folder, wave, job },
    beHonest: () => job.exchange(honest),
    /** What verify and publish take the phase's work for: why it may not land; empty where it may. */
    async judged(): Promise<string> {
      await using workshop = await git.workshop();
      const pieces = await gatherPieces({ schedule: wave, plan, folder }, workshop, ports);
      return pieces.map(({ refusal }) => refusal?.message ?? '').join();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The whole way to the landing. `before`: what the enemy does before verify looks; `after`: behind its back. */
export async function hostileJob(
  enemy: { before?: (job: Job) => unknown; after?: (job: Job) => unknown },
  look: (end: JobEnd) => unknown,
): Promise<void> {
  await using started = await startedWave();
  const { at, ports, folder, wave, job } = started;
  await started.beHonest();
  await enemy.before?.(job);
  await verified(wave, folder, ports.git);
  await reviewed(wave, folder);
  await enemy.after?.(job);
  const refsBefore = at.git('for-each-ref', 'refs/heads/main', 'refs/tags');

  const end: JobEnd = { landing: undefined, fault: undefined, said: '', landed: '', record: [], git: at.git };
  try {
    end.landing = (await publish({ folder }, ports)).landing;
    end.said = end.landing.ended.map(({ message }) => message).join('\n');
  } catch (thrown) {
    const { code = '', message } = thrown as { code?: string; message: string };
    Object.assign(end, { fault: code, said: message });
  }
  if (at.git('for-each-ref', 'refs/heads/main', 'refs/tags') !== refsBefore)
    throw new Error('other refs moved');
  end.landed = at.git('for-each-ref', '--format=%(objectname)', 'refs/heads/plan');
  end.record = stepsOf((await ports.git.repository.record('job'))?.text).map(({ step }) => step);
  await look(end);
}

function jobIn(at: Scene, wave: Schedule, folder: string): Job {
  const path = (name: string) => join(folder, name);
  const change: Job['change'] = async (name, how) => {
    const text = await readFile(path(name), 'utf8');
    const changed = typeof how === 'function' ? how(text) : JSON.stringify({ ...JSON.parse(text), ...how });
    await writeFile(path(name), changed);
  };
  let made = 0;
  return {
    at,
    schedule: wave,
    path,
    change,
    async exchange(bundle) {
      await writeFile(path('work-mine.bundle'), await readFile(bundle));
      const commit = /^([0-9a-f]{40}) refs\//m.exec(await readFile(bundle, 'latin1'))?.[1] ?? wave.base;
      await writeOutcome(diskFiles, folder, builtResult(wave, 'mine', { commit }), 'mine');
    },
    committed(files, { message = 'work', author = 'A <a@b>' } = {}) {
      at.git('checkout', '-q', '--force', '--detach', wave.base);
      for (const [name, content] of Object.entries(files)) at.write(name, content);
      at.git('add', '-A');
      at.git('commit', '-q', '--author', author, '-m', message);
      const ref = `refs/planfile-out/${NONCE}`;
      at.git('update-ref', ref, 'HEAD');
      const bundle = at.path(`made-${made++}.bundle`);
      at.git('bundle', 'create', '-q', bundle, ref, `^${wave.base}`);
      at.git('update-ref', '-d', ref);
      return bundle;
    },
  };
}

type Opened = Awaited<ReturnType<typeof openScene>>;

/** What verify says when every command passes: it reads the outcomes as publish does. */
async function verified(wave: Schedule, folder: string, git: Opened): Promise<void> {
  await using workshop = await git.workshop();
  const pieces = await gatherPieces({ schedule: wave, plan, folder }, workshop, { files: diskFiles });
  const whole = pieces.filter(({ refusal }) => refusal === undefined);
  const joined = await joinPieces(whole, { base: wave.base, head: wave.base }, workshop);
  const seen = verificationOf(wave, {
    head: wave.base,
    tree: joined.tree,
    passed: joined.steps.map(({ piece, tree }) => ({
      phase: piece.phase.id,
      digest: piece.phase.digest,
      commit: piece.work!.commit,
      tree,
    })),
    leftOut: pieces.flatMap(({ phase: { id, digest }, refusal }) =>
      refusal ? [{ phase: id, digest, ...refusal }] : [],
    ),
  });
  await writeOutcome<'verification'>(diskFiles, folder, seen);
}

async function reviewed(wave: Schedule, folder: string): Promise<void> {
  const { tree } = JSON.parse(await readFile(join(folder, 'verification.json'), 'utf8')) as Verification;
  const criteria = [{ phase: 'mine', criterion: 1, text: 'It is there', met: true, evidence: 'src/new.txt' }];
  await writeOutcome<'review'>(diskFiles, folder, passingReview(wave, { tree, criteria }));
}
