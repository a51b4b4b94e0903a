import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aliases, callName, resolveModel, takesEffort } from './aliases.ts';
import { sameTokensOn, totalUsd, usageLines } from './meter.ts';
import { cost, costs, priceList } from './prices.ts';
import { noUsage, type Usage } from './usage.ts';

const million = (kind: keyof Usage): Usage => ({ ...noUsage, [kind]: 1e6 });

describe('cost', () => {
  test.each([
    ['claude-sonnet-5-5', 2, 2.5, 0.1, 10],
    ['claude-sonnet-5-5-20260928', 2, 2.5, 0.1, 10],
    ['claude-opus-5-5', 4, 5, 0.2, 20],
    ['claude-haiku-4-5', 1, 1.25, 0.1, 5],
  ])('%s, in US dollars for a million tokens of each kind', (model, input, cacheWrite, cacheRead, output) => {
    const usd = (kind: keyof Usage) => cost(model, million(kind));
    expect(usd('input')).toBeCloseTo(input);
    expect(usd('cacheWrite')).toBeCloseTo(cacheWrite);
    expect(usd('cacheRead')).toBeCloseTo(cacheRead);
    expect(usd('output')).toBeCloseTo(output);
  });

  test('all kinds together cost what they cost apart: nothing is counted twice', () => {
    const usage = { input: 1e6, cacheWrite: 1e6, cacheRead: 1e6, output: 1e6 };
    expect(cost('claude-opus-5-5', usage)).toBeCloseTo(29.2);
  });

  test('a model that nobody has a price for has none', () => {
    expect(cost('qwen-9', million('input'))).toBeNull();
  });

  test('an older model whose name begins the same keeps its own price', () => {
    expect(cost('claude-sonnet-5', million('cacheRead'))).toBeCloseTo(0.2);
  });

  test('the date that is said is that of the list in use', () => {
    const installed = readFileSync('node_modules/@pydantic/genai-prices/package.json', 'utf8');
    expect(JSON.parse(installed).version).toBe(priceList.version);
  });

  test('every alias has a price: budgets are held by it', () => {
    for (const id of Object.values(aliases)) expect(cost(id, million('output'))).toBeGreaterThan(0);
  });
});

describe('meter', () => {
  const calls = [
    {
      role: 'executor' as const,
      model: 'claude-sonnet-5-5',
      usage: { input: 10, cacheRead: 0, cacheWrite: 100, output: 5 },
    },
    {
      role: 'executor' as const,
      model: 'claude-sonnet-5-5',
      usage: { input: 1, cacheRead: 100, cacheWrite: 20, output: 7 },
    },
    {
      role: 'advisor' as const,
      model: 'claude-opus-5-5',
      usage: { input: 50, cacheRead: 0, cacheWrite: 0, output: 9 },
    },
  ];

  test('sums by role and model', () => {
    expect(usageLines(calls)).toMatchObject([
      { role: 'executor', calls: 2, input: 11, cacheRead: 100, cacheWrite: 120, output: 12 },
      { role: 'advisor', calls: 1, input: 50, output: 9 },
    ]);
  });

  test('the total is the sum of what each call cost', () => {
    const sum = calls.reduce((usd, { model, usage }) => usd + cost(model, usage)!, 0);
    expect(totalUsd(usageLines(calls))).toBeCloseTo(sum);
  });

  test('a total with an unknown part is unknown, never too small', () => {
    expect(totalUsd(usageLines([...calls, { ...calls[0]!, model: 'qwen-9' }]))).toBeNull();
  });

  test('the same tokens on another model', () => {
    expect(sameTokensOn('claude-opus-5-5', usageLines(calls))).toBeCloseTo(
      cost('claude-opus-5-5', { input: 61, cacheRead: 100, cacheWrite: 120, output: 21 })!,
    );
  });
});

describe('names', () => {
  test('an alias is resolved, a full id is passed on', () => {
    expect(resolveModel('sonnet')).toBe('claude-sonnet-5-5');
    expect(resolveModel('claude-fable-5-1')).toBe('claude-fable-5-1');
    expect(resolveModel('constructor')).toBe('constructor');
  });

  test('a model is called by its alias where it has one', () => {
    expect(callName('claude-opus-5-5')).toBe('opus');
    expect(callName('qwen-9')).toBe('qwen-9');
  });

  test('effort is not asked of models that refuse it', () => {
    expect(['claude-haiku-4-5', 'claude-sonnet-5-5', 'claude-opus-5-5', 'qwen-9'].map(takesEffort)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});

test('asked for many usages, the same as asked for each', () => {
  const many = costs();
  const tokens = fc.nat({ max: 2_000_000 });
  const models = [
    'claude-opus-5-5',
    'claude-sonnet-5-5',
    'claude-haiku-4-5',
    'claude-3-5-sonnet-20241022',
    'qwen-9',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      fc.record({ input: tokens, cacheRead: tokens, cacheWrite: tokens, output: tokens }),
      (model, usage) => {
        const one = cost(model, usage);
        if (one === null) expect(many(model, usage)).toBeNull();
        else expect(many(model, usage)).toBeCloseTo(one, 9);
      },
    ),
  );
});
