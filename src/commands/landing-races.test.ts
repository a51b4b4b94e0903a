/**
 * Runs of one plan that land at the same moment: whatever moment it is, no work is refused because another's landed. Every
 * interleaving with a whole landing is tried, on real git: before each question whose answer can change.
 */
import { expect, test } from 'vitest';
import { openScene, type Scene, scene } from '../../test/contracts/git/scene.ts';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { systemClock } from '../adapters/files/clock.ts';
import { diskFiles } from '../adapters/files/files.ts';
import { isAlive } from '../adapters/files/processes.ts';
import { openSeal } from '../adapters/files/seal.ts';
import { localForge } from '../adapters/local-forge/local-forge.ts';
import { fold } from '../lifecycle/fold.ts';
import type { Result } from '../outcomes/result.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Verification } from '../outcomes/verification.ts';
import { readPlan } from '../plan/read.ts';
import type { Repository } from '../ports/git.ts';
import { approve } from './approve.ts';
import { writeOutcome } from './outcome-files.ts';
import { publish } from './publish.ts';
import { stepsOf } from './record.ts';
import { schedule } from './schedule.ts';

const PLAN = `---
planfile: 1
id: two
phases:
  - {id: a, paths: [a/**], verify: ['true']}
  - {id: b, paths: [b/**], verify: ['true']}
---

# Two

Why.

## Phase a: Do a

Write it.

- [ ] It is there

## Phase b: Do b

Write it.

- [ ] It is there
`;
const plan = readPlan(new TextEncoder().encode(PLAN), 'plans/two.md').plan!;

/** Every moment in the soak, every other one else. */
const STEP = process.env.SOAK ? 1 : 2;

/** What is asked of refs; the rest is asked of objects, which never change. */
const MOVING: ReadonlySet<string> = new Set(['record', 'records', 'resolve', 'refs', 'checkedOutAt']);

async function stage(at: Scene) {
  const git = await openScene(at);
  const identity = { name: 'Ann', email: 'ann@example.org' };
  const ports = {
    git,
    clock: systemClock,
    files: diskFiles,
    seal: await openSeal(at.path('state')),
    person: { identity, ci: false, terminal: false, confirm: async () => false },
    forge: localForge({ folder: at.path('planfile'), identity, processes: { alive: isAlive } }),
    progress: keptProgress(),
  };
  await approve({ name: 'two', cwd: at.repo, phases: [], yes: true }, ports);

  /** Asks git as everybody does, but that `meanwhile` happens before the nth question. */
  const interrupted = (n: number, meanwhile: () => Promise<unknown>) => {
    let asked = 0;
    const repository = new Proxy(git.repository, {
      get(target, name: keyof Repository) {
        const method = target[name];
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]) => {
          if (MOVING.has(name)) asked += 1;
          if (MOVING.has(name) && asked === n) await meanwhile();
          return (method as (...given: unknown[]) => unknown)(...given);
        };
      },
    });
    return { ports: { ...ports, git: { ...git, repository } }, isOver: () => asked < n };
  };

  const start = (phase: string, with_ = ports) => {
    const folder = at.path(`wave-${phase}`);
    const ask = { name: 'two', cwd: at.repo, phases: [phase], folder, run: `run-${phase}`, attempt: 1 };
    return schedule({ ...ask, runs: undefined }, with_);
  };
  const verify = (wave: Schedule) =>
    writeVerified(wave, at.path(`wave-${wave.legs[0]!.phase}`), git.repository);
  return {
    interrupted,
    start,
    verify,
    /** Built without a change, which needs no bundle, and verified on the branch as it is. */
    async built(phase: string) {
      const wave = await start(phase);
      await writeBuilt(wave, at.path(`wave-${phase}`));
      await verify(wave);
      return wave;
    },
    publish: (phase: string, with_ = ports) => publish({ folder: at.path(`wave-${phase}`) }, with_),
    states: async () => {
      const { phases } = fold(plan, stepsOf((await git.repository.record('two'))?.text));
      return Object.fromEntries(phases.map(({ phase, state, message }) => [phase, message || state]));
    },
    [Symbol.asyncDispose]: () => git[Symbol.asyncDispose](),
  };
}

const headerOf = ({ plan, run, attempt, nonce }: Schedule) =>
  ({ planfile: 1, plan, run, attempt, nonce }) as const;

async function writeBuilt(wave: Schedule, folder: string): Promise<void> {
  const [{ phase, digest }] = wave.legs as [Schedule['legs'][number]];
  const result: Result = {
    ...headerOf(wave),
    kind: 'result',
    phase,
    digest,
    base: wave.base,
    outcome: 'built',
    reason: null,
    message: '',
    commit: null,
    bundle: null,
    landable: true,
    changes: [],
    outside: [],
    protected: [],
    unlocked: [],
    selfVerified: [],
    leftOut: [],
    verify: [],
    rounds: 0,
    summary: '',
    deviations: [],
    escalation: null,
    consults: 0,
    checkpoints: 0,
    context: [],
    transcript: null,
    keptTree: null,
    timeline: [],
    turns: 1,
    seconds: 1,
    usage: [],
    notes: [],
  };
  await writeOutcome(diskFiles, folder, result, phase);
}

async function writeVerified(wave: Schedule, folder: string, repository: Repository): Promise<void> {
  const head = (await repository.resolve('refs/heads/plan/two')) ?? wave.base;
  const tree = await repository.treeOf(head);
  const passed = wave.legs.map(({ phase, digest }) => ({ phase, digest, commit: wave.base, tree }));
  const seen = { base: wave.base, head, tree, passed, leftOut: [], runs: [], seconds: 1 };
  await writeOutcome<'verification'>(diskFiles, folder, {
    ...headerOf(wave),
    kind: 'verification',
    ...seen,
  } satisfies Verification);
}

test('another landing at whatever moment: a wave lands, or is told to look again, and never fails', async () => {
  const told = new Set<string>();
  for (let n = 1; ; n += STEP) {
    using at = scene({ 'plans/two.md': PLAN });
    await using on = await stage(at);
    await on.built('a');
    const wave = await on.built('b');
    const { ports, isOver } = on.interrupted(n, () => on.publish('a').catch(() => {}));
    const first = await on.publish('b', ports).catch((fault) => fault.code as string);
    if (isOver()) break;
    const { a, b } = await on.states();
    expect(['done done', 'done running', 'running done'], `before question ${n}`).toContain(`${a} ${b}`);
    told.add(typeof first === 'string' ? first : first.landing.ended[0]!.outcome);
    await on.verify(wave);
    const again = await on.publish('b');
    expect(again.landing.ended, `before question ${n}`).toMatchObject([{ phase: 'b', outcome: 'done' }]);
  }
  expect([...told].sort()).toEqual(['done', 'head-moved']);
}, 60_000);

test('another landing at whatever moment: what is ready starts', async () => {
  for (let n = 1; ; n += STEP) {
    using at = scene({ 'plans/two.md': PLAN });
    await using on = await stage(at);
    await on.built('a');
    const { ports, isOver } = on.interrupted(n, () => on.publish('a'));
    const { legs, held } = await on.start('b', ports);
    if (isOver()) break;
    expect({ legs, held }, `before question ${n}`).toMatchObject({ legs: [{ phase: 'b' }], held: [] });
  }
}, 60_000);
