/** Long conversations: the endpoint summarizes them, and what was asked is said once more. */
import { describe, expect, test } from 'vitest';
import { call, fault, say, summarize } from '../../../test/doubles/messages/replies.ts';
import { type RecordedRequest, type Script, startMessages } from '../../../test/doubles/messages/server.ts';
import { quickClock } from '../../../test/doubles/quick-clock.ts';
import type { Turn } from '../../ports/model.ts';
import { anthropic } from './anthropic.ts';

/** Each answer of this tool is long. */
const page = { name: 'page', description: 'Reads a page.', input: { type: 'object' } };
const PAGE = 'word '.repeat(2_000);
const COMPACT_AT = 20_000;

const asksForSummary = ({ body }: RecordedRequest): boolean => body.compaction !== undefined;
const answers = ({ messages }: RecordedRequest): number =>
  messages.filter(({ role }) => role === 'assistant').length;

async function talk(script: Script, threads: boolean, compactAt: number | undefined = COMPACT_AT) {
  await using api = await startMessages(script, { threads });
  const turns: Turn[] = [];
  const compacted: number[] = [];
  const end = await anthropic({ apiKey: 'k', baseURL: api.url, clock: quickClock() }).converse(
    {
      model: 'claude-sonnet-5-5',
      system: 'You read.',
      prompt: 'Read every page of the book.',
      tools: [{ ...page, run: async () => ({ content: PAGE, isError: false }) }],
      maxTokens: 64_000,
      wait: 120_000,
      stall: 60_000,
      threadHosts: threads ? [new URL(api.url).host] : [],
      compactAt,
    },
    {
      beforeCall: () => ({ maxTokens: 64_000 }),
      onTurn: (turn) => void turns.push(turn),
      ended: () => false,
      onWait: () => {},
      onCompacted: (tokens) => void compacted.push(tokens),
    },
  );
  return { end, turns, compacted, requests: api.requests, violations: api.violations };
}

/** Reads on until it was summarized, then ends. */
const reader: Script = (request) => {
  if (asksForSummary(request)) return summarize('Nine pages were read.');
  const summarized = JSON.stringify(request.messages).includes('Nine pages were read.');
  return summarized && answers(request) > 2 ? say('Read it all.') : call('page', {});
};

describe.each([
  ['with the full history', false],
  ['over a thread', true],
])('%s', (_, threads) => {
  test('the summary stands in place of what it summarizes, and what was asked is said again', async () => {
    const { end, compacted, requests, violations } = await talk(reader, threads);
    expect(violations).toEqual([]);
    expect(end).toEqual({ end: 'finished', text: 'Read it all.' });
    expect(compacted).toHaveLength(1);
    expect(compacted[0]).toBeGreaterThanOrEqual(COMPACT_AT);
    const after = requests[requests.findIndex(asksForSummary) + 1]!;
    expect(after.messages.map(({ role }) => role)).toEqual(['assistant', 'user']);
    expect(after.messages[0]!.content).toMatchObject([
      { type: 'compaction', content: 'Nine pages were read.', signature: 'signed' },
    ]);
    expect(JSON.stringify(after.messages[1])).toContain('Read every page of the book.');
    expect(JSON.stringify(after.messages)).not.toContain('word word');
  });

  test('the summary is a turn that is counted', async () => {
    const { turns, requests } = await talk(reader, threads);
    expect(turns).toHaveLength(requests.length);
  });

  test('an endpoint that refuses to summarize is asked no more', async () => {
    const { end, requests, violations } = await talk((request) => {
      if (asksForSummary(request)) return fault(400);
      return answers(request) > 12 ? say('Read it all.') : call('page', {});
    }, threads);
    expect(violations).toEqual([]);
    expect(end).toMatchObject({ end: 'finished' });
    expect(requests.filter(asksForSummary)).toHaveLength(1);
  });

  test('a summary that is none changes nothing, and is asked for again only later', async () => {
    const { end, compacted, requests, violations } = await talk((request) => {
      if (asksForSummary(request)) return summarize(null);
      return answers(request) > 12 ? say('Read it all.') : call('page', {});
    }, threads);
    expect(violations).toEqual([]);
    expect(end).toMatchObject({ end: 'finished' });
    expect(compacted).toEqual([]);
    expect(requests.filter(asksForSummary).length).toBeLessThan(3);
    expect(JSON.stringify(requests.at(-1)!.messages)).toContain('word word');
  });

  test('a fault on the way to the summary is waited out', async () => {
    let failed = false;
    const { end, compacted, violations } = await talk((request, nth) => {
      if (asksForSummary(request) && !failed) {
        failed = true;
        return fault(529);
      }
      return reader(request, nth);
    }, threads);
    expect(violations).toEqual([]);
    expect(end).toMatchObject({ end: 'finished' });
    expect(compacted).toHaveLength(1);
  });
});

test('without a threshold nothing is summarized', async () => {
  const script: Script = (request) => (answers(request) > 12 ? say('Read it all.') : call('page', {}));
  const { requests } = await talk(script, false, Number.POSITIVE_INFINITY);
  expect(requests.filter(asksForSummary)).toEqual([]);
});
