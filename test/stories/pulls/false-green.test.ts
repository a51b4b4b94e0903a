/**
 * Ways in which the review of a pull request fails to happen, through GitHub's own rule of what lets a merge pass: a required check. None
 * of them merges. Each guard has its broken twin: without it, the same merges.
 */
import { describe, expect, test } from 'vitest';
import type { Review } from '../../../src/outcomes/review.ts';
import { pullCheckGuards } from '../../../src/review/pull-check.ts';
import { faultOf } from '../../contracts/git/scene.ts';
import type { Pull } from '../../doubles/github/index.ts';
import { tokenOf } from '../../workflows/rendered.ts';
import { type Asked, FILE, found, type PullStage, type Says, stage } from './stage.ts';

const FILES = { 'src/a.ts': 'export const a = 1;\nexport const b = 2;\n' };

interface Way {
  name: string;
  /** Of the guard without which it would merge. */
  guard?: string;
  says?: Says;
  policy?: string;
  /** What happens between the review and its publication. */
  meanwhile?: (story: PullStage, pull: Pull, asked: Asked) => Promise<unknown>;
  /** In place of a comment that asks. */
  ask?: (story: PullStage, pull: Pull) => Promise<Asked>;
}

const other = 'a'.repeat(40);
const ways: Way[] = [
  { name: 'nobody asks', ask: (story, pull) => story.heard(pull), guard: 'somebody asked for a review' },
  {
    name: 'somebody asks who may not write',
    ask: (story, pull) => story.heard(pull, story.rita),
    policy: 'review: {pulls: every}\n',
    guard: 'somebody asked for a review',
  },
  {
    name: 'it is a draft, and every other is reviewed',
    ask: (story, pull) => Object.assign(story.heard(Object.assign(pull, { draft: true }))),
    policy: 'review: {pulls: every}\n',
    guard: 'somebody asked for a review',
    meanwhile: async (_, pull) => Object.assign(pull, { draft: false }),
  },
  { name: 'the job that reviews ends without a word', says: null, guard: 'there is a review' },
  {
    name: 'what it left is no outcome',
    says: null,
    meanwhile: async (_, __, { folder }) => await write(folder, '{"verdict": "pass"}'),
    guard: 'there is a review',
  },
  {
    name: 'what it left is cut in the middle',
    meanwhile: async (_, __, { folder }) => await write(folder, '{"planfile": 1, "kind": "rev'),
    guard: 'there is a review',
  },
  { name: 'there was no key', says: none('there is no key', 'credentials'), guard: 'it is a valid one' },
  { name: 'the model refused', says: none('the model refused', 'refused'), guard: 'it is a valid one' },
  { name: 'it was cancelled', says: none('cancelled', 'cancelled'), guard: 'it is a valid one' },
  { name: 'its budget was used up', says: none('the budget', 'budget'), guard: 'it is a valid one' },
  { name: 'its answer did not fit', says: none('not valid', 'invalid'), guard: 'it is a valid one' },
  { name: 'the service failed', says: none('the service failed', 'service'), guard: 'it is a valid one' },
  { name: 'not all was read, and it says pass', says: { unread: ['src/a.ts'] }, guard: 'it is a valid one' },
  {
    name: 'it judged criteria that no plan asks',
    says: { criteria: [{ phase: 'x', criterion: 1, text: 'x', met: true, evidence: 'x' }] },
    guard: 'it is a valid one',
  },
  { name: 'it blocks', says: { verdict: 'block', why: 'major: no' }, guard: 'it passes' },
  { name: 'it says pass, and what it found blocks', says: { findings: [blocker()] }, guard: 'it passes' },
  {
    name: 'a blocker was refuted',
    says: { findings: [{ ...blocker(), standing: 'refuted' }] },
    guard: 'it passes',
  },
  { name: 'it answers another request', says: { nonce: 'f'.repeat(32) }, guard: 'it answers what was asked' },
  { name: 'it is of another run', says: { run: '99' }, guard: 'it answers what was asked' },
  { name: 'it is of another attempt', says: { attempt: 2 }, guard: 'it answers what was asked' },
  { name: 'it is of another tree', says: { tree: other }, guard: 'it is of exactly this tree' },
  { name: 'it is of another base', says: { base: other }, guard: 'it is of exactly this tree' },
  { name: 'it is of another head', says: { head: other }, guard: 'it is of exactly this tree' },
  {
    name: 'it is of no commit at all',
    says: { head: null },
    guard: 'it is of exactly this tree',
  },
  {
    name: 'the token may not post it',
    meanwhile: async (story) => {
      story.github.fail({
        match: /POST .*reviews/,
        fault: { status: 403, body: { message: 'Resource not accessible by integration' } },
      });
    },
    guard: 'people can read it',
  },
  {
    name: 'the conversation was locked',
    says: { findings: [found('x')] },
    meanwhile: async (story) => {
      story.github.fail({
        match: /POST .*reviews/,
        fault: { status: 422, body: { message: 'locked' } },
        times: 9,
      });
    },
    guard: 'people can read it',
  },
];

