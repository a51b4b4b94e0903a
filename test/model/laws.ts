/** What must hold of a remote at every moment, and at the end, whatever happened (issue 6, "To be shown"). */
import { recordRef, stepsOf } from '../../src/commands/record.ts';
import { branchRef } from '../../src/commands/where.ts';
import { fold } from '../../src/lifecycle/fold.ts';
import { plan, treeOf, type World } from './jobs.ts';

/** A law that was broken, in words. */
export class Broken extends Error {}

function law(holds: boolean, name: string): void {
  if (!holds) throw new Broken(name);
}

/** Watches every move of a ref from now on; `broken` gives the first law that did not hold. */
export function keepLaws(world: World): { broken(): Broken | undefined } {
  let broken: Broken | undefined;
  const { remote } = world;
  remote.watch((ref, from, to) => {
    try {
      law(ref === branchRef(plan.id) || ref === recordRef(plan.id), 'the default branch is never written');
      law(from === undefined || remote.isAncestor(from, to), 'nothing is force-pushed');
      if (ref !== recordRef(plan.id)) return;
      const text = (id: string) => remote.commits.get(id)!.files['record.jsonl']!;
      law(from === undefined || text(to).startsWith(text(from)), 'no step of a record is lost');
      const { problems } = fold(plan, stepsOf(text(to)));
      law(problems.length === 0, `each phase has one holder at a time (${problems[0]?.message})`);
      for (const { phase, state, landed, mending } of fold(plan, stepsOf(text(to))).phases)
        law(
          landed.length === 0 || state === 'done' || mending,
          `a fix takes nothing away (${phase}: ${state})`,
        );
    } catch (thrown) {
      broken ??= thrown as Broken;
    }
  });
  return { broken: () => broken };
}

/** When nobody works any more. */
export function requireSettled(world: World): void {
  const record = world.record();
  const keys = new Set(record.map(({ step }) => step.key));
  law(
    world.acknowledged.every((key) => keys.has(key)),
    'what a job was told to be recorded is recorded',
  );
  const state = fold(plan, record);
  const standings = world.standings(state, world.remote.refs.get(branchRef(plan.id)));
  law(!standings.some(({ kind }) => kind === 'foreign'), 'nothing on the branch is foreign');
  for (const { phase, attempts, fixes } of state.phases) {
    const finished = attempts.filter(({ end }) => end?.outcome === 'done').length;
    const landed = standings.filter((one) => one.kind === 'landed' && one.phase === phase).length;
    law(
      finished === landed && landed <= 1 + fixes && fixes <= 2,
      `each finished phase lands exactly once, and once for each fix (${phase}: ${landed} of ${finished})`,
    );
  }
  for (const wave of world.waves.values()) {
    const held = record.filter(({ step }) => step.type === 'start' && step.holder.run === wave.run);
    law(held.length === wave.legs.length, `what a run holds, its jobs know of (${wave.run})`);
  }
}

/** As if there had been one job after the other. */
export function requireSerialEnd(world: World): void {
  const { phases } = fold(plan, world.record());
  law(
    phases.every(({ state }) => state === 'done'),
    'everything is done',
  );
  const tip = world.remote.commits.get(world.remote.refs.get(branchRef(plan.id))!)!;
  const files = Object.fromEntries(Object.entries(tip.files).filter(([path]) => path.endsWith('.sh')));
  law(treeOf(files) === treeOf({ 'a.sh': 'a', 'b.sh': 'b', 'c.sh': 'c' }), 'the end equals the serial one');
}
