import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StatusReport } from '../../src/commands/status.ts';
import { sampled } from '../soak.ts';
import { type Place, place, planText, project } from './place.ts';

/** Each story makes a place bad, says one command, and what must be read at two in the morning: exit code, words, way out. */
interface Story {
  name: string;
  files?: Record<string, string | Uint8Array>;
  make?(here: Place): Promise<unknown>;
  say: string[];
  exit: number;
  /** Codes or words, all of which must be in what is printed. */
  reads: string[];
}

const plan = project['plans/polite.md']!;
const withPlan = (text: string | Uint8Array) => ({ ...project, 'plans/polite.md': text });

const stories: Story[] = [
  {
    name: 'no repository',
    make: (here) => here.git('rev-parse').then(() => writeFile(join(here.folder, 'x'), '')),
    say: ['-C', '/', 'status'],
    exit: 2,
    reads: ['not in a git repository', 'git init'],
  },
  {
    name: 'no such folder',
    say: ['-C', '/nowhere/at/all', 'status'],
    exit: 2,
    reads: ['no folder /nowhere/at/all'],
  },
  {
    name: 'a typo',
    files: project,
    say: ['aprove', 'polite'],
    exit: 2,
    reads: ["unknown command 'aprove'", 'approve'],
  },
  {
    name: 'an unknown option',
    files: project,
    say: ['run', 'polite', '--phases', 'x'],
    exit: 2,
    reads: ['--phase'],
  },
  { name: 'no commits', say: ['run', 'polite'], exit: 2, reads: ['no commit yet', 'Commit the plan first'] },
  {
    name: 'a plan that is not there',
    files: project,
    say: ['run', 'rude'],
    exit: 2,
    reads: ['no plan "rude"', 'planfile status'],
  },
  {
    name: 'a plan that is not committed',
    files: { 'README.md': 'x' },
    make: (here) => here.write({ 'plans/polite.md': plan }),
    say: ['approve', 'polite', '--yes'],
    exit: 2,
    reads: ['not committed', 'git add plans/polite.md'],
  },
  {
    name: 'a working copy that means something else',
    files: project,
    make: (here) => here.write({ 'plans/polite.md': plan.replace('Write what', 'Write all that') }),
    say: ['run', 'polite'],
    exit: 2,
    reads: ['differs in intent', 'Commit the change'],
  },
  {
    name: 'a branch called plan',
    files: project,
    make: async (here) => [
      await here.planfile('approve', 'polite', '--yes'),
      await here.git('branch', 'plan'),
    ],
    say: ['run', 'polite'],
    exit: 2,
    reads: ['there is a branch plan,', 'git branch -m plan'],
  },
  {
    name: 'a branch below the plan branch',
    files: project,
    make: async (here) => [
      await here.planfile('approve', 'polite', '--yes'),
      await here.git('branch', 'plan/polite/x'),
    ],
    say: ['run', 'polite'],
    exit: 2,
    reads: ['there is a branch plan/polite/x'],
  },
  {
    name: 'the plan branch checked out',
    files: project,
    make: (here) => here.git('checkout', '-q', '-b', 'plan/polite'),
    say: ['run', 'polite'],
    exit: 2,
    reads: ['is checked out in', 'would move it under you'],
  },
  {
    name: 'nobody',
    files: project,
    make: async (here) => {
      delete here.env.GIT_AUTHOR_NAME;
      delete here.env.GIT_AUTHOR_EMAIL;
    },
    say: ['approve', 'polite', '--yes'],
    exit: 2,
    reads: ['git does not know who you are', 'user.name'],
  },
  {
    name: 'approval in CI',
    files: project,
    make: async (here) => {
      here.env.CI = 'true';
    },
    say: ['approve', 'polite', '--yes'],
    exit: 2,
    reads: ['nobody sits here'],
  },
  {
    name: 'run in CI',
    files: project,
    make: async (here) => {
      here.env.GITHUB_ACTIONS = 'true';
    },
    say: ['run', 'polite'],
    exit: 2,
    reads: ['schedule, execute, verify, review, publish'],
  },
  {
    name: 'no key',
    files: project,
    make: (here) => here.planfile('approve', 'polite', '--yes'),
    say: ['run', 'polite'],
    exit: 2,
    reads: ['no credentials', 'ANTHROPIC_API_KEY'],
  },
  {
    name: 'a broken policy',
    files: { ...project, '.github/planfile.yml': 'rounds: many\n' },
    say: ['gate', 'polite'],
    exit: 1,
    reads: ['.github/planfile.yml:1:9'],
  },
  {
    name: 'nothing approved',
    files: project,
    make: async (here) => {
      here.env.ANTHROPIC_API_KEY = 'x';
    },
    say: ['run', 'polite'],
    exit: 1,
    reads: ['please is not approved', 'planfile approve polite'],
  },
  {
    name: 'a phase that is not there',
    files: project,
    say: ['approve', 'polite', '--phase', 'pleas', '--yes'],
    exit: 2,
    reads: ['no phase pleas', 'Its phases are please'],
  },
  {
    name: 'two plans with one id',
    files: { ...project, 'plans/other.md': plan },
    say: ['approve', 'polite', '--yes'],
    exit: 1,
    reads: ['plan-id-repeated'],
  },
  {
    name: 'a missing file',
    files: project,
    say: ['validate', 'plans/none.md'],
    exit: 1,
    reads: ['no such file'],
  },
  {
    name: 'a folder',
    files: project,
    make: (here) => mkdir(join(here.repository, 'plans/folder.md')),
    say: ['validate', 'plans/folder.md'],
    exit: 1,
    reads: ['a folder, not a file'],
  },
  {
    name: 'a broken link',
    files: project,
    make: (here) => symlink('nowhere', join(here.repository, 'plans/link.md')),
    say: ['validate', 'plans/link.md'],
    exit: 1,
    reads: ['a link to nothing'],
  },
  {
    name: 'an empty plan',
    files: withPlan(''),
    say: ['validate', 'plans/polite.md'],
    exit: 1,
    reads: ['file-empty'],
  },
  {
    name: 'no front matter',
    files: withPlan('# Greet\n'),
    say: ['validate', 'plans/polite.md'],
    exit: 1,
    reads: ['front-matter-missing'],
  },
  {
    name: 'broken YAML, with its line',
    files: withPlan('---\nplanfile: 1\nid: [\n---\n# x\n'),
    say: ['validate'],
    exit: 1,
    reads: ['plans/polite.md:', 'yaml-syntax'],
  },
  {
    name: 'duplicate keys',
    files: withPlan(plan.replace('id: polite', 'id: polite\nid: polite')),
    say: ['validate'],
    exit: 1,
    reads: ['plans/polite.md:4:1', 'yaml-duplicate-key'],
  },
  {
    name: 'an anchor',
    files: withPlan(plan.replace('id: polite', 'id: &x polite')),
    say: ['validate'],
    exit: 1,
    reads: ['yaml-anchor'],
  },
  {
    name: 'an unknown key',
    files: withPlan(plan.replace('verify:', 'verfy:')),
    say: ['validate'],
    exit: 1,
    reads: ['unknown-key', 'verify'],
  },
  {
    name: 'a wrong type',
    files: withPlan(plan.replace('[please.sh]', 'please.sh')),
    say: ['validate'],
    exit: 1,
    reads: ['wrong-type'],
  },
  {
    name: 'no section',
    files: withPlan(plan.replace('## Phase please: Build please', '## Something')),
    say: ['validate'],
    exit: 1,
    reads: ['section-missing'],
  },
  {
    name: 'two sections',
    files: withPlan(`${plan}\n## Phase please: Again\n\nText\n`),
    say: ['validate'],
    exit: 1,
    reads: ['section-repeated'],
  },
  {
    name: 'needs that go round',
    files: withPlan(
      planText({
        id: 'polite',
        phases: [
          { id: 'a', yaml: 'needs: [b], paths: [a], verify: ["true"]' },
          { id: 'b', yaml: 'needs: [a], paths: [b], verify: ["true"]' },
        ],
      }),
    ),
    say: ['validate'],
    exit: 1,
    reads: ['needs-cycle'],
  },
  {
    name: 'unknown needs',
    files: withPlan(
      planText({ id: 'polite', phases: [{ id: 'a', yaml: 'needs: [z], paths: [a], verify: ["true"]' }] }),
    ),
    say: ['validate'],
    exit: 1,
    reads: ['unknown-need'],
  },
  {
    name: 'another version',
    files: withPlan(plan.replace('planfile: 1', 'planfile: 2')),
    say: ['validate'],
    exit: 1,
    reads: ['unsupported-version'],
  },
  {
    name: 'not UTF-8',
    files: withPlan(Buffer.concat([Buffer.from(plan), Buffer.from([0xff, 0xfe])])),
    say: ['validate'],
    exit: 1,
    reads: ['not-utf8'],
  },
  {
    name: 'five megabytes',
    files: withPlan(`${plan}\n${'word '.repeat(1_000_000)}\n`),
    say: ['validate'],
    exit: 1,
    reads: ['file-too-large'],
  },
];

