import { expect, it } from 'vitest';
import { applyFixes } from './fix.ts';
import { readPlan } from './read.ts';
import { example } from './rules/example.ts';
import { RULES } from './rules/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const fixed = (text: string) => {
  const { problems } = readPlan(bytes(text), 'plans/slugs.md');
  const { bytes: after, problems: mended } = applyFixes(bytes(text), problems);
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(after),
    mended: mended.map(({ code }) => code),
  };
};

it.each([
  ['a number', example({ head: 'budget: {usd: 1.50}\n' }), example({ head: 'budget: {usd: 1.5}\n' })],
  ['a mark', `\uFEFF${example()}`, example()],
  [
    'a form of Unicode',
    example({ head: '# e\u0301\n', id: 'slugs' }),
    example({ head: '# e\u0301\n', id: 'slugs' }),
  ],
  [
    'a level',
    example({ sections: '### Phase build: Write it\n\nText.\n\n- [ ] It is\n' }),
    example({ sections: '## Phase build: Write it\n\nText.\n\n- [ ] It is\n' }),
  ],
])('mends %s, and nothing else', (_, before, after) => {
  expect(fixed(before).text).toBe(after);
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  expect(fixed(crlf(before)).text).toBe(crlf(after));
});

it('mends several at once, and says which', () => {
  const { text, mended } = fixed(`\uFEFF${example({ head: 'budget: {usd: 01.50, tokens: +7}\n' })}`);
  expect(text).toBe(example({ head: 'budget: {usd: 1.5, tokens: 7}\n' }));
  expect(mended).toEqual(['byte-order-mark', 'yaml-number', 'yaml-number']);
});

it('makes of every example either what it was, or less of a problem', () => {
  for (const { bad, code } of RULES)
    for (const { plan } of bad) {
      if (typeof plan !== 'string') continue;
      const { text, mended } = fixed(plan);
      if (mended.length === 0) expect(text).toBe(plan);
      const count = (one: string) =>
        readPlan(bytes(one), 'plans/slugs.md').problems.filter((problem) => mended.includes(problem.code))
          .length;
      if (mended.length > 0) expect(count(text), code).toBeLessThan(count(plan));
    }
});
