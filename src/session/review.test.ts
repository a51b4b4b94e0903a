import { describe, expect, test } from 'vitest';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { memoryBox } from '../../test/doubles/memory-box.ts';
import { call, fault, refuse, say } from '../../test/doubles/messages/replies.ts';
import { inOrder, type Script, startMessages } from '../../test/doubles/messages/server.ts';
import { quickClock } from '../../test/doubles/quick-clock.ts';
import { anthropic } from '../adapters/anthropic/anthropic.ts';
import { type PhaseContent, phaseText } from '../plan/digest.ts';
import { inForce } from '../policy/inforce.ts';
import { DEFAULT_POLICY } from '../policy/schema.ts';
import { readDiff } from '../review/diff.ts';
import { reviewChange } from './review.ts';

const content = (id: string, criteria: string[]): PhaseContent => ({
  planfile: 1,
  plan: { id: 'slug-titles', title: 'Make slugs', models: {}, budget: {}, allow: [], body: 'Why.\n' },
  phase: {
    id,
    title: id,
    paths: ['src/**'],
    verify: [],
    models: {},
    budget: {},
    allow: [],
    section: 'Build.\n',
    criteria,
  },
  needs: [],
});
const phases = [content('one', ['It works', 'It is fast']), content('two', [])].map((phase) => ({
  text: phaseText(phase),
}));

const force = (() => {
  const found = inForce(DEFAULT_POLICY, { models: {}, budget: {} });
  if (!found.ok) throw new Error('the default policy allows itself');
  return found.inForce;
})();

const judged = (criterion: number, met = true) => ({ phase: 'one', criterion, met, evidence: 'src/a.ts:1' });
const finding = {
  severity: 'major',
  category: 'correctness',
  path: 'src/a.ts',
  line: 3,
  endLine: 3,
  claim: 'Empty titles crash.',
  evidence: 'src/a.ts:3 indexes an empty string',
  scenario: 'slug("")',
  suggestion: null,
};
const answer = (over: object = {}) =>
  say(
    JSON.stringify({
      summary: 'Fine.',
      findings: [finding],
      criteria: [judged(1), judged(2, false)],
      ...over,
    }),
  );

const small = 'diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-a\n+b\n';

async function review(
  script: Script,
  { diff = small, signal }: { diff?: string; signal?: AbortSignal } = {},
) {
  const clock = quickClock(200_000);
  await using api = await startMessages(script);
  const progress = keptProgress();
  const model = anthropic({ apiKey: 'sk-test', baseURL: api.url, clock });
  const box = memoryBox({ files: { 'src/a.ts': 'b' } });
  const said = await reviewChange(
    { phases, inForce: force, box, diff: readDiff(diff), secondLook: false, signal },
    { model, clock, progress },
  );
  expect(api.violations).toEqual([]);
  return { said, progress, bodies: api.requests.map(({ body }) => body) };
}

describe('a review', () => {
  test('yields findings, and each judgement with the words that were judged', async () => {
    const { said, progress } = await review(inOrder(call('read', { file_path: 'src/a.ts' }), answer()));
    expect(said).toMatchObject({
      end: 'reviewed',
      summary: 'Fine.',
      model: 'claude-opus-5-5',
      turns: 2,
      unread: [],
    });
    const given = { side: 'new', replacement: null, standing: 'unjudged', reason: '' };
    expect(said.findings).toEqual([{ ...finding, ...given }]);
    expect(said.criteria.map(({ text, met }) => [text, met])).toEqual([
      ['It works', true],
      ['It is fast', false],
    ]);
    expect(said.usage).toMatchObject([{ role: 'reviewer' }]);
    expect(progress.tools).toMatchObject([{ phase: 'review', tool: 'read', target: 'src/a.ts' }]);
  });

  test('has no tool that changes anything, and is asked for the shape', async () => {
    const { bodies } = await review(inOrder(answer()));
    expect(bodies[0]?.tools?.map(({ name }) => name)).toEqual(['read', 'glob', 'grep']);
    expect(bodies[0]?.output_config?.format).toMatchObject({ type: 'json_schema' });
  });

  test.each([
    ['no JSON', say('Looks good to me!')],
    ['another shape', say('{"summary": "Fine."}')],
    ['a criterion left out', answer({ criteria: [judged(1)] })],
    ['a judgement without evidence', answer({ criteria: [judged(1), { ...judged(2), evidence: '' }] })],
    ['a finding without evidence', answer({ findings: [{ ...finding, evidence: '' }] })],
    ['a criterion judged twice', answer({ criteria: [judged(1), judged(1, false), judged(2)] })],
    ['a criterion that nobody asked for', answer({ criteria: [judged(1), judged(2), judged(3)] })],
  ])('%s is sent back once', async (_, reply) => {
    const { said, bodies } = await review(inOrder(reply, answer()));
    expect(said).toMatchObject({ end: 'reviewed', turns: 2 });
    expect(JSON.stringify(bodies[1]?.messages.at(-1))).toContain('does not fit');
  });

  test('an answer that does not fit twice is no review', async () => {
    const { said } = await review(inOrder(say('LGTM')));
    expect(said).toMatchObject({ end: 'invalid', turns: 2, findings: [], criteria: [] });
    expect(said.usage[0]?.calls).toBe(2);
  });

  test('JSON in a code fence is JSON', async () => {
    const whole = JSON.stringify({ summary: '', findings: [], criteria: [judged(1), judged(2)] });
    const { said } = await review(inOrder(say(`\`\`\`json\n${whole}\n\`\`\``)));
    expect(said.end).toBe('reviewed');
  });
});

describe('a large diff', () => {
  const file = (name: string, size: number) =>
    `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -0,0 +1 @@\n${'+line\n'.repeat(size / 6)}`;
  const diff = file('src/big.ts', 150_000) + small;

  test('is fetched in parts, and then counts as read', async () => {
    const parts = [1, 2, 3, 4].map((part) => call('diff', { path: 'src/big.ts', part }));
    const { said, bodies } = await review(inOrder(...parts, answer()), { diff });
    expect(said).toMatchObject({ end: 'reviewed', unread: [] });
    expect(JSON.stringify(bodies[0]?.messages)).toContain('src/big.ts (not below: 4 parts)');
  });

  test('that was not read is asked for once, and then named', async () => {
    const { said, bodies } = await review(inOrder(call('diff', { path: 'src/big.ts' }), answer()), { diff });
    expect(said).toMatchObject({ end: 'reviewed', unread: ['src/big.ts'] });
    expect(JSON.stringify(bodies.at(-1)?.messages.at(-1))).toContain('You have not read all');
  });
});

describe('no review', () => {
  test.each([
    ['refused', refuse()],
    ['service', fault(500)],
    ['credentials', fault(403)],
  ])('%s, with what was paid for', async (cause, reply) => {
    const { said } = await review(inOrder(call('glob', { pattern: '**' }), reply));
    expect(said).toMatchObject({ end: cause, findings: [], criteria: [] });
    expect(said.usage).toHaveLength(1);
  });

  test('before anything was paid for, a fault is thrown', async () => {
    await expect(review(inOrder(fault(401)))).rejects.toMatchObject({ kind: 'credentials' });
  });

  test('cancelled', async () => {
    const { said } = await review(inOrder(answer()), { signal: AbortSignal.abort() });
    expect(said.end).toBe('cancelled');
  });

  test('its budget used up', async () => {
    const { said } = await review(inOrder(call('glob', { pattern: '**' })));
    expect(said).toMatchObject({ end: 'budget', turns: force.reviewBudget.turns });
  });
});
