/**
 * Random records against the sentences of the design: whatever stands in a record, legal or not, the state keeps its promises, and
 * the gate opens exactly where a plain reading of the rules says so.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOf, type StoryPlan, story } from '../../test/builders/story.ts';
import type { ApprovalStep, CheckedApproval } from './evidence.ts';
import { fold, type PlanState } from './fold.ts';
import { decide, type PhaseDecision } from './gate.ts';
import { parseRecord, type Recorded, union } from './record.ts';
import { wave } from './schedule.ts';

/** `npm run soak` looks longer. */
const RUNS = { numRuns: process.env.SOAK ? 20_000 : 200 };

const plan = planOf({ a: [], b: ['a'] });
const revised = planOf({ a: [], b: ['a'] }, 2);

type Move = {
  act: 'approve' | 'revoke' | 'start' | 'done' | 'failed' | 'blocked' | 'reset' | 'stray';
  phase: 'a' | 'b';
  who: string;
};
const moves = fc.array(
  fc.record<Move>({
    act: fc.constantFrom('approve', 'revoke', 'start', 'done', 'failed', 'blocked', 'reset', 'stray'),
    phase: fc.constantFrom('a', 'b'),
    who: fc.constantFrom('ada', 'bob', 'eve'),
  }),
  { maxLength: 25 },
);

function tell(of: StoryPlan, list: readonly Move[], teller: string) {
  const told = story(of, teller);
  for (const { act, phase, who } of list) {
    if (act === 'approve' || act === 'revoke') told[act](phase, who);
    else if (act === 'reset') told.reset(phase, who);
    else if (act === 'stray') told.end(phase, { start: 'stray' });
    else told[act](phase);
  }
  return told;
}

test('the state keeps its promises, whatever the record says', () => {
  fc.assert(
    fc.property(moves, moves, (list, older) => {
      const record = tell(plan, older, 'older').text() + tell(revised, list, 'newer').text();
      const { steps } = parseRecord(record);
      const state = fold(revised, steps);
      for (const track of [...state.phases, ...state.history]) {
        const open = track.attempts.filter(({ end }) => end === undefined);
        expect(open.length, 'one holder at a time').toBe(track.state === 'running' ? 1 : 0);
        expect(track.holder !== undefined, 'a holder only while it runs').toBe(track.state === 'running');
        expect(track.reason !== null, 'a reason only with failed and blocked').toBe(
          ['failed', 'blocked'].includes(track.state),
        );
        expect(track.fixes).toBeLessThanOrEqual(2);
        if (track.state === 'done')
          expect(track.end).toMatchObject({ outcome: 'done', digest: track.digest });
      }
      const acted = steps.filter(({ step }) => ['start', 'end', 'reset'].includes(step.type)).length;
      const used = [...state.phases, ...state.history].reduce(
        (sum, { attempts }) => sum + attempts.length + attempts.filter(({ end }) => end).length,
        0,
      );
      const resets = steps.filter(({ step }) => step.type === 'reset').length;
      expect(state.problems.length + used, 'each step is used, or named').toBeGreaterThanOrEqual(
        acted - resets,
      );
      expect(state.problems.length + used).toBeLessThanOrEqual(acted);
    }),
    RUNS,
  );
});

test('what a digest went through is the same, whatever stands of other digests in between', () => {
  fc.assert(
    fc.property(moves, moves, fc.array(fc.boolean()), (list, other, turns) => {
      const mine = tell(revised, list, 'mine').lines();
      const theirs = tell(plan, other, 'theirs').lines();
      const mixed: string[] = [];
      const [left, right] = [[...mine], [...theirs]];
      for (const turn of turns) mixed.push(...(turn ? left : right).splice(0, 1));
      const states = (lines: string[]) =>
        fold(revised, parseRecord(`${lines.join('\n')}\n`).steps).phases.map(
          ({ state, reason, fixes, holder, attempts }) => ({
            state,
            reason,
            fixes,
            holder,
            attempts: attempts.map(({ start, end }) => [start.key, end?.key]),
          }),
        );
      expect(states([...mixed, ...left, ...right])).toEqual(states(mine));
    }),
    RUNS,
  );
});