function none(why: string, cause: Review['cause']): Says {
  return { verdict: 'none', why, cause };
}
function blocker() {
  return found('It loses data', { severity: 'blocker' });
}
async function write(folder: string, text: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(`${folder}/review.json`, text);
}

async function played(way: Way, without?: string) {
  const story = await stage(way.policy === undefined ? {} : { policy: way.policy });
  const pull = await story.change(FILES);
  const asked = await (way.ask ?? ((at, of) => at.comment(of)))(story, pull);
  await story.says(asked, way.says);
  await way.meanwhile?.(story, pull, asked);
  const guards = Object.entries(pullCheckGuards).flatMap(([name, one]) => (name === without ? [] : [one]));
  const published = await story.publish(asked, { guards });
  return Object.assign(published, { story, pull });
}

// A fixed, rich sample; `SOAK=1` plays them all.
const sample = process.env.SOAK ? ways : ways.filter((_, index) => index % 9 === 0 || index === 25);

describe.each(sample)('$name', (way) => {
  test('does not merge, and says why; without its guard it would', async () => {
    const { exit, check, story, pull } = await played(way);
    await using _ = story;
    expect(check.conclusion).not.toBe('success');
    expect(check.title).not.toBe('');
    expect(exit).toBeGreaterThan(0);
    expect(story.check(pull.head.sha)?.conclusion).toBe(check.conclusion);
    expect(await story.merges(pull)).toBe(false);
    const twin = await played(way, way.guard);
    await using __ = twin.story;
    expect(await twin.story.merges(twin.pull)).toBe(true);
  }, 60_000);
});

test('every guard has its way', () => {
  const held = new Set(ways.map(({ guard }) => guard));
  const elsewhere = ['it is open', 'it stands as it was asked for'];
  const green = [
    'where nothing differs nothing is reviewed',
    'policy exempts it by name',
    'the same was reviewed before',
  ];
  expect(
    Object.keys(pullCheckGuards)
      .filter((name) => !held.has(name))
      .sort(),
  ).toEqual([...elsewhere, ...green].sort());
});

test('pushed, force-pushed or closed in the middle: what was reviewed gets its word, what stands there none', async () => {
  await using story = await stage();
  const pull = await story.change(FILES);
  const reviewed = pull.head.sha;
  const asked = await story.comment(pull);
  await story.says(asked);
  await story.github.push('topic', { by: story.ada, files: { 'src/evil.ts': 'evil\n' } });
  const { check } = await story.publish(asked);
  expect(check).toMatchObject({ conclusion: 'action_required' });
  expect(check.title).toContain('moved meanwhile');
  expect([story.check(reviewed)?.conclusion, story.check(pull.head.sha)]).toEqual([
    'action_required',
    undefined,
  ]);
  expect(pull.reviews).toEqual([]);
  expect(await story.merges(pull)).toBe(false);

  const again = await story.comment(pull);
  await story.says(again);
  await story.github.push('topic', {
    by: story.ada,
    files: { 'src/c.ts': 'c\n' },
    force: true,
    from: 'refs/heads/main',
  });
  expect((await story.publish(again)).exit).toBe(3);
  const third = await story.comment(pull);
  await story.says(third);
  story.github.close(pull.issue, { by: story.ada });
  expect((await story.publish(third)).check.title).toContain('is closed');
  expect(await faultOf(story.comment(pull))).toBe('pull-closed');
}, 60_000);

test('a token that may not set the check leaves none; policy that cannot be read leaves one that says so', async () => {
  await using story = await stage();
  const pull = await story.change(FILES);
  const asked = await story.comment(pull);
  await story.says(asked);
  const { checks: _, ...less } = tokenOf(FILE, 'publish');
  expect(await faultOf(story.publish(asked, { who: story.github.workflowToken(less as never) }))).toBe(
    'forge-forbidden',
  );
  expect(story.check(pull.head.sha)).toBeUndefined();
  expect(await story.merges(pull)).toBe(false);
  expect((await story.publish(asked)).exit).toBe(0);
  // What it said is there already; the check is made up for.
  expect(pull.reviews).toHaveLength(1);
  expect(await story.merges(pull)).toBe(true);
}, 60_000);

test('policy exempts by name, and no change of a protected file; nothing that differs needs nothing', async () => {
  const policy = 'review:\n  exempt:\n    - {name: docs, paths: ["docs/**", "**/*.md", ".github/**"]}\n';
  await using story = await stage({ policy });
  const docs = await story.change({ 'docs/a.md': 'a\n', 'notes.md': 'b\n' }, { branch: 'docs' });
  const told = await story.publish(await story.heard(docs));
  expect(told).toMatchObject({ exit: 0, check: { title: 'not reviewed: policy exempts "docs"' } });
  expect(await story.merges(docs)).toBe(true);
  const flow = await story.change(
    { 'docs/b.md': 'a\n', '.github/workflows/x.yml': 'on: push\n' },
    { branch: 'flow' },
  );
  expect((await story.publish(await story.heard(flow))).check.conclusion).toBe('action_required');
  const mixed = await story.change({ 'docs/c.md': 'a\n', 'src/x.ts': 'x\n' }, { branch: 'mixed' });
  expect((await story.publish(await story.heard(mixed))).check.conclusion).toBe('action_required');
}, 60_000);
