import { describe, expect, test } from 'vitest';
import {
  endingOf,
  PHASE_EVENTS,
  PHASE_STATES,
  type PhaseEvent,
  type PhaseStateName,
  transition,
} from './transitions.ts';

/** Written from the design's text, not from the table: each sentence with the steps that it names. */
const LEGAL: Record<string, [PhaseStateName, PhaseEvent, PhaseStateName][]> = {
  'pending → running': [['pending', 'start', 'running']],
  'running → done | failed | blocked': [
    ['running', 'finish', 'done'],
    ['running', 'fail', 'failed'],
    ['running', 'block', 'blocked'],
  ],
  'failed → running (a person starts it again)': [['failed', 'start-again', 'running']],
  'failed | blocked → pending (reset)': [
    ['failed', 'reset', 'pending'],
    ['blocked', 'reset', 'pending'],
  ],
  'done → running (fix), and back where it did not land': [
    ['done', 'fix', 'running'],
    ['running', 'keep', 'done'],
  ],
  'done → pending (undone by a revert)': [['done', 'undo', 'pending']],
};
const legal = Object.values(LEGAL).flat();

describe.each(Object.entries(LEGAL))('%s', (_, steps) => {
  test.each(steps)('%s takes %s to %s', (from, event, to) => {
    expect(transition(from, event)).toEqual({ ok: true, to });
  });
});

describe('every other step is refused with a code and a way out', () => {
  const pairs = PHASE_STATES.flatMap((state) => PHASE_EVENTS.map((event) => [state, event] as const));
  const illegal = pairs.filter(
    ([state, event]) => !legal.some(([from, one]) => from === state && one === event),
  );

  test('there are 35 of them', () => expect(illegal).toHaveLength(35));

  test.each(illegal)('%s does not take %s', (state, event) => {
    const step = transition(state, event);
    expect(step).toMatchObject({ ok: false, code: `phase-is-${state}` });
    expect(step.ok || step.fix).toBeTruthy();
  });
});

test('an escalation blocks, everything else that has a reason fails', () => {
  expect(endingOf(null)).toBe('done');
  expect(endingOf('escalated')).toBe('blocked');
  for (const reason of [
    'verify',
    'scope',
    'budget',
    'conflict',
    'crashed',
    'cancelled',
    'refused',
    'error',
  ] as const) {
    expect(endingOf(reason)).toBe('failed');
  }
});
