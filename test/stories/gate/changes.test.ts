/** What happens to an approval when something changes after it was given. */
import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../../src/commands/offers.ts';
import type { Step } from '../../../src/lifecycle/step.ts';
import type { IssueComment } from '../../doubles/github/index.ts';
import { inSoak } from '../../soak.ts';
import { ALL_APPROVED, all, planText, stage } from './stage.ts';

describe('a push', () => {
  test('that changes the first phase lapses it and what needs it; the other stands', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    await story.writePlan(planText({ slugify: 'Write it, and delete the database.' }));
    expect(await story.gate()).toEqual({
      slugify: 'refused: approval-lapsed',
      wire: 'refused: approval-lapsed',
      docs: 'approved',
    });
  });

  inSoak('that changes another phase only leaves this one', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    await story.writePlan(planText({ docs: 'Another text.' }));
    expect(await story.gate()).toEqual({ ...ALL_APPROVED, docs: 'refused: approval-lapsed' });
  });

  test('of code onto the plan’s branch closes the gate, and the commit is named', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    const sha = await story.github.push('plan/slugs', { by: story.bob, files: { 'src/slug/a.ts': 'evil' } });
    const { decisions } = await story.ask();
    expect(decisions[0]).toMatchObject({ decision: 'refused', code: 'foreign-commits' });
    expect(decisions[0]?.message).toContain(sha.slice(0, 12));
  });
});

describe('on the base', () => {
  test('a change under a phase’s paths makes the approval of that phase stale, and is named', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    story.later();
    await story.github.push('main', { by: story.cleo, files: { 'src/slug/old.ts': 'there before' } });
    // The plan's branch has not taken it yet: the phase would still be built on what people saw.
    expect(await story.gate()).toEqual(ALL_APPROVED);
    const merged = await story.github.repository.git.mergedTree('main', 'plan/slugs');
    const { git } = story.github.repository;
    const [ours, theirs] = [await story.github.tip('plan/slugs'), await story.github.tip('main')];
    const commit = await git.commitTree(
      merged!,
      [ours, theirs],
      'Merge main',
      story.ada.account,
      story.github.clock.now(),
    );
    await story.github.setBranch('plan/slugs', commit, { by: story.ada });
    const { decisions } = await story.ask();
    expect(decisions.map(({ phase, code }) => [phase, code])).toEqual([
      ['slugify', 'base-changed'],
      ['wire', 'approved'],
      ['docs', 'approved'],
    ]);
    expect(decisions[0]?.message).toContain('src/slug/old.ts');
    await story.approve(story.cleo, ['slugify']);
    expect(await story.gate()).toEqual(ALL_APPROVED);
  });

  inSoak('a new name of the default branch hides what it was: people say it anew', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    story.later();
    await story.github.renameDefaultBranch('trunk', { by: story.root });
    expect(await story.gate()).toEqual(all('undecided: base-not-readable'));
    await story.approve(story.cleo);
    expect(await story.gate()).toEqual(ALL_APPROVED);
  });
});

