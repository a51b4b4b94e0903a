/** What a review remembers of its earlier threads: the stories, and what holds for all of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../../src/review/fingerprint.ts';
import { markerOf, readMarker } from '../../../src/review/marker.ts';
import {
  type Decision,
  declinedIn,
  declines,
  type Located,
  remember,
  type Thread,
} from '../../../src/review/memory.ts';
import { type Event, type Found, type Story, stories } from './stories.ts';

const anchor = (place: string, version: number | undefined): string =>
  version === undefined
    ? ''
    : fingerprint({ category: '', path: null, claim: `${place.split(':')[1]} ${version}` });
const pathOf = (place: string): string => place.split(':')[0]!;

const located = (code: Record<string, number>, found: Found): Located => ({
  fingerprint: fingerprint({ category: 'correctness', path: pathOf(found.at), claim: found.says }),
  severity: found.severity ?? 'major',
  category: 'correctness',
  path: pathOf(found.at),
  line: 10,
  endLine: 10,
  side: 'new',
  claim: found.says,
  evidence: 'there',
  scenario: 'so',
  suggestion: null,
  replacement: null,
  by: 'model',
  standing: found.standing ?? 'confirmed',
  reason: '',
  anchor: anchor(found.at, code[found.at]),
});

/** A pull request as the forge keeps it, and what applying decisions makes of it. */
class Pull {
  threads: (Thread & { place: string })[] = [];
  code: Record<string, number> = {};
  decisions: Decision[] = [];

  apply(event: Event): void {
    if ('push' in event) this.push(event);
    else if ('review' in event) this.review(event);
    else if ('decline' in event) {
      const reply = { declines: true, counts: event.by === 'maintainer', by: event.by };
      this.change(event.decline, (thread) => ({ ...thread, replies: [...thread.replies, reply] }));
    } else if ('close' in event) this.change(event.close, (thread) => ({ ...thread, resolved: event.by }));
    else this.threads = this.threads.filter(({ marked }) => marked.claim !== event.remove);
  }

  push({ push, moved = false }: Extract<Event, { push: unknown }>): void {
    const before = this.code;
    this.code = push;
    this.threads = this.threads.map((thread) => {
      const gone = moved || push[thread.place] !== before[thread.place];
      return {
        ...thread,
        line: gone ? null : thread.line,
        anchorNow: moved ? null : anchor(thread.place, push[thread.place]) || null,
      };
    });
  }

  review({ review, complete = true, unread = [] }: Extract<Event, { review: unknown }>): void {
    this.decide(
      review.map((found) => located(this.code, found)),
      complete,
      unread,
      review.map(({ at }) => at),
    );
  }

  decide(findings: Located[], complete: boolean, unread: readonly string[], places: readonly string[]): void {
    this.decisions = remember({ findings, threads: this.threads, complete, unread: new Set(unread) });
    for (const one of this.decisions) {
      if (one.do === 'comment' || one.do === 'move') {
        this.threads.push(
          threadOf(one.finding, places[findings.indexOf(one.finding)] ?? '', this.threads.length),
        );
      }
      if (one.do === 'resolve' || one.do === 'move')
        this.threads = this.threads.map((thread) =>
          thread.id === one.thread.id ? { ...thread, resolved: 'us' } : thread,
        );
    }
  }

  change(says: string, how: (thread: Thread & { place: string }) => Thread & { place: string }): void {
    this.threads = this.threads.map((thread) => (thread.marked.claim === says ? how(thread) : thread));
  }
}

function threadOf(finding: Located, place: string, nth: number): Thread & { place: string } {
  const marked = readMarker(`Some text.\n\n${markerOf(finding)}`)!;
  return {
    id: `thread ${nth}`,
    marked,
    path: finding.path ?? '',
    line: finding.line,
    anchorNow: finding.anchor,
    resolved: null,
    replies: [],
    place,
  };
}

describe.each(stories)('$name', ({ events, threads, declined, unchanged }: Story) => {
  const pull = new Pull();
  for (const event of events) pull.apply(event);

  test('leaves these threads', () => {
    expect(
      pull.threads.map(({ marked, resolved }) => [marked.claim, resolved === null ? 'open' : 'closed']),
    ).toEqual(threads);
  });

  test('and the summary lists', () => {
    const { decisions } = pull;
    if (declined)
      expect(decisions.flatMap((one) => (one.do === 'declined' ? [one.finding.claim] : []))).toEqual(
        declined,
      );
    expect(
      decisions.flatMap((one) =>
        one.do === 'leave' && one.why === 'unchanged' ? [one.thread.marked.claim] : [],
      ),
    ).toEqual(unchanged ?? []);
  });

  test('a second run at the same time changes nothing', () => {
    const last = events.findLast((event) => 'review' in event)!;
    if (events.at(-1) !== last) return;
    const before = structuredClone(pull.threads);
    pull.apply(last);
    expect(pull.threads).toEqual(before);
  });
});

const finding = fc
  .record({
    says: fc.constantFrom('It crashes', 'It leaks a handle', 'Crashes on an empty list', 'x'),
    at: fc.constantFrom('a.ts:f', 'a.ts:g', 'b.ts:f'),
    severity: fc.constantFrom('blocker' as const, 'major' as const, 'nit' as const),
    standing: fc.constantFrom('confirmed' as const, 'refuted' as const, 'unjudged' as const),
    line: fc.integer({ min: 1, max: 5 }),
    version: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ line, version, ...found }) => ({ ...located({ [found.at]: version }, found), line }));
