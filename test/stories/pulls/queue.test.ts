/**
 * Merge groups, as GitHub's queue makes them by each of its methods: green as the clean merge of heads that each passed, one upon the
 * other, and for nothing else. Each guard has its broken twin.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupCheck, groupGuards } from '../../../src/commands/merge-group.ts';
import type { Pull } from '../../doubles/github/index.ts';
import { sampled } from '../../soak.ts';
import { stage as publishStage, WORK } from '../publish/stage.ts';
import { type PullStage, stage } from './stage.ts';

type Group = Awaited<ReturnType<PullStage['github']['queue']>>;
type Method = NonNullable<Parameters<PullStage['github']['queue']>[1]['method']>;

const lines = (changed: string, at: number) =>
  Array.from({ length: 30 }, (_, i) => (i === at ? `${changed}\n` : `line ${i}\n`)).join('');

/** The workflows of the queue's branch, and ours after them. */
async function heard(story: PullStage, { pull, ref, sha }: Pick<Group, 'pull' | 'ref' | 'sha'>) {
  const branch = ref.slice('refs/heads/'.length);
  const asked = await story.heard(pull, story.bob, { event: 'merge_group', branch, sha });
  return await story.publish(asked);
}

/** Three pull requests that passed: of two commits, of one, and of one that took the base in. All of them change the same file. */
async function three(story: PullStage): Promise<Pull[]> {
  const { github, ada } = story;
  await github.push('main', { by: ada, files: { 'src/a.ts': lines('start', 0) } });
  const one = await story.change({ 'src/a.ts': lines('one', 5) }, { branch: 'one' });
  await github.push('one', { by: ada, files: { 'src/one.ts': 'one\n' } });
  const two = await story.change({ 'src/a.ts': lines('two', 15) }, { branch: 'two' });
  await github.push('three', { by: ada, files: { 'src/three.ts': 'three\n' } });
  await github.push('main', { by: ada, files: { 'src/b.ts': 'b\n' } });
  const { git } = github.repository;
  const [ours, theirs] = [await github.tip('three'), await github.tip('main')];
  const taken = await git.commitTree(
    (await git.mergedTree(ours, theirs))!,
    [ours, theirs],
    'Take main in',
    ada.account,
    github.clock.now(),
  );
  await github.setBranch('three', taken, { by: ada });
  const third = await github.pull({ by: ada, head: 'three' });
  await github.push('main', { by: ada, files: { 'src/c.ts': 'c\n' } });
  for (const pull of [one, two, third]) await story.review(pull);
  return [one, two, third];
}

// What is alike is left to the soak.
describe.each<Method>(process.env.SOAK ? ['merge', 'squash', 'rebase'] : ['squash', 'rebase'])(
  'by %s',
  (method) => {
    test('entries that are built one upon the other pass whole, in whatever order they are asked for, and are merged', async () => {
      await using story = await stage();
      const { github, bob } = story;
      const pulls = await three(story);
      const groups: Group[] = [];
      for (const pull of pulls) {
        const after = groups.at(-1);
        groups.push(await github.queue(pull, { by: bob, method, ...(after ? { after } : {}) }));
      }
      const [first, second, last] = groups as [Group, Group, Group];
      const named = pulls.map(({ issue }) => `#${issue.number}`);
      expect((await heard(story, last)).check).toEqual({
        conclusion: 'success',
        title: `the clean merge of what passed: ${named.join(', ')}`,
      });
      const land = (group: Group) =>
        github.landGroup(group, { by: bob }).then(
          () => true,
          () => false,
        );
      expect(await land(first)).toBe(false);
      expect(await heard(story, first)).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
      expect(await land(first)).toBe(true);
      // What was merged meanwhile is on the base, and its branch is gone.
      expect((await heard(story, second)).check.title).toBe(`the clean merge of what passed: ${named[1]}`);
      expect(await land(second)).toBe(true);
      expect(await land(last)).toBe(true);
      expect(await github.tip('main')).toBe(last.sha);
      const text = await github.file('refs/heads/main', 'src/a.ts');
      expect(text.match(/^(?:one|two)$/gm)).toEqual(['one', 'two']);
    }, 60_000);
  },
);

