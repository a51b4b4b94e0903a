/** A check belongs to a commit and a name: what passed for one branch, or by one pull request, says nothing for another. */
import { expect, test } from 'vitest';
import { CHECK, checkName, type PutGuards, putPullCheck } from '../../../src/commands/pull-checks.ts';
import { stage } from './stage.ts';

test('nothing that passed for another branch lets the same commit into the default branch', async () => {
  await using story = await stage();
  const { github, ada, bob } = story;
  await github.push('tmp', { by: ada, files: { 'src/evil.ts': 'export const open = true;\n' } });
  const at = await github.tip('tmp');
  await github.setBranch('feature', at, { by: ada });
  await github.push('tmp', {
    by: ada,
    files: { 'src/evil.ts': 'export const open = true;\n', 'a.md': 'a\n' },
  });
  await github.push('feature', { by: ada, files: { 'b.md': 'b\n' } });
  const pull = await github.pull({ by: ada, head: 'feature', base: 'tmp' });
  const head = pull.head.sha;

  // Reviewed for tmp by the book: where only its own change is seen, it passes, under a name of its own.
  const first = await story.review(pull);
  expect(first).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
  expect(story.check(head)).toBeUndefined();
  expect(github.repository.checks.map(({ name }) => name)).toEqual(['planfile review (tmp)']);

  // Retargeted, or opened once more: the branch that requires the check has none.
  pull.base.ref = github.repository.defaultBranch;
  expect(await story.merges(pull)).toBe(false);
  // `edited` is heard, and says so.
  expect((await story.publish(await story.heard(pull))).check.conclusion).toBe('action_required');
  expect(story.check(head)?.conclusion).toBe('action_required');
  expect(await story.merges(pull)).toBe(false);

  // A merge group does not take it for passed either.
  const { ref, sha } = await github.queue(pull, { by: bob });
  const group = { event: 'merge_group', branch: ref.slice('refs/heads/'.length), sha };
  const { check } = await story.publish(await story.heard(pull, bob, group));
  expect(check.title).toContain('has no passed review of its head');

  // Retargeted between the question and the answer: it is not the change that was read.
  const asked = await story.comment(pull);
  await story.says(asked);
  pull.base.ref = 'tmp';
  expect((await story.publish(asked)).check.title).toContain('moved meanwhile');
  pull.base.ref = github.repository.defaultBranch;
  expect((await story.review(pull)).check.conclusion).toBe('success');
  expect(await story.merges(pull)).toBe(true);
}, 60_000);

test('a pull request of the same commit unsays nothing; without its guard it would', async () => {
  await using story = await stage();
  const { github } = story;
  const pull = await story.change({ 'src/a.ts': 'a\n' });
  const head = pull.head.sha;
  await story.review(pull);
  const eve = github.person('eve');
  const fork = await github.fork(eve);
  await github.in(fork).setBranch('same', head, { by: eve });
  const other = await github.pull({ by: eve, head: 'eve:same' });
  const heard = await story.heard(other, eve, { headRepository: fork } as never);
  expect(heard.target).toMatchObject({ pull: other.issue.number, asked: null });
  expect(await story.publish(heard)).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
  expect(story.check(head)?.conclusion).toBe('success');

  const { cwd: _, ...ports } = await story.job(github.workflowToken({ contents: 'read', checks: 'write' }));
  expect(await checkName('main', ports)).toBe('planfile review');
  const base = await github.tip('main');
  const word = { conclusion: 'action_required' as const, title: 'not reviewed' };
  const put = (more?: PutGuards) =>
    putPullCheck(
      { head, externalId: 'planfile/review/main', ...word, summary: () => 'x', annotations: [] },
      { branch: 'main', base, pull: other.issue.number, asked: null },
      ports,
      more,
    );
  expect((await put()).conclusion).toBe('success');
  expect((await put({ guards: {} })).conclusion).toBe('action_required');
  expect(await story.merges(pull)).toBe(false);

  // The same commit, said to be good for another branch: by its name it lets nothing in here, without it it would.
  const third = await story.change({ 'src/b.ts': 'b\n' }, { branch: 'third' });
  const good = { conclusion: 'success' as const, title: 'passed', summary: () => 'x', annotations: [] };
  const say = (more?: PutGuards) =>
    putPullCheck(
      { head: third.head.sha, externalId: 'planfile/review/tmp', ...good },
      { branch: 'tmp', base, pull: third.issue.number, asked: null },
      ports,
      more,
    );
  await say();
  expect(await story.merges(third)).toBe(false);
  await say({ nameOf: async () => CHECK });
  expect(await story.merges(third)).toBe(true);
}, 60_000);

test("a plan's check that is set between the question and the answer is hidden by no pass", async () => {
  await using story = await stage();
  const { github } = story;
  const { head } = await story.change({ 'src/a.ts': 'a\n' });
  const { forge } = await story.job(github.workflowToken({ contents: 'read', checks: 'write' }));
  const word = (conclusion: 'success' | 'failure') => ({ conclusion, title: conclusion, annotations: [] });
  let puts = 0;
  const put: typeof forge.checks.put = async (check) => {
    puts += 1;
    if (puts === 1) {
      const plan = { head: head.sha, externalId: 'planfile/slugs', name: CHECK, summary: '' };
      await forge.checks.put({ ...plan, ...word('failure') });
    }
    await forge.checks.put(check);
  };
  const said = await putPullCheck(
    { head: head.sha, externalId: 'planfile/review/main', ...word('success'), summary: () => '' },
    { branch: 'main', base: await github.tip('main'), pull: 1, asked: null },
    { forge: { ...forge, checks: { ...forge.checks, put } } },
  );
  expect(said.title).toContain('whose check says: failure');
  expect([puts, story.check(head.sha)?.conclusion]).toEqual([2, 'action_required']);
}, 60_000);
