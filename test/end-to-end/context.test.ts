/** `--context`: documents that go along, recorded by their hash; and what is refused before money is spent. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunReport } from '../../src/commands/run.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { finish, passing, play, say, type Turn, write } from './actors.ts';
import { place, project, readText } from './place.ts';

async function ready(review: readonly Turn[] = [passing]) {
  const messages = await startMessages(
    play({ phases: { please: [write('please.sh', 'echo please\n'), finish()] }, review }),
  );
  const here = await place({
    ...project,
    'package.json': '{"name":"greeter","scripts":{"test":"bash test.sh"}}\n',
  });
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'sk-ant-test-key' });
  await here.planfile('approve', 'polite', '--yes');
  mkdirSync(join(here.folder, 'notes'));
  const file = (name: string, content: string) => {
    const path = join(here.folder, 'notes', name);
    writeFileSync(path, content);
    return path;
  };
  return { here, messages, file };
}

test('executor and reviewer are told it, and both outcomes name its hash', async () => {
  const { here, messages, file } = await ready();
  await using _double = messages;
  const text = 'Politeness is a matter of tone.\n';
  const run = await here.planfile('run', 'polite', '--json', '--context', file('tone.md', text));
  expect(run.exit, run.stderr).toBe(0);
  const told = messages.requests.filter(({ raw }) => raw.includes('a matter of tone'));
  expect(new Set(told.map(({ raw }) => raw.includes('escalate')))).toEqual(new Set([true, false]));
  const { results, review } = run.json<RunReport>().waves[0]!;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const context = [{ sha256, length: text.length, told: text.length }];
  expect(results[0]!.context).toMatchObject(context);
  expect(review!.context).toMatchObject(context);
  expect(told[0]!.raw).toContain('package.json: name greeter; scripts test');
});

test('what executor and reviewer said is kept where the policy says so, and holds no key', async () => {
  const key = 'sk-ant-test-key';
  const reviewer: Turn = () =>
    say(JSON.stringify({ summary: `Read it with ${key}.`, findings: [], criteria: [] }));
  const { here, messages } = await ready([reviewer, passing]);
  await using _double = messages;
  await here.write({ '.github/planfile.yml': 'transcripts: keep\n' });
  await here.commit('policy');
  expect((await here.planfile('status', 'polite')).stdout).toMatch(
    /0\.00 usd spent, about [\d.]+ to [\d.]+ to come\n(?:.*\n)+.* ~[\d.]+ to [\d.]+$/m,
  );
  const run = await here.planfile('run', 'polite', '--json');
  expect(run.exit, run.stderr).toBe(0);
  const { folder, results } = run.json<RunReport>().waves[0]!;
  expect(results[0]!.transcript).toBe('transcript-please.jsonl');
  const types: Record<string, string[]> = {
    'transcript-please.jsonl': ['begin', 'answer', 'result', 'answer', 'result'],
    // The first answer judged nothing, and went back.
    'review-transcript.jsonl': ['begin', 'answer', 'answer'],
  };
  for (const [name, expected] of Object.entries(types)) {
    const text = await readText(join(folder, name));
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(expected);
    expect(text).not.toContain(key);
  }
  expect(await readText(join(folder, 'review-transcript.jsonl'))).toContain('Read it with [redacted].');
  const status = await here.planfile('status', 'polite');
  expect(status.stdout).toMatch(/branch plan\/polite, [\d.]+ usd spent$/m);
});

test('what cannot go along is refused before anything is started', async () => {
  const { here, messages, file } = await ready();
  await using _double = messages;
  for (const [path, code] of [
    ['nowhere.md', 'context-missing'],
    [file('key.md', `the key is sk-ant-${'a1B2'.repeat(10)}\n`), 'context-secret'],
  ] as const) {
    const run = await here.planfile('run', 'polite', '--json', '--context', path);
    expect(run.json<{ fault: { code: string } }>().fault.code).toBe(code);
    expect(run.stdout + run.stderr).not.toContain('a1B2a1B2');
  }
  expect(messages.requests).toEqual([]);
  expect(await here.git('for-each-ref', '--format=%(refname)')).not.toContain('plan/polite');
});
