import { describe, expect, test } from 'vitest';
import { digestOf, objectOf, planOf, story } from '../../test/builders/story.ts';
import { fold } from './fold.ts';
import {
  type BranchCommit,
  type BranchFacts,
  foreignOf,
  landedGuards,
  landedOf,
  prove,
  revertedBy,
  standingsOf,
} from './landed.ts';
import { commitMessage } from './trailers.ts';

const plan = planOf({ a: [], b: ['a'] });
const PATH = 'plans/story.md';
const messageOf = (phase: string, over: { plan?: string; digest?: string } = {}) =>
  commitMessage({
    subject: phase,
    trailers: {
      plan: PATH,
      digest: digestOf(`${phase} 1`),
      phase,
      plannedBy: 'ada',
      implementedBy: 'claude-sonnet-5-5',
      approvedBy: ['ada'],
      ...over,
    },
  });
const commit = (name: string, over: Partial<BranchCommit> = {}): BranchCommit => ({
  id: objectOf(name),
  tree: objectOf(`tree of ${name}`),
  parents: [objectOf('parent')],
  message: `${name}\n`,
  changed: [],
  ...over,
});
const landing = commit('landing', { message: messageOf('a'), changed: ['src/a/one.ts'] });
const edit = commit('edit', { changed: [PATH] });
const revert = commit('revert', {
  message: `Revert "a"\n\nThis reverts commit ${landing.id}.\n`,
  changed: ['src/a/one.ts'],
  recomputed: objectOf('tree of revert'),
});
const merge = commit('merge', {
  parents: [objectOf('parent'), objectOf('main')],
  recomputed: objectOf('tree of merge'),
  mergesDefault: true,
  changed: ['README.md'],
});

const told = () => story(plan).start('a').done('a', { commit: landing.id });
const facts: BranchFacts = {
  planPaths: [PATH],
  phases: [
    { id: 'a', digest: digestOf('a 1'), paths: ['src/a/**'] },
    { id: 'b', digest: digestOf('b 1'), paths: ['src/b.ts'] },
  ],
  state: fold(plan, told().steps()),
};
const kinds = (commits: BranchCommit[], over: Partial<BranchFacts> = {}) =>
  standingsOf(commits, { ...facts, ...over }).map(({ kind }) => kind);

test('edits of the plan, landed phases, their reverts and clean merges are ours', () => {
  expect(kinds([edit, landing, merge, revert])).toEqual(['plan-edit', 'landed', 'merge', 'revert']);
});

describe('a phase that was mended is done', () => {
  const fix = { ...landing, id: objectOf('fix') };
  const mended = () => told().start('a').done('a', { commit: fix.id });
  const stateOf = (landed: readonly BranchCommit[], of = mended()) =>
    prove(
      fold(plan, of.steps()),
      landed.map(({ id }) => ({ phase: 'a', digest: digestOf('a 1'), commit: id })),
    );

  test('while all of it stands', () => {
    expect(stateOf([landing, fix]).phases[0]).toMatchObject({ state: 'done' });
  });

  test.each([
    ['what was built first', [fix], landing],
    ['what was mended', [landing], fix],
  ])('not where %s was taken out', (_, landed, lacking) => {
    const { phases, problems } = stateOf(landed);
    expect(phases[0]).toMatchObject({ state: 'pending', remains: landed.map(({ id }) => id) });
    expect(problems).toMatchObject([
      {
        message: expect.stringContaining(lacking.id.slice(0, 12)),
        fix: expect.stringContaining('planfile reset'),
      },
    ]);
  });

  test('and a fix under way is told that what it mends is gone', () => {
    const { phases, problems } = stateOf([], told().start('a'));
    expect(phases[0]).toMatchObject({ state: 'running' });
    expect(problems).toMatchObject([{ code: 'done-not-proved' }]);
  });
});

test('what was reverted stands no more, and may land again', () => {
  const again = { ...landing, id: objectOf('again') };
  const state = fold(plan, told().reset('a').start('a').done('a', { commit: again.id }).steps());
  const standings = standingsOf([landing, revert, again], { ...facts, state });
  expect(landedOf(standings)).toEqual([{ phase: 'a', digest: digestOf('a 1'), commit: again.id }]);
});

test('the words of git revert are understood, in both lengths of ids', () => {
  expect(revertedBy(revert.message)).toBe(landing.id);
  expect(revertedBy(`x\n\nThis reverts commit ${digestOf('x')}.`)).toBe(digestOf('x'));
  expect(revertedBy(`x\n\nThis reverts commit ${landing.id.slice(0, 12)}.`)).toBeUndefined();
  expect(revertedBy(`x\n\n> This reverts commit ${landing.id}.`)).toBeUndefined();
});

