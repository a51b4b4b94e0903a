import { describe, expect, test } from 'vitest';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { memoryBox } from '../../test/doubles/memory-box.ts';
import { call, fault, type Reply } from '../../test/doubles/messages/replies.ts';
import { type RecordedRequest, startMessages } from '../../test/doubles/messages/server.ts';
import { quickClock } from '../../test/doubles/quick-clock.ts';
import { anthropic } from '../adapters/anthropic/anthropic.ts';
import { phaseText } from '../plan/digest.ts';
import { type InForce, inForce } from '../policy/inforce.ts';
import { policySchema } from '../policy/schema.ts';
import { buildPhase } from './execute.ts';
import { rungName } from './ladder.ts';

const text = phaseText({
  planfile: 1,
  plan: { id: 'p', title: 'P', models: {}, budget: {}, allow: [], body: '' },
  phase: {
    id: 'a',
    title: 'A',
    paths: ['**'],
    verify: ['npm test'],
    models: {},
    budget: {},
    allow: [],
    section: '',
    criteria: [],
  },
  needs: [],
});

const LADDER = [
  { model: 'sonnet', effort: 'medium' },
  { model: 'sonnet', effort: 'high' },
  { model: 'opus', effort: 'low' },
];

function force(policy: object): InForce {
  const found = inForce(policySchema.parse({ rounds: 1, ladder: LADDER, ...policy }), {
    models: {},
    budget: {},
  });
  if (!found.ok) throw new Error('the policy allows itself');
  return found.inForce;
}

const sonnet = force({ effort: { executor: 'medium' } });

/** Writes who it is, then finishes; and again. */
const builder = ({ body, messages }: RecordedRequest): Reply => {
  const answered = messages.filter(({ role }) => role === 'assistant').length;
  const name = `${body.model} ${body.output_config?.effort}`;
  return answered % 2 === 0
    ? call('write', { file_path: name, content: 'x' })
    : call('finish', { summary: `By ${name}.` });
};

async function build(passes: (files: ReadonlyMap<string, string>) => boolean, inForce = sonnet, turns = 80) {
  const clock = quickClock(200_000);
  await using api = await startMessages(builder);
  const box = memoryBox({
    run: (_, files) => (passes(files) ? { exit: 0 } : { exit: 1, tail: `not ok: ${files.size} files` }),
  });
  const work = {
    phase: { text },
    inForce: { ...inForce, budget: { ...inForce.budget, turns } },
    approvedBy: [],
    box,
    entries: [],
    instructions: [],
  };
  const model = anthropic({ apiKey: 'sk-test', baseURL: api.url, clock });
  const end = await buildPhase(work, { model, clock, progress: keptProgress() });
  expect(api.violations).toEqual([]);
  return { end, box, bodies: api.requests.map(({ body }) => body) };
}

const asked = (bodies: Awaited<ReturnType<typeof build>>['bodies']): string[] => [
  ...new Set(bodies.map(({ model, output_config }) => `${model} ${output_config?.effort}`)),
];

describe('when the rounds are used up', () => {
  test('the next rung goes on with the same tree, the failed output and a fresh conversation', async () => {
    const { end, box, bodies } = await build((files) => files.has('claude-opus-5-5 low'));
    expect(end).toMatchObject({ outcome: 'built', summary: 'By claude-opus-5-5 low.', rounds: 2 });
    expect(asked(bodies)).toEqual([
      'claude-sonnet-5-5 medium',
      'claude-sonnet-5-5 high',
      'claude-opus-5-5 low',
    ]);
    expect([...box.files.keys()]).toEqual(asked(bodies));
    const first = bodies.find(({ model }) => model === 'claude-opus-5-5');
    expect(first?.messages).toHaveLength(1);
    const prompt = JSON.stringify(first?.messages);
    expect(prompt).toContain('not ok: 2 files');
    expect(prompt).toContain('Hand over p to opus: a');
  });

  test('who built it is said, and each model is counted by itself', async () => {
    const { end } = await build((files) => files.has('claude-opus-5-5 low'));
    expect(end.notes).toEqual([
      'verify still fails after 1 round with sonnet/medium; sonnet/high goes on',
      'verify still fails after 1 round with sonnet/high; opus/low goes on',
      'built by opus/low, rung 3 of 3',
    ]);
    expect(end.usage.map(({ model, calls }) => [model, calls])).toEqual([
      ['claude-sonnet-5-5', 8],
      ['claude-opus-5-5', 2],
    ]);
    expect(end.model).toBe('claude-opus-5-5');
  });

  test('at its end the phase has failed', async () => {
    const { end, bodies } = await build(() => false);
    expect(end).toMatchObject({ outcome: 'failed', reason: 'verify', rounds: 3, turns: 12 });
    expect(end.verify).toMatchObject([{ exit: 1, tail: 'not ok: 3 files' }]);
    expect(bodies).toHaveLength(12);
  });

  test('one budget holds all rungs', async () => {
    const { end, bodies } = await build(() => false, sonnet, 6);
    expect(end).toMatchObject({ outcome: 'failed', reason: 'budget', turns: 6 });
    expect(JSON.stringify(bodies[4]?.messages)).toContain('You have 2 turns');
    expect(end.verify).toHaveLength(1);
  });

  test('each rung has a prefix of its own that does not change', async () => {
    const { bodies } = await build(() => false);
    for (const name of asked(bodies)) {
      const own = bodies.filter(({ model, output_config }) => `${model} ${output_config?.effort}` === name);
      expect(new Set(own.map(({ tools, system }) => JSON.stringify([tools, system]))).size).toBe(1);
      const begins = own.map(({ messages }) =>
        JSON.stringify(messages[0]?.content).replaceAll(/,?"cache_control":\{[^}]*\}/g, ''),
      );
      expect(new Set(begins).size).toBe(1);
    }
  });
});

describe('the ladder', () => {
  const above = (policy: object) => force(policy).ladder.map(rungName);

  test('goes on above the executor where the executor stands on it', () => {
    expect(above({ effort: { executor: 'medium' } })).toEqual(['sonnet/high', 'opus/low']);
    expect(above({ models: { executor: 'opus' }, effort: { executor: 'low' } })).toEqual([]);
    expect(above({ models: { executor: 'haiku' } })).toEqual(['sonnet/medium', 'sonnet/high', 'opus/low']);
  });

  test('is empty unless the policy has one', () => {
    expect(above({ ladder: undefined })).toEqual([]);
  });

  test('is for a verify that fails, and for nothing else', async () => {
    const clock = quickClock(200_000);
    await using api = await startMessages((request, nth) => (nth < 1 ? builder(request) : fault(400)));
    const work = {
      phase: { text },
      inForce: sonnet,
      approvedBy: [],
      box: memoryBox(),
      entries: [],
      instructions: [],
    };
    const model = anthropic({ apiKey: 'sk-test', baseURL: api.url, clock });
    const end = await buildPhase(work, { model, clock, progress: keptProgress() });
    expect(end).toMatchObject({ outcome: 'failed', reason: 'crashed' });
    expect(api.requests).toHaveLength(2);
  });
});