describe.concurrent.each(sampled(stories, 2))('$name', ({ files, make, say, exit, reads }) => {
  test(`ends with ${exit} and says so`, async () => {
    const here = await place(files ?? {});
    await make?.(here);
    const ran = await here.planfile(...say);
    const text = ran.stdout + ran.stderr;
    expect(ran.exit, text).toBe(exit);
    for (const words of reads) expect(text).toContain(words);
    expect(text).not.toMatch(/should not have happened|^\s+at .*:\d+:\d+\)?$/m);
    expect(await here.git('for-each-ref', 'refs/planfile', 'refs/heads/plan')).not.toContain('start');
  });
});

test('BOM and CRLF are read; the digest is the same as without', async () => {
  const here = await place(project);
  const digestOf = async () =>
    (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!.phases[0]!.digest;
  const before = await digestOf();
  await here.write({ 'plans/polite.md': `\uFEFF${plan.replaceAll('\n', '\r\n')}` });
  await here.commit('as an editor on another system saves it');
  expect((await here.planfile('validate')).exit).toBe(0);
  expect(await digestOf()).toBe(before);
});

test('dirty and detached are allowed: HEAD counts, and that is said', async () => {
  const here = await place(project);
  await here.git('checkout', '-q', '--detach');
  await here.write({ 'greet.sh': 'broken' });
  const ran = await here.planfile('status', 'polite');
  expect(ran.exit).toBe(0);
  expect(ran.stdout).toMatch(/as it stands at HEAD \([0-9a-f]{9}, detached\)/);
});

test('a bare repository and a linked work tree are repositories too', async () => {
  const here = await place(project);
  const bare = join(here.folder, 'bare.git');
  const linked = join(here.folder, 'linked');
  await here.git('clone', '-q', '--bare', here.repository, bare);
  await here.git('worktree', 'add', '-q', '--detach', linked);
  for (const folder of [bare, linked]) {
    const ran = await here.planfile('-C', folder, 'status', 'polite', '--json');
    expect(ran.json<StatusReport>().plans[0]).toMatchObject({ id: 'polite', status: 'draft' });
  }
});
