/** A pull request over several pushes: asked for, reviewed, remembered; every head gets a conclusion. */
import { expect, test } from 'vitest';
import { faultOf } from '../../contracts/git/scene.ts';
import { found, stage } from './stage.ts';

const code = (name: string, body: string) => `export function ${name}(list) {\n${body}\n}\n`;
const A = (first: string, open = '  return fetch(list);') => `${code('first', first)}\n${code('open', open)}`;

test('asked for, said on lines, mended, declined, moved, merged', async () => {
  await using story = await stage();
  const { github, ada, bob, cleo, rita } = story;
  const pull = await story.change({ 'src/a.ts': A('  return list[0].x;') });
  expect(await story.merges(pull)).toBe(false);

  // Nobody asked: the check says what to do.
  const heard = await story.heard(pull);
  expect(heard.target).toMatchObject({ asked: null, pull: pull.issue.number });
  expect(await story.publish(heard)).toMatchObject({ exit: 3, check: { conclusion: 'action_required' } });
  expect(story.check(pull.head.sha)?.output.title).toContain('/planfile review');

  // Whoever may not write asks in vain, and is told.
  expect(await faultOf(story.comment(pull, rita))).toBe('not-permitted');
  expect(pull.issue.comments.at(-1)!.body).toContain('it takes write at least');
  expect((await story.comment(pull, bob, 'what does /planfile review do?')).target).toBeUndefined();

  const crash = found('Crashes on an empty list', { line: 2, severity: 'major' });
  const leak = found('The answer is never awaited', { line: 6, severity: 'major' });
  const first = await story.review(pull, { verdict: 'block', findings: [crash, leak] });
  expect(first).toMatchObject({ exit: 1, check: { conclusion: 'failure' }, notes: [] });
  expect(story.threads(pull)).toEqual([
    [crash.claim, 'open'],
    [leak.claim, 'open'],
  ]);
  expect(await story.merges(pull)).toBe(false);
  const written = () =>
    github.journal.filter(
      ({ method, operation }) => method !== 'GET' && !/graphql|upload-pack/.test(operation ?? ''),
    ).length;
  const before = written();
  expect(await story.publish(first.asked)).toMatchObject({ exit: 1 });
  expect(written()).toBe(before);

  // One is declined by its author, which counts for nothing; then by cleo.
  await story.answer(pull, 1, ada, '/planfile decline it is meant so');
  expect((await story.publish(first.asked)).check.conclusion).toBe('failure');
  await story.answer(pull, 1, cleo, '/planfile decline it is meant so');
  // The other is mended, below lines that are new.
  await github.push('topic', { by: ada, files: { 'src/a.ts': `// a\n${A('  return list[0]?.x;')}` } });
  const second = await story.review(pull, {
    verdict: 'block',
    findings: [{ ...leak, line: 7, claim: 'Nobody awaits the answer: it is never awaited' }],
  });
  expect(second).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
  expect(second.check.title).toContain('declined');
  expect(story.threads(pull)).toEqual([
    [crash.claim, 'closed'],
    [leak.claim, 'open'],
  ]);
  expect(pull.threads[0]!.comments.at(-1)!.body).toContain('Mended by');
  expect(pull.reviews.at(-1)!.body).toContain('declined by `cleo`');

  // The same tree in another commit: nothing is reviewed anew.
  const tree = await github.repository.git.git(['rev-parse', `${pull.head.sha}^{tree}`]);
  const [base] = [await github.tip('main')];
  const git = github.repository.git;
  const squashed = await git.commitTree(tree.trim(), [base], 'One commit', ada.account, github.clock.now());
  await github.setBranch('topic', squashed, { by: ada });
  const reviews = pull.reviews.length;
  const same = await story.publish(await story.heard(pull));
  expect(same).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
  expect(same.check.title).toContain('reviewed before');
  expect(pull.reviews).toHaveLength(reviews);
  expect(await story.merges(pull)).toBe(true);
  expect(github.complaints).toEqual([]);
  const refused = github.journal.filter(({ status }) => status === 403);
  expect(refused).toEqual([]);
}, 120_000);
