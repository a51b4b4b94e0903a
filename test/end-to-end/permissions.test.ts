/**
 * Every permission that a workflow asks for, held against what its jobs really ask of GitHub: none is missing, none is too many. The jobs
 * run with their own tokens, so that a missing one shows as a refusal as well.
 */
import { expect, test } from 'vitest';
import { startGitHub } from '../doubles/github/index.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { misfits } from '../workflows/permissions.ts';
import { finish, play, write } from './actors.ts';
import { type Played, startRunner, workflowFiles } from './jobs.ts';
import { planText } from './place.ts';

const phases = [
  { id: 'a', yaml: 'paths: [a.txt], verify: [test -s a.txt]' },
  { id: 'b', yaml: 'needs: [a], paths: [b.txt], verify: [test -s b.txt]' },
];

test('each job asks for what it needs, and for nothing else', async () => {
  const cast = Object.fromEntries(['a', 'b'].map((id) => [id, [write(`${id}.txt`, `${id}\n`), finish()]]));
  await using messages = await startMessages(play({ phases: cast }));
  await using github = await startGitHub({ files: { 'README.md': '# Letters\n', ...workflowFiles() } });
  const ada = github.person('ada', { permission: 'write' });
  const bob = github.person('bob', { permission: 'write' });
  const plan = planText({ id: 'letters', phases });
  // Evidence is held against the default branch of its moment: nothing is said in the second in which that was made.
  github.clock.advance({ minutes: 1 });
  await github.push('plan/letters', { by: ada, files: { 'plans/letters.md': plan } });
  await using runner = await startRunner({ github, messages: messages.url });

  const played: Played[] = [];
  const note = (one: Played): Played => {
    played.push(one);
    for (const { asked, log } of one.jobs)
      expect(
        asked.filter(({ status }) => status === 403),
        log,
      ).toEqual([]);
    return one;
  };
  const comment = async (file: string, on: Parameters<typeof github.comment>[0], body: string) =>
    note(await runner.play(await runner.comment(file, github.comment(on, { by: bob, body }), bob)));

  const pull = await github.pull({ by: ada, head: 'plan/letters', title: 'Letters' });
  note(await runner.play(await runner.pull('planfile-validate.yml', pull, ada)));
  const line = /\/planfile approve letters [0-9a-f]{32}/.exec(pull.issue.comments.at(-1)?.body ?? '')?.[0];
  expect(line).toBeDefined();
  const approved = await comment('planfile-approve.yml', pull, line!);
  expect(approved.jobs[0]!.exit, approved.jobs[0]!.log).toBe(0);
  const issue = github.issue({ by: ada, title: 'Letters' });
  const built = await comment('planfile-execute.yml', issue, '/planfile execute letters');
  for (const { name, result, log } of built.jobs) expect(result, `${name}: ${log}`).toBe('success');
  expect(await github.file('plan/letters', 'a.txt')).toBe('a\n');
  expect(runner.waiting()).toHaveLength(1);
  // What the record holds of reviews by now is asked of the checks.
  note(await runner.play(await runner.dispatch({ plan: 'letters', 'dry-run': 'true' }, bob)));
  // The plan's own pull request, moved by hand and reviewed as it stands: it lands in the record, and no wave starts.
  await github.push('main', { by: bob, files: { 'CONTRIBUTING.md': 'Be kind.\n' } });
  const { git } = github.repository;
  const parents = [await github.tip('plan/letters'), await github.tip('main')];
  const tree = (await git.mergedTree('main', 'plan/letters'))!;
  const merge = await git.commitTree(tree, parents, 'Merge main', ada.account, github.clock.now());
  await github.setBranch('plan/letters', merge, { by: ada });
  const pushed = note(await runner.play(await runner.pull('planfile-validate.yml', pull, ada)));
  const heard = note(await runner.play(await runner.follow('planfile-review.yml', pushed.run, ada)));
  expect(heard.jobs.map(({ name }) => name)).toEqual(['request', 'publish']);
  const word = () => github.repository.checks.findLast(({ sha }) => sha === merge)?.conclusion;
  expect(word(), heard.job('publish').log).toBe('action_required');
  const asked = await comment('planfile-review.yml', pull, '/planfile review');
  expect(asked.job('review'), asked.job('review').log).toMatchObject({ exit: 0, json: { plan: 'letters' } });
  expect(asked.job('publish'), asked.job('publish').log).toMatchObject({ exit: 0 });
  expect(word()).toBe('success');
  const record = (await github.file('refs/planfile/letters', 'record.jsonl')).trim().split('\n');
  expect(JSON.parse(record.at(-1)!)).toMatchObject({ type: 'review', commit: merge, by: { name: 'bob' } });
  expect(runner.waiting()).toHaveLength(1);

  const files = ['planfile-validate.yml', 'planfile-approve.yml', 'planfile-execute.yml'];
  expect(files.flatMap((file) => misfits(file, played))).toEqual([]);
}, 180_000);
