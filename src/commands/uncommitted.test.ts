import { expect, test } from 'vitest';
import { openScene, scene } from '../../test/contracts/git/scene.ts';
import { samplePlanText } from '../../test/samples/plan-text.ts';
import { diskFiles } from '../adapters/files/files.ts';
import { uncommitted } from './uncommitted.ts';

test('a plan that was written and not committed is named; what is committed, or is no plan, is not', async () => {
  using at = scene({ 'plans/one.md': samplePlanText('one', 'One') });
  const look = async () => {
    await using git = await openScene(at);
    return await uncommitted({ git, files: diskFiles });
  };
  expect(await look()).toEqual([]);
  at.write('plans/one.md', samplePlanText('one', 'One, changed'));
  at.write('plans/two.md', samplePlanText('two', 'Two'));
  at.write('plans/README.md', '# About plans\n');
  at.write('PLAN.md', samplePlanText('three', 'Three'));
  expect(await look()).toEqual(['PLAN.md', 'plans/two.md']);
});

test('before the first commit too', async () => {
  using at = scene();
  at.write('plans/one.md', samplePlanText('one', 'One'));
  await using git = await openScene(at);
  expect(await uncommitted({ git, files: diskFiles })).toEqual(['plans/one.md']);
});
