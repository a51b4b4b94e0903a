import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Anthropic from '@anthropic-ai/sdk';
import { betaAgentToolset20260401 } from '@anthropic-ai/sdk/tools/agent-toolset/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedExample } from '../../scripts/generated/demo-example.ts';
import { executorTask, reviewerChange, reviewerSecond, reviewerTask } from '../models/prompts/index.ts';
import { checkPlans } from '../plan/check.ts';
import { readPlan } from '../plan/read.ts';
import { toldFrom } from '../plan/told.ts';
import { readAnswer } from '../session/answer.ts';
import { after } from './example.generated.ts';
import { demoExample } from './example.ts';
import { type Replay, startReplay } from './replay.ts';

const run = promisify(execFile);
const here = import.meta.dirname;
const example = demoExample();
const planFile = example.files.find(({ path }) => path === example.planPath)!;
const reading = readPlan(Buffer.from(planFile.text), example.planPath);
const told = reading.plan!.phases.map(({ text }) => toldFrom(text));
const [slugifyTask, uniqueTask, wireTask] = told.map((one) =>
  executorTask({
    told: one,
    model: 'sonnet',
    budget: { usd: 1, turns: 9, minutes: 9 },
    rounds: 3,
    shell: true,
    map: example.files.map(({ path }) => path).join('\n'),
    instructions: [],
  }),
) as [string, string, string];
let replay: Replay;
let client: Anthropic;

beforeAll(async () => {
  replay = await startReplay();
  client = new Anthropic({ apiKey: replay.key, baseURL: replay.url, maxRetries: 0 });
});
afterAll(() => replay.close());

test('what is embedded is what the folders hold', async () => {
  expect(await readFile(join(here, 'example.generated.ts'), 'utf8')).toBe(embeddedExample());
});

test('the plan is one that people can learn from: no problem, not even a warning', () => {
  const files = example.files.map(({ path }) => path);
  const problems = checkPlans([reading], { files }).flatMap((checked) => checked.problems);
  // Notes say that files which the phases make are not there yet.
  expect(problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
  expect(reading.plan).toMatchObject({ id: example.planId, path: example.planPath });
  expect(example.commands).toEqual([...new Set(reading.plan!.phases.flatMap(({ verify }) => verify))]);
});

describe('the executor', () => {
  test.each(['works', 'is refused', 'is not offered'] as const)(
    'builds both waves with the SDK, where bash %s',
    async (bash) => {
      await using left = await temporaryProject();
      await using right = await temporaryProject();
      const [slugify, unique] = await Promise.all([
        session(left.path, slugifyTask, bash),
        session(right.path, uniqueTask, bash),
      ]);
      for (const folder of ['src', 'test']) {
        await cp(join(right.path, folder), join(left.path, folder), { recursive: true });
      }
      const wire = await session(left.path, wireTask, bash);

      expect(slugify.verified).toEqual([false, true]);
      expect(unique.verified).toEqual([true]);
      expect(wire.verified).toEqual([true]);
      for (const [path, text] of Object.entries(after)) {
        expect(await readFile(join(left.path, path), 'utf8')).toBe(text);
      }
      expect(wire.toolsCalled.includes('bash')).toBe(bash !== 'is not offered');
      expect(wire.usage.at(-1)!.cache_read_input_tokens).toBeGreaterThan(0);
    },
  );

  test('does not pretend when a tool answers otherwise than the answers take for granted', async () => {
    await using project = await temporaryProject();
    await rm(join(project.path, 'src/articles.js'));
    const { toolsCalled, verified } = await session(project.path, slugifyTask, 'works');
    expect(toolsCalled).toEqual(['read', 'read', 'escalate']);
    expect(verified).toEqual([]);
  });

  test('answers a turn that is sent again in the same way', async () => {
    const params = request(uniqueTask);
    const [first, second] = await Promise.all([
      client.beta.messages.create(params),
      client.beta.messages.stream(params).finalMessage(),
    ]);
    expect(second.content).toEqual(first.content);
    expect(second.usage).toMatchObject(first.usage);
  });
});

describe('the reviewer', () => {
  test.each([
    { wave: ['slugify', 'unique'], findings: ['nit'] },
    { wave: ['unique'], findings: [] },
    { wave: ['wire'], findings: ['minor'] },
  ])('judges $wave by their diff, as the session asks for it', async ({ wave, findings }) => {
    const judged = told.filter(({ phase }) => wave.includes(phase.id));
    const files = Object.keys(after).filter((path) => judged.some(({ phase }) => phase.paths.includes(path)));
    const diff = await diffOf(files);
    const change = reviewerChange({ told: judged, files: files.join('\n'), diff });
    const prompt = change + reviewerTask({ told: judged });
    const params = {
      ...request(prompt),
      tools: [{ name: 'read', input_schema: { type: 'object' as const } }],
    };

    const looking = await client.beta.messages.create(params);
    const calls = looking.content.filter((block) => block.type === 'tool_use');
    expect(calls).toHaveLength(wave.length);
    const last = await client.beta.messages.create({
      ...params,
      messages: [
        ...params.messages,
        { role: 'assistant', content: looking.content as Anthropic.Beta.BetaContentBlockParam[] },
        {
          role: 'user',
          content: calls.map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: '' })),
        },
      ],
    });

    const block = last.content[0]!;
    const heard = readAnswer(block.type === 'text' ? block.text : '', { told: judged });
    if ('misfit' in heard) throw new Error(heard.misfit);
    expect(heard.answer.findings.map(({ severity }) => severity)).toEqual(findings);
    for (const { path, line } of heard.answer.findings) {
      expect(diff).toContain(`+${after[path as keyof typeof after].split('\n')[line! - 1]}`);
    }
    if (findings.length === 0) return;
    const again = await client.beta.messages.create({
      ...request(change + reviewerSecond(heard.answer.findings)),
      tools: [{ name: 'glob', input_schema: { type: 'object' as const } }],
    });
    const ruled = again.content[0]!;
    expect(readAnswer(ruled.type === 'text' ? ruled.text : '', { findings: findings.length })).toMatchObject({
      answer: { rulings: findings.map((_, i) => ({ finding: i + 1, holds: true })) },
    });
  });
});

