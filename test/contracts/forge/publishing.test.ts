/** What publish asks of a forge beyond the contract of both: written once, told apart where GitHub refuses, found again. */
import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/ports/forge.ts';
import { faultOf } from '../git/scene.ts';
import { type Stage, stage } from './stage.ts';

const EXECUTE = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expressions
  "run-name: planfile ${{ inputs.plan }}${{ inputs.after && format(' after {0}', inputs.after) || '' }}",
  'on:',
  '  workflow_dispatch:',
  '    inputs: {plan: {required: true}, after: {default: ""}}',
  'jobs: {}',
].join('\n');

async function withBranch(options: Parameters<typeof stage>[0] = {}) {
  const scene = await stage({
    files: {
      'README.md': '# x\n',
      '.github/workflows/planfile-execute.yml': EXECUTE,
      '.github/workflows/ci.yml': 'name: CI\non: workflow_dispatch\njobs: {}\n',
    },
    ...options,
  });
  const ada = scene.github.person('ada', { permission: 'write' });
  const head = await scene.github.push('plan/a', { by: ada, files: { 'a.txt': 'a' } });
  return Object.assign(scene, { ada, head });
}
const writes = ({ github }: Stage) => github.journal.filter(({ method }) => method !== 'GET').length;
const asked = { branch: 'plan/a', base: 'main', title: 'A', body: '', draft: true };

describe('a check', () => {
  const check = (head: string, over: Partial<Check> = {}): Check => ({
    head,
    externalId: 'planfile/a',
    name: 'planfile review',
    conclusion: 'failure',
    title: 'major: no',
    summary: 'why',
    annotations: Array.from({ length: 120 }, (_, n) => ({
      path: 'a.txt',
      line: n + 1,
      endLine: n + 1,
      level: 'warning',
      title: `finding ${n}`,
      message: 'look',
    })),
    ...over,
  });

  test('that is there already is not written again; another word gets a run of its own, without the old annotations', async () => {
    await using scene = await withBranch();
    const { forge, github, head } = scene;
    await forge.checks.put(check(head));
    const before = writes(scene);
    expect(github.repository.checks[0]?.annotations).toHaveLength(120);
    await forge.checks.put(check(head));
    expect(writes(scene)).toBe(before);
    await forge.checks.put(check(head, { conclusion: 'success', title: 'ok', annotations: [] }));
    expect(await forge.checks.of(head, 'planfile/a')).toMatchObject({ conclusion: 'success' });
    expect(github.repository.checks.at(-1)?.annotations).toEqual([]);
  });

  test('that was cut off between two batches of annotations gets the rest', async () => {
    await using scene = await withBranch();
    const { forge, github, head } = scene;
    github.fail({ match: /PATCH .*check-runs/, fault: { status: 403, body: { message: 'no' } } });
    expect(await faultOf(forge.checks.put(check(head)))).toBe('forge-forbidden');
    await forge.checks.put(check(head));
    const titles = github.repository.checks[0]?.annotations.map(({ title }) => title);
    expect(titles).toEqual(Array.from({ length: 120 }, (_, n) => `finding ${n}`));
  });

  test('that another of its name hides is made anew; all of a commit are told, the newest last', async () => {
    await using scene = await withBranch();
    const { forge, github, head } = scene;
    const annotations: Check['annotations'] = [];
    const plan = check(head, { annotations });
    const other = check(head, { externalId: 'planfile/review/main', conclusion: 'success', annotations });
    await forge.checks.put(plan);
    await forge.checks.put(other);
    await forge.checks.put(plan);
    expect(github.repository.checks.map(({ externalId }) => externalId)).toEqual([
      'planfile/a',
      'planfile/review/main',
      'planfile/a',
    ]);
    const before = writes(scene);
    await forge.checks.put(plan);
    expect(writes(scene)).toBe(before);
    const ids = (await forge.checks.on(head)).map(({ externalId, conclusion }) => [externalId, conclusion]);
    expect(ids).toEqual([
      ['planfile/review/main', 'success'],
      ['planfile/a', 'failure'],
    ]);
  });

  test('has a title and a summary that GitHub takes', async () => {
    await using scene = await withBranch();
    const { forge, head } = scene;
    const long = check(head, { title: 't'.repeat(5_000), summary: 's'.repeat(90_000), annotations: [] });
    await forge.checks.put(long);
    const before = writes(scene);
    await forge.checks.put(long);
    expect(writes(scene)).toBe(before);
    expect((await forge.checks.of(head, 'planfile/a'))?.title).toHaveLength(255);
  });
});

