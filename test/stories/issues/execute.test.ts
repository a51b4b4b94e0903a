/** Starting what one sees: `/planfile execute` on an issue of a plan or a phase, and `run --issue`. */
import { expect, test } from 'vitest';
import { issues } from '../../../src/commands/issues.ts';
import { markedIssue, namedGuards, requireMarked } from '../../../src/commands/marked-issue.ts';
import { stage } from '../schedule/stage.ts';

test('a comment on an issue starts its phase, one on the plan\u2019s issue all that is ready', async () => {
  await using story = await stage();
  const job = await story.job();
  const report = await issues({ name: 'slugs', cwd: job.cwd }, job);
  const all = story.github.repository.issues;
  const say = async (number: number) => {
    const said = story.github.comment(all.get(number)!, { by: story.bob, body: '/planfile execute' });
    return await story.execute(said, story.bob);
  };
  const docs = report.phases.find(({ phase }) => phase === 'docs')!;
  expect(await say(docs.number)).toMatchObject({ schedule: { legs: [{ phase: 'docs' }] } });
  expect(await say(report.issue!.number)).toMatchObject({ schedule: { legs: [{ phase: 'slugify' }] } });
  // Somebody else's issue with the same mark means nothing.
  const copied = story.github.issue({ by: story.rita, title: 'mine', body: all.get(docs.number)!.body });
  expect(await say(copied.number)).toMatchObject({ code: 'plan-missing' });
  expect(await markedIssue(copied.number, job.forge)).toBeUndefined();
  // Nor does one that some app was brought to post.
  const app = story.github.issue({ by: story.github.app('helper', {}), title: 'x', body: copied.body });
  expect(await markedIssue(app.number, job.forge)).toBeUndefined();
  expect(await markedIssue(app.number, job.forge, namedGuards)).toEqual({ plan: 'slugs', phase: 'docs' });
  // Without the guard it would.
  expect(await markedIssue(copied.number, job.forge, {})).toEqual({ plan: 'slugs', phase: 'docs' });
  await expect(requireMarked(copied.number, job.forge)).rejects.toMatchObject({ code: 'issue-without-plan' });
  expect(await requireMarked(docs.number, job.forge)).toEqual({ plan: 'slugs', phase: 'docs' });
});
