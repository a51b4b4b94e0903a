/** How many approvals, and whose: the policy and the owners of the default branch decide. */
import { describe, expect, test } from 'vitest';
import { policyReport } from '../../../src/commands/policy-report.ts';
import { inSoak } from '../../soak.ts';
import { ALL_APPROVED, all, type Stage, stage } from './stage.ts';

const seeing = (story: Stage) =>
  story.github.app('seer', {
    permissions: { members: 'read', contents: 'read', issues: 'read', pull_requests: 'read' },
  });

test('two people must say yes, and one who says it twice is one', async () => {
  await using story = await stage({ policy: 'approvals:\n  count: 2\n' });
  await story.approve(story.bob);
  await story.approve(story.bob);
  expect(await story.gate()).toEqual(all('refused: too-few-approvals'));
  await story.approve(story.cleo);
  expect(await story.gate()).toEqual(ALL_APPROVED);
});

inSoak('some phases need more: the one that touches what the policy names', async () => {
  const policy =
    'approvals:\n  more:\n    - {paths: [src/router.ts], count: 2}\n    - {phases: [docs], count: 3}\n';
  await using story = await stage({ policy });
  await story.approve(story.bob);
  await story.approve(story.cleo);
  expect(await story.gate()).toEqual({ ...ALL_APPROVED, docs: 'refused: too-few-approvals' });
});

test('only a team counts: undecided for a token that cannot see it, decided for one that can', async () => {
  await using story = await stage({ policy: 'approvals:\n  team: deciders\n' });
  story.github.team('deciders', [story.cleo]);
  await story.smuggle(story.bob);
  expect(await story.gate()).toEqual(all('undecided: team-not-readable'));
  const as = seeing(story);
  expect(await story.gate({ as })).toEqual(all('refused: not-of-the-team'));
  expect(await story.gate({ as, without: 'they are of the team that decides' })).toEqual(ALL_APPROVED);
  await story.smuggle(story.cleo);
  expect(await story.gate({ as })).toEqual(ALL_APPROVED);
});

describe('the owners of a phase’s paths', () => {
  const owners = (text: string) => ({ files: { '.github/CODEOWNERS': text } });

  test('must be among those who approve, each pattern’s', async () => {
    await using story = await stage(owners('/src/ @cleo\n/docs/ @bob\n'));
    await story.approve(story.bob);
    expect(await story.gate()).toEqual({ ...all('refused: owner-missing'), docs: 'approved' });
    await story.approve(story.cleo);
    expect(await story.gate()).toEqual(ALL_APPROVED);
  });

  inSoak('are not asked where the policy says so', async () => {
    await using story = await stage({ ...owners('/src/ @cleo\n'), policy: 'approvals:\n  owners: false\n' });
    await story.approve(story.bob);
    expect(await story.gate()).toEqual(ALL_APPROVED);
  });

  test('are the default branch’s: who takes the line out of their pull request has changed nothing', async () => {
    await using story = await stage({ ...owners('* @cleo\n'), policy: 'foreignCommits: allow\n' });
    await story.github.push('plan/slugs', { by: story.ada, files: { '.github/CODEOWNERS': '* @bob\n' } });
    await story.approve(story.bob);
    expect(await story.gate()).toEqual(all('refused: owner-missing'));
  });

  inSoak('in a team that this token cannot see leave it undecided', async () => {
    await using story = await stage(owners('* @octo-org/deciders\n'));
    story.github.team('deciders', [story.cleo]);
    await story.smuggle(story.cleo);
    expect(await story.gate()).toEqual(all('undecided: owner-undecided'));
    expect(await story.gate({ as: seeing(story) })).toEqual(ALL_APPROVED);
  });

  test('in a line that nobody can read close the gate', async () => {
    await using story = await stage(owners('!/src/ @cleo\n'));
    await story.approve(story.bob);
    expect(await story.gate()).toEqual(all('refused: owner-missing'));
  });
});

test('what is in force is told key by key, with where it is from, as the default branch has it', async () => {
  await using story = await stage({ policy: 'approvals:\n  count: 2\n' });
  await story.github.push('plan/slugs', {
    by: story.ada,
    files: { '.github/planfile.yml': 'approvals:\n  count: 1\n' },
  });
  const { git } = await story.job();
  const { found, commit, values } = await policyReport({ git });
  expect({ found, commit }).toEqual({ found: true, commit: await story.github.tip('main') });
  expect(values).toContainEqual({ key: 'approvals.count', value: 2, from: 'file' });
  expect(values).toContainEqual({ key: 'approvals.author', value: false, from: 'default' });
});
