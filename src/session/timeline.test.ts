import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeline } from './timeline.ts';

const at = (turns: number) => ({ seconds: turns * 10, turns, usd: turns / 100 });
const called = (tool: string, ok = true) => ({ tool, target: 'x', ok });

test('the calls between two milestones are one line', () => {
  const line = timeline();
  line.milestone('sonnet begins', at(0));
  line.called(called('write'), at(1));
  line.called(called('write'), at(1));
  line.called(called('bash', false), at(3));
  line.milestone('verify failed: npm test', at(4));
  line.called(called('read'), at(5));
  expect(line.moments()).toEqual([
    { seconds: 0, what: 'sonnet begins' },
    { seconds: 30, what: 'turns 1 to 3: write ×2, bash ×1 (1 failed); 0.0300 usd so far' },
    { seconds: 40, what: 'verify failed: npm test' },
    { seconds: 50, what: 'turn 5: read ×1; 0.0500 usd so far' },
  ]);
});

test('whatever happens: in its order, never more than an outcome holds, and the same when asked twice', () => {
  const event = fc.oneof(fc.constant('milestone'), fc.constantFrom('read', 'write', 'bash'));
  fc.assert(
    fc.property(fc.array(event, { maxLength: 900 }), (events) => {
      const line = timeline();
      for (const [n, what] of events.entries()) {
        if (what === 'milestone') line.milestone(`${n}`, at(n));
        else line.called(called(what), at(n));
      }
      const moments = line.moments();
      expect(moments.length).toBeLessThanOrEqual(300);
      expect(moments.map(({ seconds }) => seconds)).toEqual(
        moments.map(({ seconds }) => seconds).sort((a, b) => a - b),
      );
      expect(line.moments()).toEqual(moments);
    }),
  );
});
