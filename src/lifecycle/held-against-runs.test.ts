import { expect, test } from 'vitest';
import { planOf, story } from '../../test/builders/story.ts';
import { doubtfulRuns, type RunSeen, runsNamed } from './held-against-runs.ts';

const plan = planOf({ a: [], b: [] });
const record = story(plan)
  .start('a', { run: '1' })
  .failed('a')
  .start('a', { run: '2' })
  .start('b', { run: '2' })
  .steps();
const OURS = { workflow: '.github/workflows/planfile-execute.yml', underWay: new Set<string>() };
const over: RunSeen = { workflow: OURS.workflow, state: 'completed' };
const doubts = (first: RunSeen | undefined, second: RunSeen | undefined = over, ours = OURS) =>
  doubtfulRuns(
    record,
    new Map([
      ['1 1', first],
      ['2 1', second],
    ]),
    ours,
  );

test('runs are named once each, newest first', () => {
  expect(runsNamed(record)).toEqual([
    { run: '2', attempt: 1 },
    { run: '1', attempt: 1 },
  ]);
});

test('a record that says what the forge knows is not doubted', () => {
  expect(doubts(over)).toEqual([]);
  expect(doubts(over, { ...over, state: 'running' })).toEqual([]);
});

test('a run that the forge does not know, of another workflow, or not over although it ended, is said', () => {
  expect(doubts(undefined)).toEqual([expect.stringContaining('the forge knows no such run')]);
  expect(doubts({ ...over, workflow: '.github/workflows/mine.yml' })).toEqual([
    expect.stringContaining('mine.yml'),
  ]);
  expect(doubts({ ...over, state: 'running' })).toEqual([
    expect.stringContaining('the forge says that it is running'),
  ]);
});

test('the run that dispatched this one ends while we ask, and what was not asked is not doubted', () => {
  expect(doubts({ ...over, state: 'running' }, over, { ...OURS, underWay: new Set(['1']) })).toEqual([]);
  expect(doubtfulRuns(record, new Map(), OURS)).toEqual([]);
});