describe('a line typed into the record', () => {
  test('that approves, with a comment that nobody wrote, is no approval', async () => {
    await using story = await stage();
    const comment = story.github.comment(story.pull, { by: story.bob, body: 'hm' });
    const step = await story.stepOf(comment);
    await story.type({ ...step, evidence: { ...step.evidence, id: 999_999 } as typeof step.evidence });
    expect(await story.gate()).toEqual(all('refused: evidence-gone'));
  });

  inSoak('that claims a machine’s own approval counts nowhere in CI', async () => {
    await using story = await stage();
    const comment = story.github.comment(story.pull, { by: story.bob, body: 'hm' });
    const evidence = { kind: 'local', machine: '0'.repeat(16), mac: '0'.repeat(64) } as const;
    await story.type({ ...(await story.stepOf(comment)), evidence });
    expect(await story.gate()).toEqual(all('refused: local-evidence-in-ci'));
  });

  test('that says a phase is done, without a commit that proves it, opens nothing', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    const { phases } = await story.read();
    await story.type(...doneSteps(phases[0]!, await story.github.tip('main'), '2026-11-02T08:00:00.000Z'));
    const { decisions } = await story.ask();
    expect(decisions.find(({ phase }) => phase === 'wire')?.waitingFor).toEqual(['slugify']);
  });

  test('that gives an old approval a second life after it was revoked does not bring it back', async () => {
    await using story = await stage();
    const { comment } = await story.approve(story.bob);
    await story.say(story.cleo, `/planfile revoke slugs ${await story.digest()}`);
    await story.type({ ...(await story.stepOf(comment)), key: 'f'.repeat(32) });
    expect(await story.gate()).toEqual(all('refused: revoked'));
  });

  test('under the key of a withdrawal, before its workflow runs, does not keep the withdrawal out', async () => {
    await using story = await stage();
    const { comment } = await story.approve(story.bob);
    const line = `/planfile revoke slugs ${await story.digest()}`;
    story.later();
    const withdrawal = story.github.comment(story.pull, { by: story.cleo, body: line });
    const { cwd: _, ...ports } = await story.job();
    const [step] = stepsOf(
      (await ports.forge.remarks.get(refOf(withdrawal)))!,
      await story.read(),
      story.github.fullName,
    );
    await story.type({ ...(await story.stepOf(comment)), key: step!.key });
    await story.hear(withdrawal);
    expect((await story.record()).map(({ type }) => type)).toEqual(['approve', 'approve', 'revoke']);
    expect(await story.gate()).toEqual(all('refused: revoked'));
  });

  test('over: a record that somebody rewrote does not hide a withdrawal', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    const [approval] = await story.record();
    await story.say(story.cleo, `/planfile revoke slugs ${await story.digest()}`);
    await story.github.repository.git.updateRef('refs/planfile/slugs', undefined);
    await story.type(approval!);
    expect((await story.record()).map(({ type }) => type)).toEqual(['approve']);
    expect(await story.gate()).toEqual(all('refused: revoked'));
  });

  test('that revokes, without anybody’s word for it, stops nothing', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    const { phases, by } = await story.stepOf(
      story.github.comment(story.pull, { by: story.ada, body: 'no' }),
    );
    const evidence = { kind: 'comment', repository: story.github.fullName, on: 1, id: 999_999 } as const;
    await story.type({
      type: 'revoke',
      key: 'a'.repeat(32),
      at: '2026-12-01T00:00:00.000Z',
      by,
      phases,
      evidence,
    });
    expect(await story.gate()).toEqual(ALL_APPROVED);
  });
});

inSoak('a plan whose digest is the same under another id is another plan', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  await story.github.push('plan/other', {
    by: story.ada,
    files: { 'plans/other.md': planText({ id: 'other' }) },
    from: 'refs/heads/main',
  });
  expect(await story.gate({ name: 'other' })).toEqual(all('refused: not-approved'));
});

test('the policy of the pull request’s own branch counts for nothing', async () => {
  await using story = await stage();
  await story.github.push('plan/slugs', {
    by: story.ada,
    files: { '.github/planfile.yml': 'approvals:\n  author: true\nforeignCommits: allow\n' },
  });
  await story.smuggle(story.ada);
  expect(await story.gate()).toEqual(all('refused: foreign-commits'));
});

const refOf = ({ id, issue }: IssueComment) => ({ kind: 'comment', on: issue.number, id }) as const;

function doneSteps(phase: { id: string; digest: string }, commit: string, at: string): Step[] {
  const start = 'b'.repeat(32);
  const common = { phase: phase.id, digest: phase.digest, at };
  return [
    {
      ...common,
      type: 'start',
      key: start,
      base: commit,
      attempt: 1,
      holder: { run: 'x', attempt: 1, nonce: 'c'.repeat(32) },
    },
    {
      ...common,
      type: 'end',
      key: 'd'.repeat(32),
      start,
      outcome: 'done',
      reason: null,
      message: '',
      commit,
      tree: commit,
      verified: true,
      turns: 1,
      seconds: 1,
      usage: [],
    },
  ];
}