describe('a pull request', () => {
  test('that Actions may not open is said to be that, and where a person does', async () => {
    await using scene = await withBranch();
    const { forge, github } = scene;
    github.repository.settings.actionsMayOpenPulls = false;
    expect(await faultOf(forge.pulls.open(asked))).toBe('pulls-not-allowed');
    expect(forge.pulls.linkToOpen('main', 'plan/a')).toBe(
      `${github.urls.server}/${github.fullName}/compare/main...plan/a?expand=1`,
    );
    expect(github.journal.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('of a branch that its base holds is none', async () => {
    await using scene = await withBranch();
    await scene.github.setBranch('plan/a', await scene.github.tip('main'), { by: scene.ada });
    expect(await faultOf(scene.forge.pulls.open(asked))).toBe('nothing-to-merge');
  });

  test('is no draft where the repository has none', async () => {
    await using scene = await withBranch();
    scene.github.repository.settings.drafts = false;
    expect(await scene.forge.pulls.open(asked)).toMatchObject({ draft: false, state: 'open' });
  });
});

describe('a dispatch', () => {
  test('is found again by its title, or by the commit that it runs on', async () => {
    await using scene = await withBranch();
    const { forge, head, github, ada } = scene;
    const wave = { title: 'planfile a after 17', since: '2026-11-02T09:00:00.000Z' };
    expect(await forge.runs.dispatched('planfile-execute.yml', wave)).toBe(false);
    await forge.runs.dispatch('planfile-execute.yml', { plan: 'a' });
    expect(await forge.runs.dispatched('planfile-execute.yml', wave)).toBe(false);
    // Whoever may start it by hand may type what makes its title the same.
    const typed = { ref: 'main', inputs: { plan: 'a after 17' } };
    const path = `${github.urls.api}/repos/${github.fullName}/actions/workflows/planfile-execute.yml/dispatches`;
    const headers = { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' };
    const { status } = await fetch(path, { method: 'POST', headers, body: JSON.stringify(typed) });
    expect([status, github.repository.runs.at(-1)?.title]).toEqual([204, wave.title]);
    expect(await forge.runs.dispatched('planfile-execute.yml', wave)).toBe(false);
    await forge.runs.dispatch('planfile-execute.yml', { plan: 'a', after: '17' });
    expect(await forge.runs.dispatched('planfile-execute.yml', wave)).toBe(true);
    // What an earlier attempt of the same run has started is another's.
    const later = { ...wave, since: '2026-11-02T09:02:00.000Z' };
    expect(await forge.runs.dispatched('planfile-execute.yml', later)).toBe(false);
    await forge.runs.dispatch('ci.yml', {});
    expect(await forge.runs.dispatched('ci.yml', { head })).toBe(false);
    await forge.runs.dispatch('ci.yml', {}, 'plan/a');
    expect(await forge.runs.dispatched('ci.yml', { head })).toBe(true);
  });
});

test('pushes of an app start workflows, those of a workflow’s own token do not', async () => {
  await using scene = await withBranch();
  const app = scene.github.app('builder', { permissions: { contents: 'write' } });
  expect(await scene.forge.runs.startedByPush()).toBe(false);
  expect(await scene.as(app).runs.startedByPush()).toBe(true);
  expect(await scene.as(scene.ada).runs.startedByPush()).toBe(true);
});
