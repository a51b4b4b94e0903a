/** Requests of every described shape, sense or nonsense: the double answers each as GitHub might, and never breaks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startGitHub } from './index.ts';
import { type Operation, readDescription, type Schema } from './openapi/description.ts';

const { operations, components } = readDescription();
const SERVED = Object.entries(operations).filter(([key]) => !key.startsWith('EVENT '));

/** A story that gives every kind of thing an id to be asked for. */
async function withEverything() {
  const github = await startGitHub({
    at: '2026-11-02T09:00:00Z',
    files: { 'a.txt': 'one\n', '.github/workflows/x.yml': 'on: [workflow_dispatch]\n' },
    rates: { perHour: 1e6, contentPerMinute: 1e6, contentPerHour: 1e6 },
  });
  const mona = github.person('mona', { permission: 'admin' });
  const robot = github.app('robot', {
    permissions: {
      checks: 'write',
      contents: 'write',
      issues: 'write',
      pull_requests: 'write',
      actions: 'write',
      members: 'read',
    },
  });
  await github.push('plan/a', { by: mona, files: { 'a.txt': 'two\n', 'b.bin': new Uint8Array([0, 1]) } });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  const review = await github.review(pull, {
    by: robot,
    says: 'comment',
    body: 'x',
    comments: [{ path: 'a.txt', line: 1, side: 'RIGHT', body: 'y' }],
  });
  const issue = github.issue({ by: mona, title: 'x', labels: ['plan'] });
  const comment = github.comment(issue, { by: robot, body: 'z' });
  const run = await github.run('.github/workflows/x.yml', { by: mona });
  const artifact = github.artifact(run, 'out');
  const check = await github.check({ name: 'planfile', head_sha: pull.head.sha });
  const numbers = [
    1,
    2,
    3,
    issue.id,
    pull.id,
    comment.id,
    review.id,
    review.comments[0]!.id,
    run.id,
    artifact.id,
    check.id,
    mona.id,
    999_999,
  ];
  const words = [
    'octo-org',
    'hello',
    'main',
    'plan/a',
    'heads/main',
    'a.txt',
    'mona',
    'plan',
    'x.yml',
    pull.head.sha,
    'main...plan/a',
    'refs/heads/z',
    '-x',
    '..',
    'ü \u202e',
    '',
  ];
  return { github, tokens: [mona.token, robot.token, github.person('eve').token, undefined], numbers, words };
}

type Pool = { numbers: number[]; words: string[] };

/** Values that fit a schema more often than not. */
function fitting(schema: Schema, pool: Pool, depth = 0): fc.Arbitrary<unknown> {
  if (typeof schema.$ref === 'string')
    return fitting(components.schemas[schema.$ref.split('/').at(-1)!]!, pool, depth);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const branches = (schema.oneOf ?? schema.anyOf) as Schema[] | undefined;
  if (branches && !schema.properties)
    return fc.oneof(...branches.map((branch) => fitting(branch, pool, depth)));
  if (schema.type === 'integer' || schema.type === 'number') return fc.constantFrom(...pool.numbers, 0, -1);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'array')
    return fc.array(fitting((schema.items ?? {}) as Schema, pool, depth + 1), { maxLength: 3 });
  if (schema.type === 'object' && depth < 4) {
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(
      ([key, one]) => [key, fitting(one, pool, depth + 1)],
    );
    return fc.record(Object.fromEntries(properties), { requiredKeys: (schema.required ?? []) as never[] });
  }
  return fc.constantFrom(...pool.words);
}

function requestOf([key, operation]: [string, Operation], pool: Pool) {
  const [method = '', template = ''] = key.split(' ');
  const value = (name: string): fc.Arbitrary<string> => {
    if (name === 'owner') return fc.constant('octo-org');
    if (name === 'repo') return fc.constant('hello');
    const isNumber = operation.parameters.find((one) => one.name === name)?.schema.type === 'integer';
    return (
      isNumber
        ? fc.constantFrom(...pool.numbers.map(String))
        : fc.constantFrom(...pool.words.filter(Boolean), ...pool.numbers.map(String))
    ).map(encodeURIComponent);
  };
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const query = operation.parameters
    .filter((one) => one.in === 'query')
    .map((one) => [one.name, fitting(one.schema, pool)]);
  return fc.record({
    method: fc.constant(method),
    path: fc
      .record(Object.fromEntries(names.map((name) => [name, value(name)])))
      .map((values) => template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')),
    query: fc.record(Object.fromEntries(query), { requiredKeys: [] }),
    body: operation.body
      ? fc.option(fitting(operation.body, pool), { nil: undefined })
      : fc.constant(undefined),
  });
}

test('no request of any described shape breaks the double or makes it answer unlike GitHub', async () => {
  const { github, tokens, ...pool } = await withEverything();
  await using _ = github;
  const request = fc.oneof(...SERVED.map((entry) => requestOf(entry, pool)));
  await fc.assert(
    fc.asyncProperty(request, fc.constantFrom(...tokens), async ({ method, path, query, body }, token) => {
      const url = new URL(`${github.urls.api}${path}`);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
      const headers = token ? { authorization: `token ${token}` } : {};
      const response = await fetch(url, {
        method,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const said = await response.text();
      if (response.status >= 500) throw new Error(said);
    }),
    { numRuns: process.env.SOAK ? 20_000 : 400 },
  );
  expect(github.complaints).toEqual([]);
});
