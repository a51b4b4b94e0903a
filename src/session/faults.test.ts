/** Every fault that a Messages API can show, at every turn of a session; and faults by chance, in any order (issue 5). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { memoryBox } from '../../test/doubles/memory-box.ts';
import {
  call,
  calls,
  consult,
  drop,
  fault,
  type Reply,
  refuse,
  say,
  silence,
  summarize,
} from '../../test/doubles/messages/replies.ts';
import { type RecordedRequest, startMessages } from '../../test/doubles/messages/server.ts';
import { quickClock } from '../../test/doubles/quick-clock.ts';
import { anthropic } from '../adapters/anthropic/anthropic.ts';
import { phaseText } from '../plan/digest.ts';
import { inForce } from '../policy/inforce.ts';
import { DEFAULT_POLICY } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import { buildPhase, type SessionEnd } from './execute.ts';
import { type ReviewSaid, reviewChange } from './review.ts';

const text = phaseText({
  planfile: 1,
  plan: { id: 'p', title: 'P', models: {}, budget: {}, allow: [], body: '' },
  phase: {
    id: 'a',
    title: 'A',
    paths: ['**'],
    verify: ['true'],
    models: {},
    budget: {},
    allow: [],
    section: '',
    criteria: [],
  },
  needs: [],
});

const force = (() => {
  const found = inForce(DEFAULT_POLICY, { models: {}, budget: {} });
  if (!found.ok) throw new Error('the default policy allows itself');
  return found.inForce;
})();

/** Long enough that a few of them are worth a summary. */
const writing = (n: number) => ({
  name: 'write',
  input: { file_path: `${n}`, content: `${n} `.repeat(4_000) },
});
const write = (n: number): Reply => calls([writing(n)]);
/** Three edits and an end: what a session does when all goes well. */
const TURNS = [write(0), write(1), write(2), call('finish', { summary: 'Done.' })];
/** The same, with two consults. */
const CONSULTING = [
  consult('Go on.', [writing(0)]),
  write(1),
  consult('Well done.', [writing(2)]),
  TURNS[3]!,
];

interface Setting {
  threads: boolean;
  stallSeconds?: number;
  /** The executor may consult, and does. */
  advisor?: boolean;
  /** The conversation is summarized as it grows; these meet the requests for a summary, each once. */
  summaries?: readonly Reply[];
}

async function build(
  faults: readonly (readonly Reply[])[],
  { threads, stallSeconds = 60, advisor = false, summaries }: Setting,
) {
  const clock = quickClock(200_000);
  const box = memoryBox();
  const turns = advisor ? CONSULTING : TURNS;
  const open = faults.map((replies) => [...replies]);
  const summing = [...(summaries ?? [])];
  let summarized = 0;
  // Answers by how far the work is, whatever was sent again: first the faults of that turn, each once, then the turn.
  const answer = ({ body }: RecordedRequest): Reply => {
    if (body.compaction !== undefined) {
      const trouble = summing.shift();
      if (trouble === undefined) summarized += 1;
      return trouble ?? summarize('Files were written.');
    }
    const done = box.log.filter((name) => name === 'write').length;
    return open[done]?.shift() ?? turns[done]!;
  };
  await using api = await startMessages(answer, { threads });
  const model = anthropic({ apiKey: 'sk-test', baseURL: api.url, clock });
  const { host } = new URL(api.url);
  const work = {
    phase: { text },
    inForce: {
      ...force,
      threadHosts: threads ? [host] : [],
      limits: { ...force.limits, stallSeconds },
      consults: advisor ? { uses: 2, hosts: [host] } : { uses: 0, hosts: [] },
      compaction: summaries ? { tokens: COMPACT_AT, hosts: [host] } : { ...force.compaction, hosts: [] },
    },
    approvedBy: [],
    box,
    entries: [],
    instructions: [],
  };
  const end = await buildPhase(work, { model, clock, progress: keptProgress() }).catch(
    (error: unknown) => error,
  );
  return {
    end: end as SessionEnd | Fault,
    log: box.log,
    summarized,
    unmet: summing.length,
    violations: api.violations,
    requests: api.requests.length,
  };
}

/** Tokens after which a summary is due: two of the long edits. */
const COMPACT_AT = 5_000;

const WHOLE = ['write', 'write', 'write', 'run true'];