describe('refuses as the API does', () => {
  test('a request that breaks a rule (request.test.ts has them all), or is none of the demo: 400', async () => {
    const thread = await post({ ...request(slugifyTask), thread: { id: 'x' } });
    expect(thread).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error' } } });
    const poem = await post(request('Write a poem'));
    expect(poem.body.error.message).toContain('answers only the demo');
    expect(await post('{')).toMatchObject({ status: 400 });
    expect(await post({}, { 'anthropic-version': '' })).toMatchObject({ status: 400 });
  });

  test('no key or another: 401, another place: 404, too much: 413', async () => {
    expect(await post({}, { 'x-api-key': 'other' })).toMatchObject({ status: 401 });
    expect(await post({}, { 'x-api-key': '', authorization: 'Bearer other' })).toMatchObject({ status: 401 });
    expect((await fetch(`${replay.url}/v1/models`)).status).toBe(404);
    expect(await post('x'.repeat(32_000_001))).toMatchObject({ status: 413 });
  });
});

/** One phase by the SDK's tool runner, with its own file tools; `finish` verifies as the program does. */
async function session(folder: string, task: string, bash: 'works' | 'is refused' | 'is not offered') {
  const toolsCalled: string[] = [];
  const verified: boolean[] = [];
  const usage: Anthropic.Beta.BetaUsage[] = [];
  const ending = (name: string, work: () => Promise<string>) => ({
    name,
    description: '',
    input_schema: { type: 'object' as const },
    parse: (input: unknown) => input,
    run: work,
  });
  const finish = ending('finish', async () => {
    const { ok, output } = await nodeTest(folder);
    verified.push(ok);
    return output;
  });
  const toolset = betaAgentToolset20260401({ workdir: folder });
  const runner = client.beta.messages.toolRunner({
    ...request(task),
    tools: [
      ...toolset.filter(({ name }) => bash === 'works' || name !== 'bash'),
      ...(bash === 'is refused' ? [ending('bash', () => Promise.reject(new Error('no commands here')))] : []),
      finish,
      ending('escalate', async () => ''),
    ],
    cache_control: { type: 'ephemeral' },
    thread: false,
    stream: true,
  });
  for await (const stream of runner) {
    const message = await stream.finalMessage();
    usage.push(message.usage);
    const calls = message.content.filter((block) => block.type === 'tool_use');
    toolsCalled.push(...calls.map(({ name }) => name));
    if (calls.some(({ name }) => name === 'escalate')) break;
    await runner.generateToolResponse();
    if (verified.at(-1)) break;
  }
  await Promise.all(toolset.map((tool) => tool.close?.()));
  return { toolsCalled, verified, usage };
}

async function nodeTest(folder: string): Promise<{ ok: boolean; output: string }> {
  const env = { PATH: process.env.PATH };
  return run(process.execPath, ['--test'], { cwd: folder, env }).then(
    ({ stdout }) => ({ ok: true, output: stdout }),
    ({ stdout }: { stdout: string }) => ({ ok: false, output: stdout }),
  );
}

/** What git says between the project as it is and with these files as the phases leave them. */
async function diffOf(files: readonly string[]): Promise<string> {
  await using project = await temporaryProject();
  const git = (...args: string[]) => run('git', args, { cwd: project.path });
  await git('init', '-q');
  await git('add', '.');
  for (const path of files) await writeFile(join(project.path, path), after[path as keyof typeof after]);
  await git('add', '--intent-to-add', '.');
  return (await git('-c', 'diff.noprefix=false', '-c', 'diff.mnemonicPrefix=false', 'diff')).stdout;
}

async function temporaryProject(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'planfile-test-demo-'));
  for (const file of demoExample().files) {
    await cp(join(here, 'example', file.path), join(path, file.path), { recursive: true });
    await writeFile(join(path, file.path), file.text);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

function ask(content: string): { role: 'user'; content: string }[] {
  return [{ role: 'user', content }];
}

function request(task: string) {
  return {
    model: 'claude-sonnet-5-5',
    max_tokens: 8_000,
    messages: ask(task),
    tools: ['finish', 'read', 'write'].map((name) => ({ name, input_schema: { type: 'object' as const } })),
  };
}

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${replay.url}/v1/messages?beta=true`, {
    method: 'POST',
    headers: { 'x-api-key': replay.key, 'anthropic-version': '2023-06-01', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    body: (await response.json()) as { error: { type: string; message: string } },
  };
}
