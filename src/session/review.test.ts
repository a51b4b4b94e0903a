import { describe, expect, test } from 'vitest';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { memoryBox } from '../../test/doubles/memory-box.ts';
import { call, fault, type Reply, refuse, say } from '../../test/doubles/messages/replies.ts';
import { inOrder, type Script, startMessages } from '../../test/doubles/messages/server.ts';
import { quickClock } from '../../test/doubles/quick-clock.ts';
import { anthropic } from '../adapters/anthropic/anthropic.ts';
import { type PhaseContent, phaseText } from '../plan/digest.ts';
import { inForce } from '../policy/inforce.ts';
import { DEFAULT_POLICY } from '../policy/schema.ts';
import { readDiff } from '../review/diff.ts';
import { type ReviewWork, reviewChange } from './review.ts';

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
  {
    diff = small,
    ...more
  }: { diff?: string } & Partial<
    Pick<ReviewWork, 'phases' | 'signal' | 'secondLook' | 'leftOut' | 'base'>
  > = {},
) {
  const clock = quickClock(200_000);
  await using api = await startMessages(script);
  const progress = keptProgress();
  const model = anthropic({ apiKey: 'sk-test', baseURL: api.url, clock });
  const box = memoryBox({ files: { 'src/a.ts': 'b' } });
  const said = await reviewChange(
    { phases, inForce: force, box, diff: readDiff(diff), secondLook: false, ...more },
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

describe('a second look', () => {
  const other = { ...finding, claim: 'It leaks.', severity: 'blocker' };
  const second = (...holds: boolean[]) =>
    say(
      JSON.stringify({
        summary: 'Looked.',
        findings: [],
        criteria: [],
        rulings: holds.map((one, i) => ({ finding: i + 1, holds: one, reason: `src/a.ts:${i}` })),
      }),
    );
  const found = answer({ findings: [finding, other] });

  test('keeps what it can support, and refutes the rest, each with its reason', async () => {
    const { said, bodies } = await review(inOrder(found, second(true, false)), { secondLook: true });
    expect(said.findings).toMatchObject([
      { claim: finding.claim, standing: 'confirmed', reason: 'src/a.ts:0' },
      { claim: 'It leaks.', standing: 'refuted', reason: 'src/a.ts:1' },
    ]);
    expect(said).toMatchObject({ end: 'reviewed', summary: 'Fine.', turns: 2 });
    // Independent: it knows the findings, and nothing else of what the first one said.
    expect(bodies[1]?.messages).toHaveLength(1);
    expect(JSON.stringify(bodies[1])).not.toContain('Fine.');
  });

  test('shares everything before its task, to the byte', async () => {
    const { bodies } = await review(inOrder(found, second(true, true)), { secondLook: true });
    const shared = bodies.map(({ tools, system, output_config, messages }) => [
      tools,
      system,
      output_config,
      (messages[0]!.content as unknown[])[0],
    ]);
    expect(shared[1]).toEqual(shared[0]);
    expect(bodies[1]!.messages[0]).not.toEqual(bodies[0]!.messages[0]);
  });

  test('is not taken where there is nothing to refute', async () => {
    const { bodies } = await review(inOrder(answer({ findings: [] })), { secondLook: true });
    expect(bodies).toHaveLength(1);
  });

  test.each([
    ['rules on less', second(true)],
    ['rules on more', second(true, true, true)],
    ['answers nonsense', say('LGTM')],
  ])('that %s is sent back once, and then takes nothing away', async (_, reply) => {
    const { said, bodies } = await review(inOrder(found, reply), { secondLook: true });
    expect(bodies).toHaveLength(3);
    expect(said.findings.map(({ standing }) => standing)).toEqual(['unjudged', 'unjudged']);
    expect(said.end).toBe('reviewed');
    expect(said.notes.join()).toContain('no second look');
  });

  test.each([
    ['the service fails', fault(400)],
    ['the key is refused', fault(403)],
    ['the model refuses', refuse()],
  ])('that does not happen because %s leaves the findings as they were', async (_, reply) => {
    const { said } = await review(inOrder(found, reply), { secondLook: true });
    expect(said).toMatchObject({ end: 'reviewed', fault: null });
    expect(said.findings.map(({ standing }) => standing)).toEqual(['unjudged', 'unjudged']);
  });

  test('another model than was asked for is said', async () => {
    const { said } = await review(inOrder({ ...answer(), model: 'claude-haiku-4-5' } as Reply));
    expect(said.model).toBe('claude-haiku-4-5');
    expect(said.notes).toEqual(['claude-opus-5-5 was asked, and claude-haiku-4-5 answered']);
  });
});

describe('what need not be read', () => {
  const generated = `diff --git a/dist/a.js b/dist/a.js\n--- a/dist/a.js\n+++ b/dist/a.js\n@@ -0,0 +1 @@\n+${'x'.repeat(90_000)}\n`;
  const binary = 'diff --git a/logo.png b/logo.png\nBinary files a/logo.png and b/logo.png differ\n';

  test('is named, stays out of the prompt, and leaves nothing unread', async () => {
    const leftOut = new Map([
      ['dist/a.js', 'generated, says .gitattributes'],
      ['logo.png', 'by policy'],
    ]);
    const { said, bodies } = await review(inOrder(answer()), { diff: generated + binary + small, leftOut });
    expect(said).toMatchObject({ end: 'reviewed', unread: [], turns: 1 });
    const prompt = JSON.stringify(bodies[0]?.messages);
    expect(prompt).toContain(
      'dist/a.js (need not be read: generated, says .gitattributes; not below: 4 parts)',
    );
    expect(prompt).not.toContain('xxxx');
  });

  test('nobody else says so: what is binary was not read', async () => {
    const { said } = await review(inOrder(answer()), { diff: binary + small });
    expect(said).toMatchObject({ end: 'reviewed', unread: ['logo.png'] });
  });
});

describe('a change that passed on another base', () => {
  const file = (name: string, size: number) =>
    `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -0,0 +1 @@\n${'+line\n'.repeat(size / 6)}`;
  const more = (diff: string, of = small) => ({ phases: [], base: readDiff(diff), diff: of });
  const fine = answer({ criteria: [], findings: [] });

  test('is shown with what the base changed; tools and system text are those of every review', async () => {
    const whole = await review(inOrder(fine), { phases: [] });
    const { bodies, said } = await review(inOrder(fine), more(file('src/lib.ts', 60)));
    expect(said).toMatchObject({ end: 'reviewed', unread: [] });
    const { tools, system } = bodies[0]!;
    expect({ tools, system }).toEqual({ tools: whole.bodies[0]!.tools, system: whole.bodies[0]!.system });
    const first = JSON.stringify(bodies[0]!.messages);
    for (const text of ['src/lib.ts', 'src/a.ts', '+line', '-a']) expect(first).toContain(text);
  });

  test('need not be read where it is too large to be shown; what the base changed must be', async () => {
    const large = file('src/a.ts', 90_000);
    const asked = call('diff', { path: 'change: src/a.ts', part: 2 });
    const { said, bodies } = await review(inOrder(asked, fine), more(file('src/lib.ts', 60), large));
    expect(said).toMatchObject({ end: 'reviewed', unread: [], turns: 2 });
    const [first, second] = bodies.map(({ messages }) => JSON.stringify(messages.at(-1)));
    expect(first).toContain('change: src/a.ts (need not be read: it passed before; not below: 3 parts)');
    expect(second).toContain('Part 2 of 3');

    // The base changed the same file: that is another thing, and it must be read.
    const both = await review(inOrder(asked, fine), more(file('src/a.ts', 150_000), large));
    expect(both.said.unread).toEqual(['src/a.ts']);
    const parts = [1, 2, 3, 4].map((part) => call('diff', { path: 'src/a.ts', part }));
    expect(
      (await review(inOrder(...parts, fine), more(file('src/a.ts', 150_000), large))).said.unread,
    ).toEqual([]);
  });

  test('what of it need not be read is not shown, and does not keep the rest out', async () => {
    const bundle = file('dist/a.js', 90_000);
    const leftOut = new Map([['dist/a.js', 'by policy']]);
    const { bodies } = await review(inOrder(fine), {
      ...more(file('src/lib.ts', 60), bundle + small),
      leftOut,
    });
    const first = JSON.stringify(bodies[0]!.messages);
    expect(first).toContain('change: dist/a.js (need not be read: by policy; not below: 3 parts)');
    expect(first).toContain('-a');
  });

  test('both looks begin with the same text', async () => {
    const second = say(
      JSON.stringify({
        summary: '',
        findings: [],
        criteria: [],
        rulings: [{ finding: 1, holds: true, reason: 'x' }],
      }),
    );
    const found = answer({ criteria: [] });
    const { bodies } = await review(inOrder(found, second), {
      ...more(file('src/lib.ts', 60)),
      secondLook: true,
    });
    const [one, other] = bodies.map(({ messages }) => (messages[0]!.content as unknown[])[0]);
    expect(other).toEqual(one);
  });
});