const thread = fc
  .record({
    of: finding,
    outdated: fc.boolean(),
    now: fc.constantFrom(null, 'same', 'other'),
    resolved: fc.constantFrom(null, 'us' as const, 'person' as const),
    replies: fc.array(fc.record({ declines: fc.boolean(), counts: fc.boolean(), by: fc.constant('x') }), {
      maxLength: 2,
    }),
  })
  .map(({ of, outdated, now, resolved, replies }): Thread & { place: string } => ({
    ...threadOf(of, '', 0),
    line: outdated ? null : of.line,
    anchorNow: now === 'same' ? of.anchor : now === 'other' ? 'f'.repeat(16) : null,
    resolved,
    replies,
  }));
const memory = fc.record({
  findings: fc.array(finding, { maxLength: 5 }),
  threads: fc
    .array(thread, { maxLength: 5 })
    .map((all) => all.map((one, i) => ({ ...one, id: `thread ${i}` }))),
  complete: fc.boolean(),
  unread: fc.subarray(['a.ts', 'b.ts']),
});

describe('whatever was found, and whatever stands there', () => {
  const decided = ({
    unread,
    ...rest
  }: {
    findings: Located[];
    threads: Thread[];
    complete: boolean;
    unread: string[];
  }) => remember({ ...rest, unread: new Set(unread) });

  test('each finding gets one decision, each thread one at most, and every open thread one', () => {
    fc.assert(
      fc.property(memory, (all) => {
        const decisions = decided(all);
        const findings = decisions.flatMap((one) => ('finding' in one ? [one.finding] : []));
        const threads = decisions.flatMap((one) => ('thread' in one ? [one.thread] : []));
        const keyOf = ({ fingerprint, line }: Located) => `${fingerprint} ${line}`;
        const asked = all.findings.filter(({ standing }) => standing !== 'refuted');
        expect(findings.map(keyOf)).toEqual([...new Set(asked.map(keyOf))]);
        expect(new Set(threads).size).toBe(threads.length);
        const silent = all.threads.filter((one) => !threads.includes(one));
        // Whose finding is said anew: it was declined, or closed.
        for (const { resolved, replies } of silent)
          expect(resolved !== null || replies.some((reply) => reply.declines && reply.counts)).toBe(true);
      }),
    );
  });

  test('the worst is never declined, nobody’s word declines but a maintainer’s, and no failed review closes anything', () => {
    fc.assert(
      fc.property(memory, (all) => {
        for (const one of decided(all)) {
          if (one.do === 'declined') {
            expect(one.finding.severity).not.toBe('blocker');
            expect(one.thread.replies.some((reply) => reply.declines && reply.counts)).toBe(true);
            expect([one.finding.path, one.finding.anchor]).toEqual([
              one.thread.marked.path,
              one.thread.marked.anchor,
            ]);
          }
          if (one.do === 'resolve') {
            expect(all.complete).toBe(true);
            expect(all.unread).not.toContain(one.thread.path);
            if (one.why === 'fixed') expect(one.thread.anchorNow).not.toBe(one.thread.marked.anchor);
          }
        }
      }),
    );
  });

  test('what was applied is decided no more', () => {
    fc.assert(
      fc.property(memory, ({ findings, threads, complete, unread }) => {
        const pull = new Pull();
        pull.threads = threads as Pull['threads'];
        pull.decide(findings, complete, unread, []);
        const before = structuredClone(pull.threads);
        pull.decide(findings, complete, unread, []);
        expect(pull.threads).toEqual(before);
      }),
    );
  });
});

test('declined findings, for the verdict', () => {
  const story = stories.find(({ declined }) => (declined?.length ?? 0) > 0)!;
  const pull = new Pull();
  for (const event of story.events) pull.apply(event);
  expect(declinedIn(pull.decisions).size).toBe(1);
});

describe('a decline is a command', () => {
  test.each(['/planfile decline', '/planfile decline it is meant so\nbecause', '  /planfile decline'])(
    '%s',
    (body) => expect(declines(body)).toBe(true),
  );
  test.each(['/planfile declined', 'I /planfile decline', '> /planfile decline', '/planfile approve x', ''])(
    'not: %s',
    (body) => expect(declines(body)).toBe(false),
  );
});

describe('a marker', () => {
  const one = located({ 'a.ts:f': 1 }, { says: 'x', at: 'a.ts:f' });

  test('reads back, whatever the claim and the path hold, and stays one HTML comment', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ maxLength: 30 }),
        (claim, path) => {
          const text = markerOf({ ...one, claim, path });
          expect(text.split('-->')).toHaveLength(2);
          expect(text).not.toMatch(/[\n\r@#]/);
          expect(readMarker(`a comment\n${text}\n`)).toEqual({
            fingerprint: one.fingerprint,
            category: one.category,
            severity: one.severity,
            path,
            anchor: one.anchor,
            claim: claim.slice(0, 300).toWellFormed(),
          });
        },
      ),
    );
  });

  test.each([
    ['not at the end', `${markerOf(one)}\nmore`],
    ['cut', markerOf(one).slice(0, -6)],
    ['of another form', '<!-- planfile:finding {"v":2} -->'],
    ['none', 'text'],
  ])('%s is none', (_, body) => expect(readMarker(body)).toBeUndefined());
});
