/**
 * Cut off between any two of its calls and run again, publish comes to the same end: one landing, one pull request, one check, one next
 * wave. A fixed sample here; every call in every way under `npm run soak`.
 */
import { expect, test } from 'vitest';
import type { Fault as Trouble } from '../../doubles/github/index.ts';
import { type BuiltWave, type PublishStage, stage, WORK } from './stage.ts';

const WAYS: Record<string, Trouble> = {
  'the connection is cut before it': { drop: 'before' },
  'its answer is lost': { drop: 'after' },
  'GitHub asks to wait for an hour': { status: 429, retryAfter: 3_600 },
};

/** Once, or from then on. */
const SAMPLE = [
  { call: /POST .*git-receive-pack$/, way: 'its answer is lost', times: 1_000 },
  { call: /PATCH .*\/pulls\/\d+$/, way: 'the connection is cut before it', times: 1_000 },
  { call: /POST .*planfile-execute.yml\/dispatches$/, way: 'its answer is lost', times: 1 },
];

/** What everybody can see in the end, without ids and times. */
async function seen({ github, own, ...story }: PublishStage, { run }: BuiltWave) {
  const branch = await github.repository.git.git(['log', '--format=%s', 'plan/slugs']);
  const record = await story.record();
  const checks = github.repository.checks.filter(({ externalId }) => externalId === 'planfile/slugs');
  return {
    branch,
    record: record.map((step) => [step.type, 'phase' in step ? step.phase : '']),
    pulls: github.repository.issues.size,
    body: own().issue.body.replace(/\b[0-9a-f]{12,64}\b/g, '(id)'),
    draft: own().draft,
    checks: checks.map(({ conclusion, output }) => [conclusion, output.title]),
    next: github.repository.runs.filter(({ inputs }) => inputs.after === String(run.id)).length,
    ci: github.repository.runs.filter(({ path }) => path.endsWith('ci.yml')).length,
  };
}

async function begun() {
  const story = await stage({ policy: 'ci: [ci.yml]\n' });
  await story.approve(story.bob);
  return { story, wave: await story.wave({ work: WORK }) };
}

/** The calls of an undisturbed publish, in order, and its end. */
async function undisturbed() {
  const { story, wave } = await begun();
  await using _ = story;
  const before = story.github.journal.length;
  await story.publish(wave);
  const calls = story.github.journal.slice(before).map(({ method, path }) => `${method} ${path}`);
  return { calls, end: await seen(story, wave) };
}

test('cut off at any call and run again, the end is the same', async () => {
  const { calls, end } = await undisturbed();
  const cases = calls.flatMap((_, at) =>
    Object.keys(WAYS).flatMap((way) => [1, 1_000].map((times) => ({ at, way, times }))),
  );
  const sample = cases.filter(({ at, way, times }) =>
    SAMPLE.some((one) => one.call.test(calls[at]!) && one.way === way && one.times === times),
  );
  expect(sample.length).toBeGreaterThanOrEqual(SAMPLE.length);
  for (const { at, way, times } of process.env.SOAK ? cases : sample) {
    const { story, wave } = await begun();
    await using _ = story;
    story.github.fail({ match: /./, fault: WAYS[way]!, after: at, times });
    const cut = await story.publish(wave).catch((fault: { code?: string }) => ({ fault }));
    story.github.heal();
    const where = `${way}: ${calls[at]} (call ${at}, ${times} times), which ended ${JSON.stringify(cut.fault)}`;
    const again = await story.publish(wave);
    expect(again.fault, where).toBeNull();
    expect(await seen(story, wave), where).toEqual(end);
  }
}, 3_600_000);
