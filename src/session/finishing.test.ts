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