/** Attacks on the branch by somebody who can push to it: each is named as foreign, and would pass without its guard. */
const attacks: [
  guard: string,
  attack: string,
  before: BranchCommit[],
  attack: BranchCommit,
  over?: Partial<BranchFacts>,
][] = [
  [
    'it is of this plan',
    'a landing of another plan',
    [],
    { ...landing, message: messageOf('a', { plan: 'plans/x.md' }) },
  ],
  [
    'a revision of the plan has this digest',
    'a landing of a digest that never was',
    [],
    { ...landing, message: messageOf('a', { digest: digestOf('a 9') }) },
    {
      state: fold(
        planOf({ a: [], b: [] }, 9),
        story(planOf({ a: [] }, 9))
          .start('a')
          .done('a', { commit: landing.id })
          .steps(),
      ),
    },
  ],
  [
    'it touches only its paths',
    'a landing that changes what is protected, by a wide path',
    [],
    { ...landing, changed: ['.github/workflows/release.yml'] },
    { phases: [{ id: 'a', digest: digestOf('a 1'), paths: ['**'] }] },
  ],
  [
    'it touches only its paths',
    'a landing that changes more',
    [],
    { ...landing, changed: ['src/a/one.ts', 'package.json'] },
  ],
  [
    'the record names it',
    'a landing that the record does not know',
    [],
    { ...landing, id: objectOf('pushed') },
  ],
  ['it reverts a landed phase that stands', 'a revert of what did not land', [edit], revert],
  [
    'it reverts a landed phase that stands',
    'a second revert',
    [landing, { ...revert, id: objectOf('first') }],
    revert,
  ],
  [
    'it is the exact revert',
    'a revert that changes more',
    [landing],
    { ...revert, recomputed: objectOf('clean') },
  ],
  [
    'it is the exact revert',
    'a revert that cannot be done again',
    [landing],
    { ...revert, recomputed: undefined },
  ],
  ['it merges the default branch', 'a merge of another branch', [], { ...merge, mergesDefault: false }],
  [
    'it is the clean merge',
    'a merge with a change slipped in',
    [],
    { ...merge, recomputed: objectOf('clean') },
  ],
  ['it is the clean merge', 'a merge that cannot be done again', [], { ...merge, recomputed: undefined }],
  [
    'it has two parents at most',
    'a merge of two branches at once',
    [],
    { ...merge, parents: [objectOf('parent'), objectOf('main'), objectOf('other')] },
  ],
];

describe.each(attacks)('%s: %s', (guard, _, before, attack, over = {}) => {
  const last = (guards = landedGuards) =>
    standingsOf([...before, attack], { ...facts, ...over }, guards).at(-1)!;

  test('is foreign, and said why', () => {
    expect(last()).toEqual({ commit: attack.id, kind: 'foreign', why: expect.stringMatching(/./) });
  });

  test('passes without that guard', () => {
    const { [guard]: removed, ...others } = landedGuards;
    expect(removed).toBeDefined();
    expect(last(others).kind).not.toBe('foreign');
  });
});

test.each([
  ['code', commit('code', { changed: ['src/a/one.ts'] })],
  ['the plan and code', commit('both', { changed: [PATH, 'src/a/one.ts'] })],
  ['nothing', commit('nothing')],
])('a commit that changes %s, and says nothing of a phase, is foreign', (_, pushed) => {
  const standings = standingsOf([edit, pushed], facts);
  expect(foreignOf(standings)).toEqual([
    { commit: pushed.id, why: expect.stringContaining('no phase landed it') },
  ]);
});

describe('done is believed with a commit that proves it', () => {
  const state = () => fold(plan, told().steps());
  const proof = { phase: 'a', digest: digestOf('a 1'), commit: landing.id };

  test('as it stands on the branch', () => {
    expect(prove(state(), landedOf(standingsOf([landing], facts)))).toEqual(state());
  });

  test.each([
    ['no commit', []],
    ['a commit of another phase', [{ ...proof, phase: 'b' }]],
    ['a commit of another digest', [{ ...proof, digest: digestOf('a 2') }]],
    ['another commit than the record names', [{ ...proof, commit: objectOf('another') }]],
    ['a commit that was reverted', landedOf(standingsOf([landing, revert], facts))],
  ])('not by %s', (_, landed) => {
    const proved = prove(state(), landed);
    expect(proved.phases[0]).toMatchObject({ phase: 'a', state: 'pending' });
    expect(proved.problems).toMatchObject([{ code: 'done-not-proved', phase: 'a', line: 2 }]);
  });

  test('and what is not done needs no proof', () => {
    const running = fold(plan, story(plan).start('a').steps());
    expect(prove(running, [])).toEqual(running);
  });
});