/** What somebody writes under the name of an entry. */
interface Forged {
  parents: string[];
  /** More than what is in the tree of `like`. */
  files?: Record<string, string>;
  like: string;
  title?: string;
}

async function forge({ github, ada }: PullStage, { parents, files, like, title = 'x' }: Forged) {
  const { git } = github.repository;
  const from = files ? await github.push('forged', { by: ada, from: like, files, force: true }) : like;
  const tree = (await git.git(['rev-parse', `${from}^{tree}`])).trim();
  return await git.commitTree(tree, parents, title, ada.account, github.clock.now());
}

interface Attack {
  name: string;
  says: string;
  /** The guard without which it passes. */
  guard: string;
  /** Gives the group that is judged. */
  make(
    story: PullStage,
    of: { one: Pull; two: Pull; first: Group },
  ): Promise<Pick<Group, 'pull' | 'ref' | 'sha'>>;
}

const EVIL = { 'src/evil.ts': 'evil\n' };
const attacks: Attack[] = [
  {
    name: 'a head that nobody reviewed',
    says: 'has no passed review of its head',
    guard: 'its head passed',
    async make(story) {
      const pull = await story.change(EVIL, { branch: 'new' });
      return await story.github.queue(pull, { by: story.bob, method: 'squash' });
    },
  },
  {
    name: 'a clean entry upon one that nobody reviewed',
    says: 'has no passed review of its head',
    guard: 'its head passed',
    async make(story, { two }) {
      const { github, bob } = story;
      const pull = await story.change(EVIL, { branch: 'newer' });
      const after = await github.queue(pull, { by: bob, method: 'rebase' });
      return await github.queue(two, { by: bob, method: 'rebase', after });
    },
  },
  {
    name: 'what passed for another branch',
    says: 'has no passed review of its head',
    guard: 'its head passed',
    async make(story) {
      const { github, ada, bob } = story;
      await github.push('tmp', { by: ada, files: EVIL });
      await github.setBranch('feature', await github.tip('tmp'), { by: ada });
      await github.push('feature', { by: ada, files: { 'b.md': 'b\n' } });
      const pull = await github.pull({ by: ada, head: 'feature', base: 'tmp' });
      expect((await story.review(pull)).check.conclusion).toBe('success');
      pull.base.ref = 'main';
      return await github.queue(pull, { by: bob });
    },
  },
  {
    name: 'what a plan says of the same commit',
    says: 'this is a commit of the plan slugs, whose check says: blocker: no',
    guard: 'no plan says otherwise of that head',
    async make(story) {
      const pull = await story.change({ 'src/plan.ts': 'p\n' }, { branch: 'copy' });
      await story.review(pull);
      const { forge: adapter } = await story.job(story.github.workflowToken({ checks: 'write' }));
      await adapter.checks.put({
        head: pull.head.sha,
        externalId: 'planfile/slugs',
        name: 'planfile review',
        conclusion: 'failure',
        title: 'blocker: no',
        summary: '',
        annotations: [],
      });
      return await story.github.queue(pull, { by: story.bob, method: 'squash' });
    },
  },
  {
    name: 'a base that was taken back',
    says: 'passed on a base that is gone',
    guard: 'the base on which it passed is still there',
    async make(story) {
      const { github, ada, bob } = story;
      const start = await github.tip('main');
      await github.push('main', { by: bob, files: EVIL });
      await github.push('onto', { by: ada, files: { 'src/onto.ts': 'o\n' }, from: 'refs/heads/main' });
      const pull = await github.pull({ by: ada, head: 'onto' });
      await story.review(pull);
      await github.setBranch('main', start, { by: bob });
      return await github.queue(pull, { by: bob, method: 'squash' });
    },
  },
  {
    name: 'the forge does not answer',
    says: 'could not be asked',
    guard: 'the forge can be asked',
    async make(story) {
      const pull = await story.change({ 'src/new.ts': 'n\n' }, { branch: 'unasked' });
      const group = await story.github.queue(pull, { by: story.bob, method: 'squash' });
      const match = new RegExp(`GET .*/commits/${pull.head.sha}/check-runs`);
      story.github.fail({ match, fault: { status: 502 }, times: 40 });
      return group;
    },
  },
  {
    name: 'a squash of more than was reviewed',
    says: 'is not its clean merge',
    guard: 'it is the clean merge of that head',
    async make(story, { one, first }) {
      const sha = await forge(story, { parents: [first.onto], like: first.sha, files: EVIL });
      return { pull: one, ref: await put(story, first.ref, sha), sha };
    },
  },
  {
    name: 'a merge of more than was reviewed, and a clean entry upon it',
    says: 'is not its clean merge',
    guard: 'it is the clean merge of that head',
    async make(story, { one, two, first }) {
      const parents = [first.onto, one.head.sha];
      const sha = await forge(story, { parents, like: first.sha, files: EVIL });
      await put(story, first.ref, sha);
      return await story.github.queue(two, { by: story.bob, method: 'rebase', after: { ...first, sha } });
    },
  },
  {
    name: 'the head in place of its merge, which takes back what the base has',
    says: 'is not its clean merge',
    guard: 'it is the clean merge of that head',
    async make(story, { one, first }) {
      const sha = await forge(story, { parents: [first.onto, one.head.sha], like: one.head.sha });
      return { pull: one, ref: await put(story, first.ref, sha), sha };
    },
  },
  {
    name: 'a commit of nobody below an entry, titled as if it were of somebody',
    says: 'neither on the base nor another entry',
    guard: 'what it is built on is known',
    async make(story, { one, two }) {
      const base = await story.github.tip('main');
      const title = `Merge pull request #${one.issue.number} from ada/one`;
      const sha = await forge(story, { parents: [base], like: base, files: EVIL, title });
      const after = { pull: one, ref: '', sha, onto: base };
      return await story.github.queue(two, { by: story.bob, method: 'squash', after });
    },
  },
  {
    name: 'an entry of the queue for another branch below it',
    says: 'neither on the base nor another entry',
    guard: 'what it is built on is known',
    async make(story, { one, two, first }) {
      const ref = `refs/heads/gh-readonly-queue/main/x/pr-${one.issue.number}-${first.onto}`;
      await put(story, ref, first.sha);
      await story.github.repository.git.updateRef(first.ref, undefined);
      return await story.github.queue(two, { by: story.bob, after: first });
    },
  },
  {
    name: 'another history that comes along, and leaves the tree as it is',
    says: 'has commits beside those of',
    guard: 'nothing else came with it',
    async make(story, { one, first }) {
      const base = await story.github.tip('main');
      const evil = await forge(story, { parents: [base], like: base, files: EVIL });
      const parents = [first.onto, one.head.sha, evil];
      const sha = await forge(story, { parents, like: first.sha });
      return { pull: one, ref: await put(story, first.ref, sha), sha };
    },
  },
  {
    name: 'an entry that says it is built on something else than it is',
    says: 'has commits beside those of',
    guard: 'nothing else came with it',
    async make(story, { one, first }) {
      const { git } = story.github.repository;
      const below = (await git.git(['rev-parse', `${first.onto}~1`])).trim();
      const ref = `refs/heads/gh-readonly-queue/main/pr-${one.issue.number}-${first.onto}`;
      const sha = await forge(story, { parents: [below], like: first.sha });
      return { pull: one, ref: await put(story, ref, sha), sha };
    },
  },
  // The last: it moves what the others build on.
  {
    name: 'what was pushed after it passed',
    says: 'has no passed review of its head',
    guard: 'its head passed',
    async make({ github, ada, bob }, { one }) {
      await github.push('one', { by: ada, files: EVIL });
      return await github.queue(one, { by: bob });
    },
  },
];

