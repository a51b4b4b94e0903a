import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kept } from './kept.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`).join('\n');

test('what fits is kept whole', () => {
  expect(kept('bash', {}, 'all of it', { outputBytes: 9 })).toBe('all of it');
});

test('of a command the end, where errors stand, and how to get at the rest', () => {
  const text = kept('bash', {}, `${'x'.repeat(500)}\nError: here`, { outputBytes: 50 });
  expect(text).toMatch(
    /^\[462 bytes before this are left out; send the output to a file .*\]\nx+\nError: here$/,
  );
});

test('of a file the start, and where to read on', () => {
  expect(kept('read', {}, lines(1, 100), { outputBytes: 30 })).toBe(
    `${lines(1, 4)}\n[lines 1 to 4; read on with view_range from 5]`,
  );
  expect(kept('read', { view_range: [40, 90] }, lines(40, 90), { outputBytes: 30 })).toBe(
    `${lines(40, 42)}\n[lines 40 to 42; read on with view_range from 43]`,
  );
});

test('reading on from where it says gives every line once', () => {
  const file = lines(1, 200);
  const seen: string[] = [];
  for (let from = 1; ; ) {
    const part = file
      .split('\n')
      .slice(from - 1)
      .join('\n');
    const text = kept('read', { view_range: [from, 200] }, part, { outputBytes: 100 });
    const next = /\n\[lines .* read on with view_range from (\d+)\]$/.exec(text);
    seen.push(...text.slice(0, next?.index).split('\n'));
    if (!next) break;
    from = Number(next[1]);
  }
  expect(seen.join('\n')).toBe(file);
});

test('of a line that is too long alone, what fits', () => {
  const text = kept('read', { view_range: [7, 9] }, 'é'.repeat(100), { outputBytes: 11 });
  expect(text).toBe(`${'é'.repeat(5)}\n[line 7 is longer than 11 bytes: the rest of it is left out]`);
});

test('of a search the start, and what to do', () => {
  expect(kept('glob', {}, lines(1, 100), { outputBytes: 30 })).toBe(
    `${lines(1, 4)}\n[more was found: narrow the pattern or the path]`,
  );
});

test('never much more than allowed, whatever it is', () => {
  const property = fc.property(
    fc.constantFrom('bash', 'read', 'glob', 'grep'),
    fc.string({ unit: 'binary', maxLength: 2_000 }),
    fc.integer({ min: 20, max: 500 }),
    (name, text, outputBytes) => {
      expect(Buffer.byteLength(kept(name, {}, text, { outputBytes }))).toBeLessThan(outputBytes + 150);
    },
  );
  fc.assert(property);
});
