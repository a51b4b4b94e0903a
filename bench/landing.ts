/**
 * A landing of 50 phases in a repository of 2,000 files: fifty bundles read as if an enemy had made them, joined one after the other,
 * and one transaction of refs; beside plain git, which believes the bundles, fetches each and cherry-picks it into a work tree.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { diskFiles } from '../src/adapters/files/files.ts';
import { writeOutcome } from '../src/commands/outcome-files.ts';
import { gatherPieces, joinPieces } from '../src/commands/wave-work.ts';
import type { Schedule } from '../src/outcomes/schedule.ts';
import { readPlan } from '../src/plan/read.ts';
import { builtResult } from '../test/builders/outcomes.ts';
import { gitEnv, openScene, type Scene, scene } from '../test/contracts/git/scene.ts';

const PHASES = 50;
const FILES = 2_000;
const NONCE = 'c'.repeat(32);
const REF = `refs/planfile-out/${NONCE}`;

export async function benchLanding(rounds = 3): Promise<string[]> {
  using at = scene(
    Object.fromEntries(Array.from({ length: FILES }, (_, i) => [`d${i % 50}/f${i}.ts`, `${i}\n`])),
  );
  const wave = await bundles(at);
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await timed(() => cherryPicked(at)));
    ours.push(await timed(() => landed(at, wave, round)));
  }
  const [own, floor] = [Math.min(...ours), Math.min(...plain)];
  const { maxRSS } = process.resourceUsage();
  return [
    `| ${PHASES} phases on ${FILES} files, best of ${rounds} | ms | a phase, ms | beside git |`,
    '|---|---|---|---|',
    `| git: fetch each bundle, cherry-pick | ${floor.toFixed(0)} | ${(floor / PHASES).toFixed(1)} | |`,
    `| read under guards, joined, landed | ${own.toFixed(0)} | ${(own / PHASES).toFixed(1)} | ${(own / floor).toFixed(2)} |`,
    '',
    `This process had ${(maxRSS / 1_000).toFixed(0)} MB at most, what else it did before included.`,
  ];
}

async function timed(act: () => unknown): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

const ids = Array.from({ length: PHASES }, (_, i) => `p${i}`);
const TEXT = [
  '---\nplanfile: 1\nid: many\nphases:',
  ...ids.map((id, i) => `  - {id: ${id}, paths: [d${i}/**], verify: ['true']}`),
  '---\n\n# Many\n\nWhy.',
  ...ids.map((id) => `\n## Phase ${id}: Build ${id}\n\nWrite it.\n\n- [ ] It is there`),
  '',
].join('\n');
const plan = readPlan(new TextEncoder().encode(TEXT), 'plans/many.md').plan!;

/** Each phase changes one file, adds one, and removes one. */
async function bundles(at: Scene): Promise<Schedule> {
  const base = at.git('rev-parse', 'HEAD');
  const legs = plan.phases.map(({ id, digest }) => ({
    phase: id,
    digest,
    start: id,
    attempt: 1,
    approvedBy: [],
  }));
  const wave = { plan: 'many', run: 'r', attempt: 1, nonce: NONCE, base, legs } as unknown as Schedule;
  for (const [i, { id }] of plan.phases.entries()) {
    at.git('checkout', '-q', '--detach', base);
    at.write(`d${i}/f${i}.ts`, `${i} changed\n`);
    at.write(`d${i}/new.ts`, `${i} new\n`);
    at.git('rm', '-q', `d${i}/f${i + 50}.ts`);
    const commit = at.commit(id);
    at.git('update-ref', REF, commit);
    await writeOutcome(diskFiles, at.path('outcomes'), builtResult(wave, id, { commit }), id);
    at.git('bundle', 'create', '-q', at.path(`outcomes/work-${id}.bundle`), REF, `^${base}`);
  }
  at.git('update-ref', '-d', REF);
  at.git('checkout', '-q', 'main');
  return wave;
}

function cherryPicked(at: Scene): void {
  const clone = mkdtempSync(at.path('clone-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', clone, ...args], { env: gitEnv, stdio: 'ignore' });
  git('clone', '-q', '--shared', at.repo, '.');
  for (const { id } of plan.phases) {
    git('fetch', '-q', join(at.path('outcomes'), `work-${id}.bundle`), REF);
    git('cherry-pick', 'FETCH_HEAD');
  }
  git('push', '-q', 'origin', 'HEAD:refs/heads/picked', '--force');
}

async function landed(at: Scene, schedule: Schedule, round: number): Promise<void> {
  await using git = await openScene(at);
  await using workshop = await git.workshop();
  const pieces = await gatherPieces({ schedule, plan, folder: at.path('outcomes') }, workshop, {
    files: diskFiles,
  });
  const refused = pieces.find(({ refusal }) => refusal);
  if (refused) throw new Error(refused.refusal!.message);
  const joined = await joinPieces(pieces, { base: schedule.base, head: schedule.base }, workshop);
  if (joined.steps.length !== PHASES) throw new Error('not all of them were joined');
  let tip = schedule.base;
  for (const { tree, piece } of joined.steps) {
    const author = { name: 'm', email: 'm@example.org' };
    tip = await workshop.commit({
      tree,
      parents: [tip],
      message: piece.phase.id,
      author,
      at: '2026-11-22T00:00:00Z',
    });
  }
  await workshop.land([{ ref: `refs/heads/plan/many-${round}`, from: undefined, to: tip }]);
}