const passing: Record<string, Reply> = {
  'a rate limit': fault(429),
  'a server error': fault(500),
  'a bad gateway': fault(502),
  overload: fault(529),
  'a dropped connection': drop(),
  'a cut before the first byte of content': say('x', { cutAfter: 1 }),
  'a cut in a tool call': call('write', { file_path: 'half', content: 'x'.repeat(200) }, { cutAfter: 8 }),
  'a cut after the last content': call('write', { file_path: 'half', content: 'x' }, { cutAfter: 8 }),
  'overload in mid-stream': say('x', { errorAfter: { events: 3, type: 'overloaded_error' } }),
  'a stall in mid-stream': say('x', { stallAfter: 4 }),
  'a stall before the headers': silence(),
  'an answer that was cut off': call(
    'write',
    { file_path: 'half', content: 'x' },
    { stopReason: 'max_tokens' },
  ),
  'a paused turn': say('x', { stopReason: 'pause_turn' }),
  'an unknown tool': call('fly', {}),
  'input that is no JSON': calls([{ name: 'write', input: {}, json: '{"a": ]]' }]),
  'an empty answer': say(''),
  'a turn that is ended too early': say('I think I am done.'),
};

const final: Record<string, [Reply, SessionEnd['reason'], number]> = {
  'a request that is refused': [fault(400), 'crashed', 0],
  'credentials that are refused': [fault(401), 'error', 0],
  'a permission that is missing': [fault(403), 'error', 0],
  'a model that is unknown': [fault(404), 'error', 0],
  'a request that is too large': [fault(413), 'crashed', 0],
  'a refusal': [refuse(), 'refused', 1],
  'a context window that is full': [say('x', { stopReason: 'model_context_window_exceeded' }), 'error', 1],
};

describe.each([
  ['with the full history', false],
  ['over a thread', true],
])('%s', (_, threads) => {
  describe.each(TURNS.map((_, at) => at))('at turn %i', (at) => {
    const withFault = (reply: Reply): Reply[][] => TURNS.map((_, turn) => (turn === at ? [reply] : []));

    test.each(Object.entries(passing))(
      '%s passes, and no edit is lost or made twice',
      async (name, reply) => {
        const stallSeconds = name.includes('stall') ? 0.1 : 60;
        const { end, log, violations } = await build(withFault(reply), { threads, stallSeconds });
        expect(end).toMatchObject({ outcome: 'built' });
        expect(log).toEqual(WHOLE);
        expect(violations).toEqual([]);
      },
    );

    test.each(Object.entries(final))(
      '%s ends it, with all that was paid for',
      async (_, [reply, reason, own]) => {
        const { end, log, violations } = await build(withFault(reply), { threads });
        expect(log).toEqual(WHOLE.slice(0, at));
        expect(violations).toEqual([]);
        if (at + own === 0) expect(end).toBeInstanceOf(Fault);
        else
          expect(end).toMatchObject({
            outcome: 'failed',
            reason,
            turns: at + own,
            usage: [{ calls: at + own }],
          });
      },
    );
  });
});

/** What cannot pass as a summary is none, and the conversation goes on as it is. */
const AT_A_SUMMARY = Object.entries({ ...passing, 'a summary that is none': summarize(null) });
/** `npm test` meets one of each kind; all of them, at every turn, are for the soak. */
const SAMPLE = new Set([
  'overload',
  'a dropped connection',
  'a cut in a tool call',
  'a stall in mid-stream',
  'an answer that was cut off',
  'an empty answer',
  'a paused turn',
]);
const some = <T>(cases: [string, T][]): [string, T][] =>
  process.env.SOAK ? cases : cases.filter(([name]) => SAMPLE.has(name));
const stallOf = (name: string): number => (name.includes('stall') ? 0.1 : 60);

