import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPolicy } from './read.ts';
import { DEFAULT_POLICY, POLICY_PATH } from './schema.ts';
import { yamlRules } from './yaml-rules.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readPolicy(bytes(text), POLICY_PATH);
const found = (text: string) =>
  read(text).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);

describe('without a file, or with one that sets nothing, every default holds', () => {
  test.each([
    ['no file', undefined],
    ['an empty file', ''],
    ['comments', '# nothing yet\n'],
    ['an opening line', '---\n'],
    ['an empty mapping', '{}\n'],
  ])('%s', (_, text) => {
    const { policy, problems, origin } = readPolicy(
      text === undefined ? undefined : bytes(text),
      POLICY_PATH,
    );
    expect(policy).toEqual(DEFAULT_POLICY);
    expect(problems).toEqual([]);
    expect(new Set(Object.values(origin))).toEqual(new Set(['default']));
  });

  test('and the defaults are the strictest', () => {
    const { approvals, foreignCommits, setup, mounts, review } = DEFAULT_POLICY;
    expect(approvals).toEqual({
      count: 1,
      permission: 'write',
      author: false,
      owners: true,
      more: [],
      days: 30,
      merge: true,
      stale: 'paths',
    });
    expect({ foreignCommits, setup, mounts }).toEqual({
      foreignCommits: 'refuse',
      setup: { commands: [], hosts: [] },
      mounts: [],
    });
    expect(review.blocking).toEqual(['blocker', 'major']);
  });
});

test('what the file sets holds, everything else stays, and each key says where it comes from', () => {
  const { policy, origin } = read(
    'approvals:\n  count: 2\nsetup: {commands: [npm ci]}\nrules: {paths-overlap: error}\n',
  );
  expect(policy).toEqual({
    ...DEFAULT_POLICY,
    approvals: { ...DEFAULT_POLICY.approvals, count: 2 },
    setup: { commands: ['npm ci'], hosts: [] },
    rules: { 'paths-overlap': 'error' },
  });
  const fromFile = Object.entries(origin).filter(([, from]) => from === 'file');
  expect(fromFile.map(([key]) => key)).toEqual(['rules', 'approvals.count', 'setup.commands']);
  expect(origin).toMatchObject({
    'approvals.days': 'default',
    'models.executor': 'default',
    'budget.phase.usd': 'default',
  });
});

test('a first line of dashes moves no place', () => {
  expect(found('---\nrounds: x\n')).toEqual(['2:9 wrong-type']);
  expect(found('rounds: x\r\n')).toEqual(['1:9 wrong-type']);
});

