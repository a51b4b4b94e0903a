import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../report/redact.ts';
import { CLEANERS, transcript } from './transcript.ts';

const KEY = 'sk-test-0123456789abcdefghij';
const TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4)}`;
const note = (text: string) => ({ type: 'note' as const, text });
const parsed = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('a transcript', () => {
  test('is one JSON document a line', () => {
    const kept = transcript((text) => text);
    kept.add(0, { type: 'begin', model: 'm', system: 's', prompt: 'p\nq' });
    kept.add(1.26, { type: 'result', tool: 'read', content: 'x', isError: false });
    expect(parsed(kept.text())).toEqual([
      { seconds: 0, type: 'begin', model: 'm', system: 's', prompt: 'p\nq' },
      { seconds: 1.3, type: 'result', tool: 'read', content: 'x', isError: false },
    ]);
  });

  test('holds no secret of this process, nor what looks like one, at any depth', () => {
    const kept = transcript(redactor([KEY]));
    kept.add(0, note(`the key is ${KEY}`));
    kept.add(0, {
      type: 'answer',
      model: 'm',
      text: TOKEN,
      calls: [{ name: 'write', input: { deep: [{ [KEY]: TOKEN }] } }],
    });
    expect(kept.text()).not.toContain('0123456789abcdefghij');
    expect(kept.text()).not.toContain('a1B2c3D4e5');
  });

  test('without its cleaner, a token that nobody knows would be in it', () => {
    expect(CLEANERS.map(({ name }) => name)).toEqual(['withoutSecrets']);
    const kept = transcript(redactor([KEY]), undefined, []);
    kept.add(0, note(TOKEN));
    expect(kept.text()).toContain(TOKEN);
  });

  test('a secret that is cut by the cap is taken out before', () => {
    const kept = transcript(redactor([KEY]), { text: 30, whole: 10_000 });
    kept.add(0, note(`${'x'.repeat(20)} ${TOKEN}`));
    expect(kept.text()).not.toContain('ghp_');
  });

  test('is capped, and says what is left out', () => {
    const kept = transcript((text) => text, { text: 10, whole: 300 });
    for (let n = 0; n < 50; n += 1) kept.add(n, note('y'.repeat(100)));
    const lines = parsed(kept.text());
    expect(kept.text().length).toBeLessThan(400);
    expect(lines.at(-1)).toEqual({ type: 'cut', entries: 50 - (lines.length - 1) });
    expect(lines[0]!.text).toBe(`${'y'.repeat(10)}[cut: 100 characters]`);
  });

  test('whatever is said, each line is JSON and the whole is bounded', () => {
    const entry = fc.oneof(
      fc.string({ unit: 'binary' }).map(note),
      fc
        .jsonValue()
        .map((input) => ({ type: 'answer' as const, model: 'm', text: '', calls: [{ name: 'x', input }] })),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const kept = transcript((text) => text, { text: 50, whole: 1_000 });
        for (const one of entries) kept.add(0, one);
        expect(parsed(kept.text()).length).toBeLessThanOrEqual(entries.length + 1);
        expect(kept.text().length).toBeLessThan(1_200);
      }),
    );
  });
});
