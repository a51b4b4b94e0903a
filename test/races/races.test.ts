/**
 * Real processes of the shipped bundle against a real git server, all at once: people approve, runs start what is ready and land it,
 * jobs are killed, connections drop. Whatever happens, the record and the branch end as if there had been one job after the other.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordRef, stepsOf } from '../../src/commands/record.ts';
import { branchRef } from '../../src/commands/where.ts';
import { fold } from '../../src/lifecycle/fold.ts';
import { parseTrailers } from '../../src/lifecycle/trailers.ts';
import { setDigest } from '../../src/plan/digest.ts';
import { readPlan } from '../../src/plan/read.ts';
import { startGitHub } from '../doubles/github/index.ts';
import { planText, project } from '../end-to-end/place.ts';
import { renderedWorkflows } from '../workflows/rendered.ts';
import { approveHere, approveJob, executeRun, type Races, together } from './processes.ts';

const PATH = 'plans/many.md';

/** A plan with as many phases as people; they do not need each other. */
async function stage(size: number, seed: number) {
  const ids = Array.from({ length: size }, (_, i) => `p${i}`);
  const yaml = (id: string) => `paths: [${id}.txt], verify: [test -s ${id}.txt]`;
  const text = planText({ id: 'many', phases: ids.map((id) => ({ id, yaml: yaml(id) })) });
  const github = await startGitHub({
    at: '2026-11-20T09:00:00Z',
    rates: { contentPerMinute: 100_000, contentPerHour: 100_000, workflowPerHour: 1_000_000 },
    files: {
      ...project,
      ...Object.fromEntries(renderedWorkflows.map(({ path, text: workflow }) => [path, workflow])),
      'plans/polite.md': null,
      '.github/planfile.yml': 'attempts: 100\ncaps: {runs: {plan: 1000, person: 1000, day: 1000}}\n',
    },
  });
  const { git } = github.repository;
  await git.git(['config', 'core.logAllRefUpdates', 'always']);
  const ada = github.person('ada', { permission: 'write' });
  const people = ids.map((id) => github.person(`of-${id}`, { permission: 'write' }));
  await github.push('plan/many', { by: ada, files: { [PATH]: text } });
  const pull = await github.pull({ by: ada, head: 'plan/many' });
  const plan = readPlan(new TextEncoder().encode(text), PATH).plan!;
  const folder = await mkdtemp(join(tmpdir(), 'races-'));
  const races: Races = {
    github,
    plan,
    chance: chanceFrom(seed),
    folder,
    doomed: new Set(),
    started: 0,
    log: [],
  };
  github.clock.advance({ minutes: 10 });
  const comments = people.map((by, i) => {
    const digest = setDigest([plan.phases[i]!]).slice(0, 32);
    return github.comment(pull, { by, body: `/planfile approve many ${digest}` });
  });
  github.clock.advance({ minutes: 10 });
  // Half of it is approved before, so that there is something to start at once.
  for (const [i, comment] of comments.slice(0, size / 2).entries())
    await approveHere(github, comment, people[i]!);
  return { ...races, races, ids, people, comments: comments.slice(size / 2) };
}

/** Mulberry32: enough chance for delays, the same for the same seed. */
function chanceFrom(seed: number): Races['chance'] {
  let state = seed * 0x9e3779b9;
  return {
    below(most) {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) % most;
    },
  };
}

type Staged = Awaited<ReturnType<typeof stage>>;

async function recordOf({ github }: Staged) {
  return stepsOf(await github.file(recordRef('many'), 'record.jsonl').catch(() => ''));
}

async function race(at: Staged, size: number): Promise<void> {
  const { races, github, people, comments, chance, plan, ids } = at;
  for (let n = 0; n < size / 2; n += 1) races.doomed.add(1 + chance.below(size * 3));
  for (let n = 0; n < size / 2; n += 1) {
    const drop = chance.below(2) === 0 ? 'before' : 'after';
    github.fail({ match: 'git-receive-pack', fault: { drop }, after: chance.below(size * 3) });
  }
  await together(races, 1_500, [
    ...comments.map((comment, i) => () => approveJob(races, comment, people[size / 2 + i]!)),
    // Each phase is wanted by two of them.
    ...people.map((by, i) => () => executeRun(races, by, [ids[i]!, ids[(i + 1) % size]!])),
  ]);
  // Nobody is in anybody's way any more: what is left is finished, one run after the other.
  github.heal();
  races.doomed.clear();
  for (let n = 0; n < 4; n += 1) {
    const open = fold(plan, (await recordOf(at)).slice()).phases.filter(({ state }) => state !== 'done');
    if (open.length > 0) await executeRun(races, people[0]!, ids);
  }
}

async function requireLaws(at: Staged, main: string): Promise<void> {
  const { github, plan, ids, people } = at;
  const { git } = github.repository;
  const record = await recordOf(at);
  const { phases, problems } = fold(plan, record);
  // One holder at a time: a start while somebody held it, or an end by somebody else, would be a problem.
  expect(problems).toEqual([]);
  expect(phases.map(({ phase, state }) => `${phase} ${state}`)).toEqual(ids.map((id) => `${id} done`));

  const approvals = record.flatMap(({ step }) => (step.type === 'approve' ? [step.by.name] : []));
  expect(approvals.toSorted(), 'each approval once').toEqual(people.map(({ login }) => login).toSorted());

  const log = await git.git(['log', '--first-parent', '-z', '--format=%H %B', `main..${branchRef('many')}`]);
  const landed = log.split('\0').flatMap((text) => {
    const trailers = parseTrailers(text.slice(41));
    return trailers ? [trailers.phase] : [];
  });
  expect(landed.toSorted(), 'each finished phase lands exactly once').toEqual(ids);
  for (const id of ids) expect(await github.file(branchRef('many'), `${id}.txt`)).toBe(`${id}\n`);

  expect(await git.resolve('refs/heads/main'), 'the default branch is never written').toBe(main);
  for (const ref of [recordRef('many'), branchRef('many')]) {
    const tips = (await git.git(['reflog', 'show', '--format=%H', ref])).split('\n').reverse();
    for (const [i, tip] of tips.slice(1).entries())
      expect(await git.isAncestor(tips[i]!, tip), `${ref} is never force-pushed`).toBe(true);
  }
  const chain = await git.git(['rev-list', '--first-parent', '--reverse', recordRef('many')]);
  let before = '';
  for (const commit of chain.split('\n')) {
    const text = await git.git(['show', `${commit}:record.jsonl`]);
    expect(text.startsWith(before), 'no step of a record is lost').toBe(true);
    before = text;
  }
  expect(github.complaints).toEqual([]);
}

/** `npm run soak`: twenty seeds a size. */
const RUNS: (readonly [number, number])[] = process.env.SOAK
  ? [2, 4, 8].flatMap((size) => Array.from({ length: 20 }, (_, seed) => [size, seed] as const))
  : [[2, 1]];

test.each(RUNS)('%i runs at once, and people who approve meanwhile, seed %i', async (size, seed) => {
  const at = await stage(size, seed);
  await using _ = at.github;
  const main = (await at.github.repository.git.resolve('refs/heads/main'))!;
  try {
    await race(at, size);
    await requireLaws(at, main);
  } catch (error) {
    (error as Error).message += `\n${at.log.join('\n')}`;
    throw error;
  } finally {
    await rm(at.folder, { recursive: true, force: true });
  }
});