test('what a wave starts, the transitions allow; what it holds, it holds with a reason', () => {
  const options = { run: { run: 'now', attempt: 1 }, attempts: 100 };
  const asks = fc.record({
    by: fc.constantFrom('person', 'dispatch'),
    wanted: fc.constantFrom(undefined, ['a'], ['a', 'b']),
  });
  fc.assert(
    fc.property(moves, asks, (list, { by, wanted }) => {
      const told = tell(plan, list, 'one');
      const state = fold(plan, told.steps());
      const decisions = plan.phases.map(
        ({ id, digest }): PhaseDecision => ({
          phase: id,
          digest,
          decision: 'approved',
          code: 'approved',
          message: '',
          fix: '',
          approvals: [],
          waitingFor: [],
        }),
      );
      const result = wave(plan, state, decisions, wanted, { ...options, by: by as 'person' | 'dispatch' });
      if (!result.ok) return expect.unreachable();
      const { start, held } = result.wave;
      expect([...start.map(({ id }) => id), ...held.map(({ phase }) => phase)].toSorted()).toEqual(
        wanted ?? ['a', 'b'],
      );
      for (const { id } of start) told.start(id, { run: 'now' });
      const after = fold(plan, told.steps());
      expect(after.problems).toEqual(state.problems);
      const fixes = (of: PlanState) => of.phases.map((track) => track.fixes);
      expect(fixes(after), 'a wave never fixes').toEqual(fixes(state));
      if (by === 'dispatch') {
        const before = start.map(({ id }) => state.phases.find(({ phase }) => phase === id)?.state);
        expect(
          new Set(before).difference(new Set(['pending'])).size,
          'a dispatched wave takes only pending ones',
        ).toBe(0);
      }
    }),
    RUNS,
  );
});

test('a writer that lost a race and brings its lines again changes nothing', () => {
  fc.assert(
    fc.property(moves, fc.nat(), (list, at) => {
      const lines = tell(plan, list, 'one').lines();
      const cut = lines.length === 0 ? 0 : at % (lines.length + 1);
      const record = lines.map((line) => `${line}\n`).join('');
      expect(union(record, lines.slice(cut))).toBe(record);
      expect(
        union(
          lines
            .slice(0, cut)
            .map((line) => `${line}\n`)
            .join(''),
          lines,
        ),
      ).toBe(record);
    }),
    RUNS,
  );
});

test('the gate opens where the rules say so, and nowhere else', () => {
  const verdicts = fc.infiniteStream(
    fc.constantFrom<CheckedApproval['verdict']>('holds', 'holds', 'does-not-hold', 'undecided'),
  );
  fc.assert(
    fc.property(moves, verdicts, fc.integer({ min: 1, max: 3 }), (list, stream, count) => {
      const state = fold(plan, tell(plan, list, 'one').steps());
      const approvals = state.approvals.map(
        ({ step, line }: Recorded<ApprovalStep>): CheckedApproval => ({
          step,
          line,
          verdict: stream.next().value,
          code: 'x',
          why: 'x',
        }),
      );
      const policy = { foreignCommits: 'refuse', approvals: { count, stale: 'paths' } } as const;
      const decisions = decide({ plan, state, approvals, policy, foreign: [], howToApprove: 'approve' });
      for (const [index, { id, digest }] of plan.phases.entries()) {
        const names = ({ step }: CheckedApproval) =>
          step.phases.some((one) => one.phase === id && one.digest === digest);
        // A fix that runs rests on what the phase was built by: until it was undone, nothing of that is spent.
        const { mending, undone, doneLine } = state.phases[index]!;
        const spent = mending ? (undone?.line ?? 0) : doneLine;
        // Plainly: people whose approval of this digest may be believed, was not taken back, and is not spent.
        const people = (sure: boolean) =>
          new Set(
            approvals
              .filter((one) => one.step.type === 'approve' && names(one))
              .filter(({ verdict }) => verdict === 'holds' || (!sure && verdict === 'undecided'))
              .filter(({ line }) => line > spent)
              .filter(
                ({ line }) =>
                  !approvals.some(
                    (later) =>
                      later.step.type === 'revoke' &&
                      later.line > line &&
                      names(later) &&
                      (later.verdict === 'holds' || (sure && later.verdict === 'undecided')),
                  ),
              )
              .map(({ step }) => step.by.name),
          ).size;
        const expected =
          state.phases[index]!.state === 'done'
            ? 'refused'
            : people(true) >= count
              ? 'approved'
              : people(false) >= count
                ? 'undecided'
                : 'refused';
        expect(decisions[index]!.decision).toBe(expected);
      }
    }),
    RUNS,
  );
});
