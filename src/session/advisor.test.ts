import { describe, expect, test } from 'vitest';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { memoryBox } from '../../test/doubles/memory-box.ts';
import { call, consult, fault } from '../../test/doubles/messages/replies.ts';
import {
  inOrder,
  type RecordedRequest,
  type Script,
  startMessages,
} from '../../test/doubles/messages/server.ts';
import { quickClock } from '../../test/doubles/quick-clock.ts';
import { anthropic } from '../adapters/anthropic/anthropic.ts';
import { phaseText } from '../plan/digest.ts';
import { inForce } from '../policy/inforce.ts';
import { policySchema } from '../policy/schema.ts';
import { buildPhase } from './execute.ts';

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

const read = { name: 'read', input: { file_path: 'x' } };
const asks = consult('Use a map.', [read]);
const finish = call('finish', { summary: 'Done.' });

interface Setting {
  uses?: number;
  threads?: boolean;
  /** false: the endpoint is not among the policy's hosts. */
  offered?: boolean;
  executor?: string;
  usd?: number;
  ladder?: { model: string; effort: 'low' | 'high' }[];
  verify?: boolean;
}

async function build(
  script: Script,
  {
    uses = 2,
    threads = false,
    offered = true,
    executor = 'sonnet',
    usd = 2,
    ladder = [],
    verify = true,
  }: Setting = {},
) {
  const clock = quickClock(200_000);
  await using api = await startMessages(script, { threads });
  const { host } = new URL(api.url);
  const policy = policySchema.parse({
    models: { executor },
    ladder,
    rounds: 0,
    advisor: { uses, hosts: offered ? ['localhost'] : [] },
  });
  const found = inForce(policy, { models: {}, budget: {} });
  if (!found.ok) throw new Error('the policy allows itself');
  const force = {
    ...found.inForce,
    budget: { ...found.inForce.budget, usd },
    threadHosts: threads ? [host] : [],
    consults: { uses, hosts: offered ? [host] : [] },
  };
  const work = {
    phase: { text },
    inForce: force,
    approvedBy: [],
    box: memoryBox({ run: () => ({ exit: verify ? 0 : 1 }) }),
    entries: [],
    instructions: [],
  };
  const model = anthropic({ apiKey: 'sk-test', baseURL: api.url, clock });
  const end = await buildPhase(work, { model, clock, progress: keptProgress() });
  return { end, violations: api.violations, requests: api.requests };
}

const tools = (body: { tools?: readonly Record<string, unknown>[] }) =>
  body.tools?.map(({ name }) => name) ?? [];

describe.each([
  ['with the full history', false],
  ['over a thread', true],
])('%s', (_, threads) => {
  test('it is consulted in mid-answer; its tokens are counted and priced as its own', async () => {
    const { end, violations, requests } = await build(inOrder(asks, finish), { threads });
    expect(violations).toEqual([]);
    expect(end).toMatchObject({ outcome: 'built', consults: 1 });
    expect(end.usage.map(({ role, model, calls }) => [role, model, calls])).toEqual([
      ['executor', 'claude-sonnet-5-5', 2],
      ['advisor', 'claude-opus-5-5', 1],
    ]);
    const advisor = end.usage[1]!;
    expect(advisor).toMatchObject({ input: 5_000, output: 700 });
    expect(advisor.usd).toBeCloseTo((5_000 * 4 + 700 * 20) / 1e6, 6);
    expect(tools(requests[0]!.body)).toContain('advisor');
    expect(requests[0]!.headers['anthropic-beta']).toContain('advisor-tool-2026-03-01');
  });

  test('when its uses are used up it is taken away, and the prefix stays', async () => {
    const { end, violations, requests } = await build(inOrder(asks, asks, call('read', {}), finish), {
      threads,
    });
    expect(violations).toEqual([]);
    expect(end).toMatchObject({ outcome: 'built', consults: 2 });
    const removed = requests.map(
      ({ messages }) => JSON.stringify(messages).split('"tool_removal"').length - 1,
    );
    expect(removed).toEqual([0, 0, 1, 1]);
    if (!threads) expect(new Set(requests.map(({ body }) => JSON.stringify(body.tools))).size).toBe(1);
  });
});

test('an endpoint that takes no tool away is asked in words', async () => {
  const { end, requests } = await build((request, nth) => {
    if (JSON.stringify(request.messages).includes('"tool_removal"')) return fault(400);
    return nth < 2 ? asks : finish;
  });
  expect(end).toMatchObject({ outcome: 'built', consults: 2 });
  expect(JSON.stringify(requests.at(-1)!.messages.at(-1))).toContain('go on without it');
});

test('it is taken away as soon as a consult could not be paid any more', async () => {
  const { end, requests } = await build(inOrder(call('read', {}, { usage: { output_tokens: 1_000 } })), {
    usd: 0.25,
  });
  expect(end.reason).toBe('budget');
  const at = requests.findIndex(({ messages }) => JSON.stringify(messages).includes('"tool_removal"'));
  expect(at).toBeGreaterThan(0);
  expect(end.usage[0]!.usd).toBeGreaterThan(0.2);
  expect(end.usage[0]!.usd).toBeLessThanOrEqual(0.25);
});

describe('there is none', () => {
  test('where the endpoint offers none, and a note says so', async () => {
    const { end, requests } = await build(inOrder(finish), { offered: false });
    expect(tools(requests[0]!.body)).not.toContain('advisor');
    expect(end.notes.join()).toContain('there is no advisor: 127.0.0.1');
    expect(JSON.stringify(requests[0]!.body)).not.toContain('You may consult');
  });

  test('where the policy does not ask for one: nothing is said either', async () => {
    const { end, requests } = await build(inOrder(finish), { uses: 0, offered: false });
    expect(tools(requests[0]!.body)).not.toContain('advisor');
    expect(end.notes).toEqual([]);
  });

  test('on a rung that has none left, or is the advisor itself: nothing is taken away that was not offered', async () => {
    const ladder = [
      { model: 'sonnet', effort: 'high' as const },
      { model: 'opus', effort: 'low' as const },
    ];
    const failing = (request: RecordedRequest) =>
      request.messages.length === 1 && request.body.output_config?.effort === undefined ? asks : finish;
    const { end, requests, violations } = await build(failing, { uses: 1, ladder, verify: false });
    expect(violations).toEqual([]);
    expect(end).toMatchObject({ outcome: 'failed', reason: 'verify', consults: 1 });
    const rungs = requests.filter(({ messages }) => messages.length === 1);
    expect(rungs.map(({ body }) => tools(body).includes('advisor'))).toEqual([true, false, false]);
    const removed = requests.filter(({ messages }) => JSON.stringify(messages).includes('"tool_removal"'));
    expect(removed.every(({ body }) => tools(body).includes('advisor'))).toBe(true);
  });

  test('for the advisor’s own model', async () => {
    const { requests } = await build(inOrder(finish), { executor: 'opus' });
    expect(tools(requests[0]!.body)).not.toContain('advisor');
  });
});
