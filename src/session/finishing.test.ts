import { expect, test } from 'vitest';
import { memoryBox } from '../../test/doubles/memory-box.ts';
import { type FinishOptions, finishing } from './finishing.ts';

const said = { summary: 'Built.', deviations: [] };
const options = (over: Partial<FinishOptions> = {}): FinishOptions => ({
  box: memoryBox(),
  verify: ['npm test'],
  rounds: 3,
  row: (work) => work(),
  onRun: () => {},
  ...over,
});

test('what a person does not allow ends the session, and is never told to the model as a failure to mend', async () => {
  const box = memoryBox({ run: () => ({ exit: null, notAllowed: true }) });
  const { finish, ended, rounds } = finishing(options({ box }));
  expect(await finish(said)).toMatchObject({ isError: true });
  expect(ended()).toMatchObject({ how: 'not-allowed', run: { command: 'npm test' } });
  expect(rounds()).toBe(0);
});

test('what may not land is told before verify runs, as often as a failure may go back', async () => {
  const box = memoryBox();
  const looks: string[] = [];
  const tree = {
    problem: async () => {
      looks.push('problem');
      return 'changed outside of its paths: junk.txt';
    },
    littered: async () => void looks.push('littered'),
  };
  const { finish, ended, rounds } = finishing(options({ box, tree, rounds: 1 }));
  expect((await finish(said)).content).toContain('changed outside of its paths: junk.txt');
  expect(box.log).toEqual([]);
  expect(ended()).toBeUndefined();
  await finish(said);
  expect(box.log).toEqual(['run npm test']);
  expect(rounds()).toBe(1);
  expect(looks).toEqual(['problem', 'problem']);
});

test('only after a verify that failed is it asked what that left behind', async () => {
  const looks: string[] = [];
  const tree = {
    problem: async () => void looks.push('problem') as undefined,
    littered: async () => void looks.push('littered'),
  };
  let exit = 1;
  const { finish, ended } = finishing(options({ box: memoryBox({ run: () => ({ exit }) }), tree }));
  await finish(said);
  expect(looks).toEqual(['problem', 'littered']);
  exit = 0;
  await finish(said);
  expect(looks).toEqual(['problem', 'littered', 'problem']);
  expect(ended()).toEqual({ how: 'verified' });
});
