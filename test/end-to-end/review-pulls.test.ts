/**
 * A pull request that no plan made, reviewed by the jobs of the workflow: from the bundle, each with its own token, on a fork and on a
 * branch of the repository. Their permissions are held against what they really ask: none is missing, none is too many.
 */
import { expect, test } from 'vitest';
import { startGitHub } from '../doubles/github/index.ts';
import { say } from '../doubles/messages/replies.ts';
import { type RecordedRequest, startMessages } from '../doubles/messages/server.ts';
import { misfits } from '../workflows/permissions.ts';
import { confirming } from './actors.ts';
import { type Played, startRunner, workflowFiles } from './jobs.ts';

const FILE = 'planfile-review.yml';
const firstOf = ({ messages }: RecordedRequest): string => JSON.stringify(messages[0]);

test('request, review, publish: on its line, then mended and closed, rebased and merged', async () => {
  const finding = {
    severity: 'major',
    category: 'correctness',
    path: 'greet.sh',
    line: 2,
    endLine: 2,
    side: 'new',
    claim: 'It greets the wrong one',
    evidence: 'greet.sh:2',
    scenario: 'Everybody is called you',
    suggestion: 'Use the argument',
    replacement: '  echo "hello $1"',
  };
  await using messages = await startMessages((request) => {
    if (firstOf(request).includes('Take a second look')) return confirming(request);
    const bad = firstOf(request).includes('hello you');
    return say(JSON.stringify({ summary: 'Read it.', findings: bad ? [finding] : [], criteria: [] }));
  });
  await using github = await startGitHub({ files: { 'README.md': '# Greeter\n', ...workflowFiles() } });
  const ada = github.person('ada', { permission: 'write' });
  const bob = github.person('bob', { permission: 'write' });
  github.protect('main', { checks: [{ name: 'planfile review' }] });
  await using runner = await startRunner({ github, messages: messages.url });
  const played: Played[] = [];
  const ask = async (on: Parameters<typeof github.comment>[0]): Promise<Played> => {
    const comment = github.comment(on, { by: bob, body: '/planfile review' });
    const one = await runner.play(await runner.comment(FILE, comment, bob));
    played.push(one);
    for (const { asked, log } of one.jobs)
      expect(
        asked.filter(({ status }) => status === 403),
        log,
      ).toEqual([]);
    return one;
  };

  const text = (line: string) => `greet() {\n${line}\n}\n`;
  await github.push('greeting', { by: ada, files: { 'greet.sh': text('  echo "hello you"') } });
  const pull = await github.pull({ by: ada, head: 'greeting' });
  // Nobody asks: what was pushed is heard by another workflow, and the check says what to do. No job has the key.
  const pushed = await runner.play(await runner.pull('planfile-validate.yml', pull, ada));
  const heard = await runner.play(await runner.follow(FILE, pushed.run, ada));
  played.push(heard);
  expect(heard.jobs.map(({ name }) => name)).toEqual(['request', 'publish']);
  expect(heard.job('publish'), heard.job('publish').log).toMatchObject({ exit: 3 });
  const word = github.repository.checks.findLast(({ name }) => name === 'planfile review');
  expect(word).toMatchObject({ sha: pull.head.sha, conclusion: 'action_required' });

  const first = await ask(pull);
  expect(first.job('request').log).toContain('bob asks for a review');
  expect(first.job('review'), first.job('review').log).toMatchObject({ exit: 1, json: { verdict: 'block' } });
  expect(first.job('publish'), first.job('publish').log).toMatchObject({ exit: 1 });
  expect(pull.threads).toHaveLength(1);
  expect(pull.threads[0]!.comments[0]!.body).toContain('```suggestion\n  echo "hello $1"\n```');
  await expect(github.merge(pull, { by: bob })).rejects.toThrow();

  await github.push('greeting', { by: ada, files: { 'greet.sh': text('  echo "hello $1"') } });
  const second = await ask(pull);
  expect(second.job('publish'), second.job('publish').log).toMatchObject({ exit: 0 });
  expect(pull.threads[0]!.resolvedBy?.login).toBe('github-actions[bot]');

  // Rebased: what passed is not read again, and judged with what the base changed.
  const passed = pull.head.sha;
  await github.push('main', { by: bob, files: { 'README.md': '# The greeter\n' } });
  const mended = { 'greet.sh': text('  echo "hello $1"') };
  await github.push('greeting', { by: ada, files: mended, force: true, from: 'refs/heads/main' });
  await expect(github.merge(pull, { by: bob })).rejects.toThrow();
  const third = await ask(pull);
  expect(third.job('request').log).toContain('only what the base changed is read');
  expect(third.job('review').json).toMatchObject({ verdict: 'pass', since: { head: passed } });
  expect(firstOf(messages.requests.at(-1)!)).toContain('+# The greeter');
  expect(third.job('publish'), third.job('publish').log).toMatchObject({ exit: 0 });
  await github.merge(pull, { by: bob });
  expect(misfits(FILE, played)).toEqual([]);
  expect(github.complaints).toEqual([]);
}, 180_000);
