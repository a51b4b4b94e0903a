/** A repository on GitHub with a plan on its default branch, and `issues` run over it as a workflow's job would. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskFiles } from '../../../src/adapters/files/files.ts';
import { openRepository } from '../../../src/adapters/git/discover.ts';
import { githubForge } from '../../../src/adapters/github/github.ts';
import { type IssuesReport, issues } from '../../../src/commands/issues.ts';
import { commitMessage } from '../../../src/lifecycle/trailers.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { readPlan } from '../../../src/plan/read.ts';
import { type StoryPlan, story } from '../../builders/story.ts';
import { HASTE, WRITE } from '../../contracts/forge/stage.ts';
import { setup } from '../../contracts/git/scene.ts';
import { cloneAs, runGit } from '../../doubles/github/clients.ts';
import { type Issue, type Someone, startGitHub } from '../../doubles/github/index.ts';

export const PATH = 'plans/slugs.md';

export function planText(phases: Record<string, readonly string[]>, what = 'Write it.', top = ''): string {
  const ids = Object.keys(phases);
  return [
    '---',
    'planfile: 1',
    'id: slugs',
    ...(top ? [top] : []),
    'phases:',
    ...ids.map(
      (id) =>
        `  - {id: ${id}, needs: [${phases[id]!.join(', ')}], paths: [src/${id}.ts], verify: [npm test]}`,
    ),
    '---',
    '',
    '# Make slugs from titles',
    '',
    'People asked for it.',
    '',
    ...ids.flatMap((id) => [
      `## Phase ${id}: Build ${id}`,
      '',
      what,
      '',
      `- [ ] ${id} is there`,
      `- [ ] ${id} is tested`,
      '',
    ]),
  ].join('\n');
}

export const THREE = { slugify: [], wire: ['slugify'], docs: [] };

export async function stage(plan = planText(THREE)) {
  await using cleanup = new AsyncDisposableStack();
  const github = cleanup.use(
    await startGitHub({
      at: '2026-11-02T09:00:00Z',
      rates: { contentPerMinute: 100_000, contentPerHour: 100_000, workflowPerHour: 1_000_000 },
      files: { 'README.md': '# slugs\n', [PATH]: plan },
    }),
  );
  const ada = github.person('ada', { permission: 'write' });
  const eve = github.person('eve', { permission: 'read' });
  const root = github.person('root', { permission: 'admin' });
  const token = github.workflowToken(WRITE);
  const clone = cleanup.use(await cloneAs(github, root));
  const git = async (...args: string[]) => {
    const ran = await runGit(clone.folder, args);
    if (ran.code !== 0) throw new Error(ran.stderr);
    return ran.stdout.trim();
  };
  const owned = cleanup.move();

  /** What stands in the double under a mark of this phase, by us. */
  const of = (phase: string | null): Issue => {
    const all = [...github.repository.issues.values()].filter(
      ({ body, author }) =>
        author.login.startsWith('github-actions') && body.includes(`"phase":${JSON.stringify(phase)}`),
    );
    if (all.length !== 1) throw new Error(`${all.length} issues for ${phase}`);
    return all[0]!;
  };
  return {
    github,
    ada,
    eve,
    of,
    phases: async (): Promise<Plan['phases']> =>
      readPlan(Buffer.from(await git('show', `origin/main:${PATH}`)), PATH).plan!.phases,
    /** A run, with how many requests it wrote with. */
    async run(as: Pick<Someone, 'token'> = token): Promise<IssuesReport & { writes: number }> {
      const forge = githubForge(
        { api: github.urls.api, server: github.urls.server, repository: github.fullName, token: as.token },
        HASTE,
      );
      const remote = {
        url: github.gitUrl(),
        token: as.token,
        defaultBranch: async () => (await forge.origins.repository()).defaultBranch,
        environment: {},
      };
      await using opened = await openRepository(clone.folder, { ...setup, remote });
      const before = github.journal.length;
      const report = await issues(
        { name: 'slugs', cwd: clone.folder },
        { git: opened, forge, files: diskFiles },
      );
      const writes = github.journal
        .slice(before)
        .filter(
          ({ method, operation, status }) =>
            (status ?? 0) < 300 && method !== 'GET' && !/graphql|git/i.test(`${operation}`),
        ).length;
      return { ...report, writes };
    },
    /** Lands phases as the program does: a commit that touches their paths, and a record that names it. */
    async land(...named: string[]): Promise<void> {
      const { plan } = readPlan(Buffer.from(await git('show', `origin/main:${PATH}`)), PATH);
      await git('fetch', '-q', 'origin');
      await git('reset', '-q', '--hard', 'origin/main');
      await git('clean', '-q', '-fdx');
      await git('checkout', '-q', '-B', 'plan/slugs', 'origin/main');
      const told = story(plan as unknown as StoryPlan, 'lands');
      const [identity] = [['-c', 'user.name=Bot', '-c', 'user.email=bot@example.invalid']];
      for (const { id, digest } of plan!.phases.filter((phase) => named.includes(phase.id))) {
        const file = join(clone.folder, `src/${id}.ts`);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, `export const ${id} = 1;\n`);
        await git('add', '-A');
        const trailers = {
          plan: PATH,
          digest,
          phase: id,
          plannedBy: 'ada',
          implementedBy: 'm',
          approvedBy: ['bob'],
        };
        await git(...identity!, 'commit', '-q', '-m', commitMessage({ subject: `Build ${id}`, trailers }));
        told
          .start(id)
          .done(id, { commit: await git('rev-parse', 'HEAD'), tree: await git('rev-parse', 'HEAD^{tree}') });
      }
      const record = join(clone.folder, '.git', 'record.jsonl');
      await writeFile(record, told.text());
      const blob = await git('hash-object', '-w', record);
      await git('read-tree', '--empty');
      await git('update-index', '--add', '--cacheinfo', `100644,${blob},record.jsonl`);
      const tree = await git('write-tree');
      const head = named.length > 0 ? ['-p', 'HEAD'] : [];
      const tip = await git(...identity!, 'commit-tree', tree, ...head, '-m', 'record');
      await git('push', '-q', '-f', 'origin', 'HEAD:refs/heads/plan/slugs', `${tip}:refs/planfile/slugs`);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
export type Stage = Awaited<ReturnType<typeof stage>>;