describe('a file that does not hold is no policy, never the default', () => {
  test.each([
    ['an unknown key', 'model: {executor: haiku}\n', '1:1 unknown-key'],
    ['an unknown key deeper down', 'approvals:\n  cout: 2\n', '2:3 unknown-key'],
    ['a key with a name of the language', '__proto__: {rounds: 5}\n', '1:1 unknown-key'],
    ['a text for a number', 'approvals: {count: two}\n', '1:20 wrong-type'],
    ['a number out of range', 'approvals: {count: 0}\n', '1:20 wrong-value'],
    ['a key without a value', 'budget:\n', '1:1 wrong-type'],
    ['a list', '- rounds: 1\n', '1:1 wrong-type'],
    ['a word', 'strict\n', '1:1 wrong-type'],
    ['a key of a later version', 'escalators: [{effort: high}]\n', '1:1 unknown-key'],
    ['a URL for a host', 'setup: {hosts: ["https://registry.example"]}\n', '1:17 wrong-value'],
    ['a command of two lines', 'setup: {commands: ["a\\nb"]}\n', '1:20 wrong-value'],
    ['a relative mount', 'mounts: [tools]\n', '1:10 wrong-value'],
    ['another version', 'planfile: 2\n', '1:11 unsupported-version'],
    ['a rule that is not there', 'rules: {no-such-rule: off}\n', '1:9 unknown-key'],
    ['an error made a note', 'rules: {secret: note}\n', '1:9 wrong-value'],
    ['the note on protected files turned off', 'rules: {protected-path: off}\n', '1:9 wrong-value'],
    ['a second document', 'rounds: 2\n---\nrounds: 1\n', '2:1 yaml-syntax'],
    ['a document end', 'rounds: 2\n...\nrounds: 1\n', '3:1 yaml-syntax'],
    ['broken YAML', 'rounds: [1\n', '2:1 yaml-syntax'],
    ['a duplicate key', 'rounds: 1\nrounds: 2\n', '2:1 yaml-duplicate-key'],
    ['an anchor', 'rounds: &n 1\n', '1:12 yaml-anchor'],
    ['an alias', 'rounds: *n\n', '1:9 yaml-alias'],
    ['a tag', 'rounds: !!int 1\n', '1:15 yaml-tag'],
    ['a merge key', '<<: {rounds: 1}\n', '1:1 yaml-merge-key'],
    ['an escaped key', '"\\x72ounds": 1\n', '1:1 yaml-key'],
    ['a number that reads otherwise', 'rounds: 0x2\n', '1:9 yaml-number'],
  ])('%s', (_, text, problem) => {
    const reading = read(text);
    expect(found(text)).toContain(problem);
    expect(reading.policy).toBeUndefined();
    for (const { message, fix, severity, file } of reading.problems) {
      expect([message, fix]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
      expect([severity, file]).toEqual(['error', POLICY_PATH]);
    }
  });

  test('bytes that are no text, and far too many', () => {
    const cut = readPolicy(Uint8Array.of(...bytes('rounds: 1\n# '), 0xff), POLICY_PATH);
    expect(cut).toMatchObject({ problems: [{ code: 'not-utf8', line: 2, column: 3 }] });
    expect(cut.policy).toBeUndefined();
    for (const size of [100_000, 5_000_000]) {
      const long = read(`# ${'x'.repeat(size)}\n`);
      expect(long).toMatchObject({ problems: [{ code: 'file-too-large' }] });
      expect(long.policy).toBeUndefined();
    }
  });

  test('and the way out is said: what was meant, what is allowed, what it is for', () => {
    const fixes = (text: string) => read(text).problems.map(({ message, fix }) => `${message} ${fix}`);
    expect(fixes('aproval: {}\n')).toEqual([
      'There is no key `aproval` in the policy. Did you mean `approvals`?',
    ]);
    expect(fixes('rules: {paths-overlaps: off}\n')).toEqual([
      'There is no rule `paths-overlaps`. Did you mean `paths-overlap`?',
    ]);
    expect(fixes('rounds: 99\n')[0]).toMatch(/^`rounds` must be a whole number from 0 to 10\./);
    expect(fixes('foreignCommits: maybe\n')[0]).toMatch(/^`foreignCommits` must be one of refuse, allow\./);
  });
});

test.each(yamlRules.map((rule) => rule.code))('without the rule %s, its case would be a policy', (code) => {
  const cases: Record<string, string> = {
    'yaml-syntax': '%YAML 1.1\nrounds: 2\n',
    'yaml-too-deep': `rules: {a: ${'['.repeat(20)}${']'.repeat(20)}}\n`,
    'yaml-duplicate-key': 'rounds: 1\nrounds: 2\n',
    'yaml-anchor': 'rounds: &n 1\n',
    'yaml-alias': 'overrides: {models: &m [opus]}\nmounts: *m\n',
    'yaml-tag': 'rounds: !!int 1\n',
    'yaml-merge-key': '<<: {rounds: 1}\n',
    'yaml-key': '"\\x72ounds": 1\n',
    'yaml-number': 'rounds: 0x2\n',
    'yaml-not-nfc': 'setup: {commands: ["e\u0301"]}\n',
  };
  const text = cases[code]!;
  expect(read(text).problems.map((one) => one.code)).toContain(code);
  const others = yamlRules.filter((rule) => rule.code !== code);
  expect(readPolicy(bytes(text), POLICY_PATH, others).problems.map((one) => one.code)).not.toContain(code);
});

test('reading never throws, and yields a policy or problems, never both and never neither', () => {
  const keys = fc.constantFrom(
    'rounds',
    'setup',
    'approvals',
    'rules',
    'budget',
    'models',
    'x',
    '<<',
    '__proto__',
  );
  const values = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('2', '{count: 1}', '&a 1', '*a', '!!str x', '|\n  a'),
  );
  const lines = fc.array(
    fc.oneof(
      fc.tuple(keys, values).map(([key, value]) => `${key}: ${value}`),
      fc.string(),
    ),
  );
  fc.assert(
    fc.property(lines, (some) => {
      const { policy, problems } = read(some.join('\n'));
      expect(policy === undefined).toBe(problems.length > 0);
    }),
  );
});
