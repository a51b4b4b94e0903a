import { expect, test } from 'vitest';
import { plain } from '../report/paint.ts';
import { hearProgress, sentProgress } from './channel.ts';
import { liveView } from './live.ts';

/** A terminal as people see it: what was written is carried out, as far as a live view needs it. */
function screen(columns = 100) {
  const lines: string[] = [''];
  let row = 0;
  const write = (text: string): void => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is carried out
    for (const [part, code, final] of text.matchAll(/\u001B\[(\??[\d;]*)([A-Za-z])|\n|[^\u001B\n]+/g)) {
      const count = Number(code || 1);
      if (part === '\n') {
        row += 1;
        lines[row] ??= '';
      } else if (final === 'A') row -= count;
      else if (final === 'B') row += count;
      else if (final === 'K') lines[row] = '';
      else if (final === undefined) lines[row] = part;
    }
  };
  return { terminal: { isTTY: true, columns, rows: 40, write }, shown: () => lines.join('\n').trimEnd() };
}

function view(columns?: number) {
  const { terminal, shown } = screen(columns);
  let elapsed = 0;
  const ticks: (() => void)[] = [];
  const live = liveView({
    terminal,
    clock: { now: () => new Date(elapsed), elapsed: () => elapsed },
    paint: plain,
    since: 0,
    every(call) {
      ticks.push(call);
      return () => ticks.splice(ticks.indexOf(call), 1);
    },
  });
  const pass = (seconds: number): void => {
    elapsed += seconds * 1_000;
    for (const tick of ticks) tick();
  };
  return { live, shown, pass, ticks };
}

const state = (phase: string, doing: string, turns = 3) => ({
  phase,
  doing,
  turns,
  mostTurns: 60,
  tokens: 12_345,
  usd: 0.31,
  mostUsd: 1,
});

test('two sessions stand below what stays, each in a line of its own that follows it', () => {
  const { live, shown, pass } = view();
  live.progress.step('execute', 'slugify');
  using one = live.join();
  using other = live.join();
  one.progress.now?.(state('slugify', 'bash npm test'));
  other.progress.now?.(state('wire', ''));
  pass(75);
  one.progress.now?.(state('slugify', 'edit src/slug.ts', 4));
  other.progress.note('checkpoint 1 of wire: 2 changed files put aside');
  expect(shown()).toBe(
    [
      ' 0:00 execute slugify',
      ' 1:15   checkpoint 1 of wire: 2 changed files put aside',
      '  slugify  1m15s  turn 4/60  $0.31 of $1  12.3k tokens  ███░░░░░░░  edit src/slug.ts',
      '  wire     1m15s  turn 3/60  $0.31 of $1  12.3k tokens  ███░░░░░░░  1m15s the model answers',
    ].join('\n'),
  );
});

test('a session that is over leaves its line; a verify and what a step says stay', () => {
  const { live, shown } = view();
  {
    using one = live.join();
    one.progress.now?.(state('slugify', 'finish'));
    const call = { phase: 'slugify', target: 'npm test', seconds: 1, turns: 3, usd: 0.31, mostUsd: 1 };
    one.progress.tool({ ...call, tool: 'verify', ok: true });
    one.progress.tool({ ...call, tool: 'bash', ok: true });
    one.print('planfile: no key\n  fix: give one\n');
  }
  expect(shown()).toBe(
    [' 0:00   slugify verify npm test turn 3, $0.3100 of $1', 'planfile: no key', '  fix: give one'].join(
      '\n',
    ),
  );
});

test('when it is over nothing ticks, and nothing of it is left', () => {
  const { live, shown, ticks } = view();
  live.progress.now?.(state('slugify', 'bash npm test'));
  expect(shown()).not.toBe('');
  live[Symbol.dispose]();
  expect(shown()).toBe('');
  expect(ticks).toEqual([]);
});

test('what a model wrote moves no cursor, and no line is wider than the terminal', () => {
  const { live, shown } = view(60);
  live.progress.now?.(state('slugify', `bash printf '\u001B[2J\u001B]0;x\u0007' ${'日本'.repeat(40)}`));
  expect(shown().split('\n')).toHaveLength(1);
  expect(shown()).not.toMatch(/\p{Cc}/u);
  live.progress.now?.(state('slugify', 'bash x'));
  expect(shown()).toBe('  slugify  0.0s  turn 3/60  $0.31 of $1  bash x');
});

test('what a step sends over its channel is what is heard; all else is left aside', () => {
  const told: unknown[] = [];
  const hears = {
    step: (...what: unknown[]) => told.push(['step', ...what]),
    tool: (...what: unknown[]) => told.push(['tool', ...what]),
    note: (...what: unknown[]) => told.push(['note', ...what]),
    now: (...what: unknown[]) => told.push(['now', ...what]),
    end: () => told.push(['end']),
  };
  const call = { phase: 'a', tool: 'bash', target: 'ls', ok: true, seconds: 1, turns: 1, usd: 0, mostUsd: 1 };
  const sent = sentProgress((message) => hearProgress(structuredClone(message), hears));
  sent.step('verify', undefined);
  sent.tool(call);
  sent.note('waits');
  sent.now?.(state('a', ''));
  sent.end?.();
  for (const odd of [undefined, 'x', { progress: 'fly' }, { progress: 'note', text: 1 }, { cmd: 'NODE_x' }])
    hearProgress(odd, hears);
  expect(told).toEqual([
    ['step', 'verify', undefined],
    ['tool', call],
    ['note', 'waits'],
    ['now', state('a', '')],
    ['end'],
  ]);
});