describe.each([
  ['with the full history', false],
  ['over a thread', true],
])('%s, with an advisor and summaries', (_, threads) => {
  test('when all goes well, both are there', async () => {
    const { end, log, summarized, violations } = await build([], { threads, advisor: true, summaries: [] });
    expect(violations).toEqual([]);
    expect(log).toEqual(WHOLE);
    expect(end).toMatchObject({ outcome: 'built', consults: 2 });
    expect(summarized).toBeGreaterThan(0);
  });

  describe.each(process.env.SOAK ? [0, 1, 2, 3] : [0, 2])('at turn %i', (at) => {
    const withFault = (reply: Reply): Reply[][] => TURNS.map((_, turn) => (turn === at ? [reply] : []));

    test.each(some(Object.entries(passing)))(
      '%s passes, no edit is lost or made twice, every consult is counted',
      async (name, reply) => {
        const setting = { threads, stallSeconds: stallOf(name), advisor: true, summaries: [] };
        const { end, log, violations } = await build(withFault(reply), setting);
        expect(violations).toEqual([]);
        expect(log).toEqual(WHOLE);
        expect(end).toMatchObject({ outcome: 'built', consults: 2 });
      },
    );
  });

  test.each(some(AT_A_SUMMARY))('%s at the summary passes', async (name, reply) => {
    const setting = { threads, stallSeconds: stallOf(name), advisor: true, summaries: [reply] };
    const { end, log, unmet, violations } = await build([], setting);
    expect(violations).toEqual([]);
    expect(log).toEqual(WHOLE);
    expect(end).toMatchObject({ outcome: 'built' });
    expect(unmet).toBe(0);
  });

  test('a cut in the middle of an advice: the turn is sent again, and what the advice took is counted', async () => {
    const { end, log, violations } = await build([[{ ...(CONSULTING[0] as object), cutAfter: 3 } as Reply]], {
      threads,
      advisor: true,
    });
    expect(violations).toEqual([]);
    expect(log).toEqual(WHOLE);
    expect(end).toMatchObject({ outcome: 'built', consults: 2 });
  });
});

describe('a review', () => {
  const answer = say(JSON.stringify({ summary: 'Fine.', findings: [], criteria: [] }));
  const READING = [call('read', { file_path: 'a' }), answer];

  async function review(faults: readonly (readonly Reply[])[], stallSeconds = 60) {
    const clock = quickClock(200_000);
    const open = faults.map((replies) => [...replies]);
    await using api = await startMessages(({ messages }) => {
      const done = JSON.stringify(messages).includes('no such file') ? 1 : 0;
      return open[done]?.shift() ?? READING[done]!;
    });
    const limits = { ...force.limits, stallSeconds };
    const model = anthropic({ apiKey: 'sk-test', baseURL: api.url, clock });
    const work = {
      phases: [{ text }],
      inForce: { ...force, limits },
      box: memoryBox(),
      diff: [],
      secondLook: true,
    };
    const said = await reviewChange(work, { model, clock, progress: keptProgress() }).catch(
      (error: unknown) => error,
    );
    expect(api.violations).toEqual([]);
    return said as ReviewSaid | Fault;
  }

  describe.each([0, 1])('at turn %i', (at) => {
    const withFault = (reply: Reply) => READING.map((_, turn) => (turn === at ? [reply] : []));

    test.each(Object.entries(passing))('%s passes', async (name, reply) => {
      const said = await review(withFault(reply), name.includes('stall') ? 0.1 : 60);
      expect(said).toMatchObject({ end: 'reviewed', summary: 'Fine.' });
    });

    test.each(Object.entries(final))('%s ends it without a review', async (_, [reply, , own]) => {
      const said = await review(withFault(reply));
      if (at + own === 0) expect(said).toBeInstanceOf(Fault);
      else expect(said).toMatchObject({ turns: at + own, findings: [], usage: [{ calls: at + own }] });
      expect(said).not.toMatchObject({ end: 'reviewed' });
    });
  });
});

describe('by chance', () => {
  const names = Object.keys(passing).filter((name) => !name.includes('stall'));
  const schedule = fc.array(fc.array(fc.constantFrom(...names), { maxLength: 4 }), {
    minLength: TURNS.length,
    maxLength: TURNS.length,
  });

  const helpers = fc.record({
    advisor: fc.boolean(),
    summaries: fc.option(fc.array(fc.constantFrom(...names), { maxLength: 4 }), { nil: undefined }),
  });

  test('whatever happens in whatever order: a value, a history without holes, each edit once', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, fc.boolean(), helpers, async (before, threads, { advisor, summaries }) => {
        const replies = (names: readonly string[]) => names.map((name) => passing[name]!);
        const setting = { threads, advisor, ...(summaries && { summaries: replies(summaries) }) };
        const { end, log, violations } = await build(before.map(replies), setting);
        expect(violations).toEqual([]);
        expect(end).not.toBeInstanceOf(Error);
        const { outcome, turns, usage } = end as SessionEnd;
        // Too many cuts, or turns ended too early, may end it before its time; never with an edit made twice.
        expect(log.filter((entry) => entry === 'write').length).toBeLessThanOrEqual(3);
        expect(log.slice(0, -1)).not.toContain('run true');
        expect(usage.reduce((sum, { calls }) => sum + calls, 0)).toBeGreaterThanOrEqual(turns);
        expect(['built', 'failed']).toContain(outcome);
      }),
      { numRuns: process.env.SOAK ? 1_000 : 30 },
    );
  });
});