const short = (ref: string): string => ref.slice('refs/heads/'.length);
async function put({ github, ada }: PullStage, ref: string, sha: string): Promise<string> {
  await github.setBranch(short(ref), sha, { by: ada });
  return ref;
}
const without = (name: string) =>
  Object.entries(groupGuards).flatMap(([one, guard]) => (one === name ? [] : [guard]));

describe('attacks', () => {
  let story: PullStage;
  let one: Pull;
  let two: Pull;
  beforeAll(async () => {
    story = await stage();
    one = await story.change({ 'src/one.ts': 'one\n' }, { branch: 'one' });
    two = await story.change({ 'src/two.ts': 'two\n' }, { branch: 'two' });
    await story.github.push('main', { by: story.ada, files: { 'src/b.ts': 'b\n' } });
    for (const pull of [one, two]) await story.review(pull);
  }, 60_000);
  afterAll(() => story[Symbol.asyncDispose]());

  test.each(sampled(attacks, 2))(
    '$name: not green; without its guard it would be',
    async ({ says, guard, make }) => {
      const first = await story.github.queue(one, { by: story.bob });
      const group = await make(story, { one, two, first });
      const { check } = await heard(story, group);
      expect(check.conclusion).toBe('action_required');
      expect(check.title).toContain(says);
      expect(story.check(group.sha)?.conclusion).toBe('action_required');

      const { cwd: _, ...ports } = await story.job();
      const target = { head: group.sha, ref: short(group.ref) };
      expect((await groupCheck(target, ports, without(guard))).conclusion).toBe('success');
    },
    60_000,
  );
});

