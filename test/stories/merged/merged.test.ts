/**
 * After the merge, whatever its way (github.md G22): landed phases stay done, and a branch that is deleted or made anew changes
 * nothing of it. Over the double of GitHub, which merges as its button does.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gate } from '../../../src/commands/gate.ts';
import { publish } from '../../../src/commands/publish.ts';
import { schedule } from '../../../src/commands/schedule.ts';
import { status } from '../../../src/commands/status.ts';
import { buildByHand, verifyByHand } from '../../builders/handmade.ts';
import { sampled } from '../../soak.ts';
import { renderedWorkflows } from '../../workflows/rendered.ts';
import { type Stage, stage } from '../gate/stage.ts';

const workflows = Object.fromEntries(renderedWorkflows.map(({ path, text }) => [path, text]));
const FILES: Record<string, Record<string, string>> = {
  slugify: { 'src/slug/index.ts': 'export const slugify = String;\n' },
  docs: { 'docs/slugs.md': '# Slugs\n' },
  wire: { 'src/router.ts': "import './slug/index.ts';\n" },
};

/** One wave of these phases, from its start to its landing. */
async function land(story: Stage, phases: readonly string[]): Promise<void> {
  const { cwd, ...ports } = await story.job();
  const run = await story.github.run('.github/workflows/planfile-execute.yml', { by: story.bob });
  const folder = join(cwd, '..', `wave-${run.id}-${Date.now()}`);
  const ask = { name: 'slugs', cwd, phases, folder, run: String(run.id), attempt: 1 };
  const wave = await schedule({ ...ask, runs: undefined }, ports);
  expect(wave.legs.map(({ phase }) => phase).toSorted(), JSON.stringify(wave.held)).toEqual(
    phases.toSorted(),
  );
  for (const phase of phases) await buildByHand(wave, { phase, files: FILES[phase]!, folder, at: cwd });
  await verifyByHand(wave, await story.read(), folder, ports.git);
  const { landing } = await publish({ folder }, ports);
  expect(landing.ended.map(({ outcome }) => outcome)).toEqual(phases.map(() => 'done'));
  story.github.finishRun(run, 'success');
}

/** What status and gate say, of a fresh checkout. */
async function told(story: Stage) {
  const { cwd, ...ports } = await story.job();
  const { plans, unreadable } = await status({ name: 'slugs', cwd }, ports);
  expect(unreadable).toEqual([]);
  const [plan] = plans;
  const { decisions } = await gate({ name: 'slugs', cwd, phases: [] }, ports);
  return {
    states: Object.fromEntries(plan!.phases.map(({ phase, state, commit }) => [phase, `${state} ${commit}`])),
    problems: plan!.problems,
    gate: Object.fromEntries(decisions.map(({ phase, code }) => [phase, code])),
  };
}

test.each(sampled(['squash', 'merge', 'rebase'] as const, 3))(
  '%s: status and gate say the same',
  async (method) => {
    await using story = await stage({ files: workflows });
    await story.approve(story.bob, ['slugify', 'docs']);
    await land(story, ['slugify', 'docs']);
    const before = await told(story);
    expect(before.problems).toEqual([]);
    expect(before.gate).toMatchObject({ slugify: 'already-done', docs: 'already-done' });

    story.later();
    // Rebasing is something else than fast-forwarding only where the default branch has moved.
    await story.github.push('main', { by: story.root, files: { 'README.md': '# moved\n' } });
    await story.github.merge(story.pull, { by: story.bob, method });
    const merged = await told(story);
    expect(merged.states, 'after the merge').toEqual(before.states);
    expect(merged.problems).toEqual([]);

    await story.github.setBranch('plan/slugs', undefined, { by: story.ada });
    if (method === 'squash') expect(await told(story), 'after the branch is deleted').toEqual(merged);
    await story.github.setBranch('plan/slugs', await story.github.tip('main'), { by: story.ada });
    expect(await told(story), 'after the branch is made anew').toEqual(merged);
  },
);
