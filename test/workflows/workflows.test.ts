/** The workflows that `planfile init` writes, held against GitHub's own tools and against the rules of the house. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { workflows } from '../../src/workflows/index.ts';
import { PINS } from '../../src/workflows/pins.ts';
import { type ActionInputs, complaints, parserErrors } from './official.ts';
import { type RenderedJob, type RenderedWorkflow, renderedWorkflow, renderedWorkflows } from './rendered.ts';
import { rules } from './rules.ts';

/** What the actions take, at the commits that are pinned. */
const OFFICIAL: Record<string, ActionInputs> = {
  checkout: inputs('persist-credentials', 'fetch-depth'),
  'upload-artifact': inputs('name', 'path', 'if-no-files-found', 'retention-days'),
  'download-artifact': inputs('artifact-ids', 'path', 'pattern'),
  planfile: parse(readFileSync('action.yml', 'utf8')) as ActionInputs,
};

function inputs(...names: string[]): ActionInputs {
  return {
    name: '',
    description: '',
    inputs: Object.fromEntries(names.map((name) => [name, { description: '' }])),
  };
}

describe.each(renderedWorkflows.map((one) => [one.path, one] as const))('%s', (path, workflow) => {
  it("holds by GitHub's own parser and language service, and gives actions only what they take", async () => {
    expect(await parserErrors(path, workflow.text)).toEqual([]);
    expect(await complaints(workflow.text, ({ name }) => OFFICIAL[name])).toEqual([]);
  });

  it.each(Object.entries(rules))('keeps the rule %s', (_, rule) => {
    expect(rule(workflow)).toEqual([]);
  });

  it('has exactly the jobs and permissions of the table', () => {
    const listed = workflows.find(({ file }) => path.endsWith(file))!;
    const table = Object.entries(listed.jobs).map(([name, { permissions }]) => [
      name,
      Object.fromEntries(Object.entries(permissions).map(([key, [level]]) => [key, level])),
    ]);
    expect(Object.fromEntries(table)).toEqual(
      Object.fromEntries(Object.entries(workflow.jobs).map(([name, job]) => [name, job.permissions])),
    );
  });

  it('gives each job the power that the table says', () => {
    const listed = workflows.find(({ file }) => path.endsWith(file))!;
    for (const [name, { power }] of Object.entries(listed.jobs)) {
      const job = workflow.jobs[name]!;
      expect([name, job.environment === 'planfile']).toEqual([name, power === 'model']);
      const writes = Object.values(job.permissions!).includes('write');
      expect([name, writes]).toEqual([name, power === 'write']);
    }
  });

  it('says why, where a person reads a permission', () => {
    for (const line of workflow.text.matchAll(/^ {6}(?:actions|checks|contents|issues|pull-requests): .*$/gm))
      expect(line[0]).toMatch(/ # \S/);
  });
});

test('sandbox and key: each job that runs what a model wrote installs the sandbox, none other does', () => {
  const { jobs } = renderedWorkflow('planfile-execute.yml');
  const installing = Object.entries(jobs).flatMap(([name, { steps }]) =>
    steps.some(({ run }) => run?.includes('bubblewrap') && run.includes('/etc/apparmor.d/bwrap'))
      ? [name]
      : [],
  );
  expect(installing).toEqual(['execute', 'verify', 'review']);
});

test('pins are commits with the tag that they were', () => {
  for (const { commit, tag } of Object.values(PINS)) {
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    expect(tag).toMatch(/^v\d+\.\d+\.\d+$/);
  }
});

/** The same workflow, with one thing done wrong. */
const broken: Record<keyof typeof rules, (workflow: RenderedWorkflow) => void> = {
  oneOfTwoPowers({ jobs }) {
    jobs.execute!.permissions = { contents: 'write' };
  },
  codeHasNeither({ jobs }) {
    ourStep(jobs.verify!).with!.token = 'a token';
  },
  keyInEnvironment({ jobs }) {
    delete jobs.review!.environment;
  },
  noIdentityNoCache({ jobs }) {
    jobs.execute!.permissions = { ...jobs.execute!.permissions, 'id-token': 'write' };
  },
  leastPermissions({ jobs }) {
    delete jobs.publish!.permissions;
  },
  noExpressionInScripts({ jobs }) {
    jobs.schedule!.steps.push({ run: `echo "$\{{ inputs.plan }}"` });
  },
  pinned({ jobs }) {
    jobs.schedule!.steps[0]!.uses = 'actions/checkout@v7';
  },
  noCredentialsLeft({ jobs }) {
    delete jobs.verify!.steps[0]!.with!['persist-credentials'];
  },
  defaultBranchOnly({ jobs }) {
    jobs.schedule!.if = 'true';
  },
  ends({ jobs }) {
    jobs.execute!.strategy!['fail-fast'] = true;
  },
};

const ourStep = (job: RenderedJob) => job.steps.find(({ uses }) => uses?.startsWith('planfile/planfile@'))!;

test.each(Object.entries(broken))('a workflow that breaks %s is found', (name, damage) => {
  const workflow = structuredClone(renderedWorkflow('planfile-execute.yml'));
  damage(workflow);
  expect(rules[name as keyof typeof rules](workflow)).not.toEqual([]);
});

test('the tools do see what is wrong', async () => {
  const text = renderedWorkflow('planfile-execute.yml').text;
  const wrong = text.replace('command: verify', 'comand: verify').replace('matrix.phase', 'matrix.fase');
  const found = await complaints(wrong, ({ name }) => OFFICIAL[name]);
  expect(found.join('\n')).toMatch(/comand/);
  expect(await parserErrors('x.yml', text.replace('runs-on:', 'run-on:'))).not.toEqual([]);
  expect(await complaints(text.replace('inputs.phases', 'inputs.fases'), () => undefined)).not.toEqual([]);
});