test('every guard has its attack; names of nobody are none', async () => {
  expect(new Set(attacks.map(({ guard }) => guard))).toEqual(new Set(Object.keys(groupGuards)));
  await using story = await stage();
  const pull = await story.change({ 'src/a.ts': 'a\n' });
  await story.review(pull);
  const { sha, onto } = await story.github.queue(pull, { by: story.bob });
  const { cwd: _, ...ports } = await story.job();
  const says = async (ref: string | null) => (await groupCheck({ head: sha, ref }, ports)).title;
  expect(await says(`gh-readonly-queue/main/pr-999-${onto}`)).toBe(
    'not reviewed: there is no pull request #999',
  );
  expect(await says(`gh-readonly-queue/gone/pr-1-${onto}`)).toContain('there is no branch gone');
  expect(await says(null)).toContain('which branch the group is for');
  expect(await says(`gh-readonly-queue/main/pr-${pull.issue.number}-${'a'.repeat(40)}`)).toContain(
    'not reviewed',
  );
}, 60_000);

test("a plan's own pull request in the queue counts by the check of its waves, for the default branch alone", async () => {
  await using story = await publishStage();
  const { github, bob } = story;
  await story.approve(bob);
  await story.publish(await story.wave({ work: { slugify: WORK.slugify!, docs: WORK.docs! } }));
  const pull = story.own();
  expect(story.check(pull.head.sha)?.conclusion).toBe('success');
  const group = await github.queue(pull, { by: bob, method: 'squash' });
  const { cwd: _, ...ports } = await story.job();
  const judged = async ({ ref, sha }: Group) => await groupCheck({ head: sha, ref: short(ref) }, ports);
  expect(await judged(group)).toMatchObject({ conclusion: 'success' });
  await github.setBranch('release', await github.tip('main'), { by: bob });
  pull.base.ref = 'release';
  const elsewhere = await judged(await github.queue(pull, { by: bob, method: 'squash' }));
  expect(elsewhere.title).toContain('has no passed review of its head');
}, 60_000);
