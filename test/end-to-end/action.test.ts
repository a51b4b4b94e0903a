import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { BUNDLE, type Place, place, project } from './place.ts';

interface ActionRun {
  exit: number | null;
  log: string;
  outputs: Record<string, string>;
  summary: string;
}

/** Starts the action as the runner does: inputs as variables with action.yml's defaults, files for outputs and summary. */
async function act(here: Place, inputs: Record<string, string>): Promise<ActionRun> {
  const action = parse(await readFile('action.yml', 'utf8'));
  const runner = join(here.folder, 'runner');
  await mkdir(runner, { recursive: true });
  const files = {
    GITHUB_OUTPUT: join(runner, 'output'),
    GITHUB_STEP_SUMMARY: join(runner, 'summary'),
    GITHUB_ENV: join(runner, 'env'),
  };
  for (const file of Object.values(files)) await writeFile(file, '');
  const given: Record<string, string> = {};
  for (const [name, { default: preset }] of Object.entries<{ default: string }>(action.inputs)) {
    given[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = inputs[name] ?? preset;
  }
  const child = spawn(
    process.execPath,
    [join(BUNDLE, '..', action.runs.main.replace(/^dist/, basename(BUNDLE)))],
    {
      cwd: here.repository,
      env: {
        ...here.env,
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: here.repository,
        RUNNER_TEMP: join(here.folder, 'tmp'),
        ...files,
        ...given,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
  const exit = await new Promise<number | null>((done) => child.once('close', done));
  return {
    exit,
    log,
    outputs: outputsIn(await readFile(files.GITHUB_OUTPUT, 'utf8')),
    summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** `name<<delimiter` … `delimiter`, as the runner reads it. */
function outputsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)) found[name!] = value!;
  return found;
}

test('validate: a good plan gives a summary and outputs, and no annotation', async () => {
  const ran = await act(await place(project), {});
  expect(ran.exit, ran.log).toBe(0);
  expect(ran.outputs).toMatchObject({ holds: 'true', errors: '0' });
  expect(JSON.parse(ran.outputs.json!)).toMatchObject({ holds: true, plans: [{ id: 'polite' }] });
  expect(ran.log).not.toContain('::error');
  expect(ran.summary).toContain('plans/polite.md');
  expect(ran.summary).toContain('```mermaid');
  expect(ran.summary).toMatch(/^\/planfile approve polite [0-9a-f]{32}$/m);
});

test('validate: each problem is an annotation at its place, at most ten of a level, and the step fails', async () => {
  const keys = Array.from({ length: 14 }, (_, i) => `wrong${i}: 1`).join('\n');
  const here = await place({
    ...project,
    'plans/polite.md': project['plans/polite.md']!.replace('id: polite', `id: polite\n${keys}`),
  });
  const ran = await act(here, {});
  expect(ran.exit, ran.log).toBe(1);
  const errors = ran.log.split('\n').filter((line) => line.startsWith('::error '));
  expect(errors).toHaveLength(10);
  expect(errors[0]).toMatch(/^::error file=plans\/polite\.md,line=4,.*title=unknown-key::/);
  expect(ran.log).toContain('4 more problems');
  expect(ran.outputs).toMatchObject({ holds: 'false', errors: '14' });
  expect(ran.summary).toContain('unknown-key');
});

test('a change without plans is no failure', async () => {
  const ran = await act(await place({ 'README.md': 'x' }), {});
  expect(ran).toMatchObject({ exit: 0, outputs: { holds: 'true' } });
});

test('status: phases, and what is missing, in the summary', async () => {
  const ran = await act(await place(project), { command: 'status' });
  expect(ran.exit, ran.log).toBe(0);
  expect(ran.summary).toContain('please');
  expect(JSON.parse(ran.outputs.json!)).toMatchObject({ plans: [{ id: 'polite', status: 'draft' }] });
});

test('report: the account in the summary, the page in a file', async () => {
  const here = await place(project);
  const ran = await act(here, { command: 'report', html: 'out/plans.html' });
  expect(ran.exit, ran.log).toBe(0);
  expect(ran.summary).toContain('### Waits for people');
  expect(ran.summary).toContain('approval of please');
  expect(JSON.parse(ran.outputs.json!)).toMatchObject({ kind: 'report', plans: [{ id: 'polite' }] });
  expect(await readFile(join(here.repository, 'out/plans.html'), 'utf8')).toContain('<h1>Plans</h1>');
  const one = await act(here, { command: 'report', plan: 'polite' });
  expect(one.summary).toContain('## `polite`: draft');
});

test('run is refused by name, with what replaces it', async () => {
  const ran = await act(await place(project), { command: 'run' });
  expect(ran.exit).toBe(2);
  expect(ran.log).toMatch(/::error::.*schedule, execute, verify, review and publish/);
});

test('an unknown command, and a folder that is not there, are told', async () => {
  const here = await place(project);
  expect(await act(here, { command: 'validat' })).toMatchObject({ exit: 2 });
  expect(await act(here, { 'working-directory': 'nowhere' })).toMatchObject({ exit: 2 });
});

test('a local approval made elsewhere does not count here', async () => {
  const here = await place(project);
  await here.planfile('approve', 'polite', '--yes');
  const ran = await act(here, { command: 'status' });
  expect(JSON.parse(ran.outputs.json!).plans[0].phases[0].approval).toMatchObject({
    decision: 'refused',
    code: 'local-evidence-in-ci',
  });
});
