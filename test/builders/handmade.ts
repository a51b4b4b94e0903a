/** What execute and verify hand on, made by hand with real git: no model, no sandbox, and the same outcomes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskFiles } from '../../src/adapters/files/files.ts';
import { writeOutcome } from '../../src/commands/outcome-files.ts';
import { gatherPieces, joinPieces } from '../../src/commands/wave-work.ts';
import { branchRef } from '../../src/commands/where.ts';
import type { Schedule } from '../../src/outcomes/schedule.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Git } from '../../src/ports/git.ts';
import { runGit } from '../doubles/github/clients.ts';
import { builtResult, verificationOf } from './outcomes.ts';

/** A phase as a session would have built it in the checkout `at`: these files, as a bundle with its result. */
export async function buildByHand(
  schedule: Schedule,
  { phase, files, folder, at }: { phase: string; files: Record<string, string>; folder: string; at: string },
): Promise<void> {
  const git = async (...args: string[]) => {
    const done = await runGit(at, args);
    if (done.code !== 0) throw new Error(done.stderr);
    return done.stdout.trim();
  };
  await git('fetch', '-q', 'origin', '+refs/heads/*:refs/remotes/origin/*');
  await git('checkout', '-q', '--detach', schedule.base);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(at, path)), { recursive: true });
    await writeFile(join(at, path), content);
  }
  await git('add', ...Object.keys(files));
  await git('commit', '-q', '-m', phase);
  const commit = await git('rev-parse', 'HEAD');
  const ref = `refs/planfile-out/${schedule.nonce}`;
  await git('update-ref', ref, commit);
  await git('bundle', 'create', '-q', join(folder, `work-${phase}.bundle`), ref, `^${schedule.base}`);
  await git('update-ref', '-d', ref);
  await writeOutcome(diskFiles, folder, builtResult(schedule, phase, { commit }), phase);
}

/** What verify says when every command passes. */
export async function verifyByHand(schedule: Schedule, plan: Plan, folder: string, git: Git): Promise<void> {
  const head = (await git.repository.resolve(branchRef(plan.id))) ?? schedule.base;
  await using workshop = await git.workshop();
  const pieces = await gatherPieces({ schedule, plan, folder }, workshop, { files: diskFiles });
  const refused = pieces.find(({ refusal }) => refusal);
  if (refused) throw new Error(refused.refusal!.message);
  const joined = await joinPieces(pieces, { base: schedule.base, head }, workshop);
  const passed = joined.steps.map(({ piece, tree }) => ({
    phase: piece.phase.id,
    digest: piece.phase.digest,
    commit: piece.work!.commit,
    tree,
  }));
  await writeOutcome(diskFiles, folder, verificationOf(schedule, { head, tree: joined.tree, passed }));
}
