/** `init` on real clones, over the real adapters and the double of GitHub. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { diskFiles } from '../../src/adapters/files/files.ts';
import { openRepository } from '../../src/adapters/git/discover.ts';
import { githubSettings } from '../../src/adapters/github/settings.ts';
import { type InitAsk, type InitReport, init } from '../../src/commands/init.ts';
import { initText } from '../../src/report/init.ts';
import { plain } from '../../src/report/paint.ts';
import { type OwnGuards, ownGuards, workflowPath } from '../../src/workflows/files.ts';
import { workflows } from '../../src/workflows/index.ts';
import { stamped } from '../../src/workflows/stamp.ts';
import { HASTE } from '../contracts/forge/stage.ts';
import { gitEnv, setup } from '../contracts/git/scene.ts';
import { type GitHubDouble, type Someone, startGitHub } from '../doubles/github/index.ts';
import { PLANFILE } from './rendered.ts';

const FILES = [...workflows.map(workflowPath), '.github/planfile.yml'];
const APPROVE = '.github/workflows/planfile-approve.yml';
/** What is done to every file, but for those that are named. */
const each = <T extends string>(usual: T, others: Readonly<Record<string, T>> = {}) =>
  FILES.map((path) => others[path] ?? usual);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'init-'));
  execFileSync('git', ['init', '-q', root], { env: gitEnv });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (path: string) => join(root, path);
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};

const nowhere = {
  server: 'https://forge.example',
  repository: undefined,
  settings: undefined,
  why: 'this clone has no remote',
};

interface Sitting {
  terminal?: boolean;
  says?: boolean;
}

async function run(
  more: Partial<InitAsk> = {},
  { terminal = false, says = false }: Sitting = {},
  guards: OwnGuards = ownGuards,
) {
  await using git = await openRepository(root, setup);
  const asked: string[] = [];
  const confirm = async (question: string) => {
    asked.push(question);
    return says;
  };
  const person = { identity: undefined, ci: false, terminal, confirm };
  const ask: InitAsk = {
    cwd: root,
    yes: !terminal,
    remove: false,
    dryRun: false,
    version: '0.1.0',
    planfile: PLANFILE,
    place: nowhere,
    ...more,
  };
  const report = await init(ask, { git, files: diskFiles, person, clock: setup.clock }, guards);
  return { ...report, questions: asked, text: initText(report, plain) };
}

const doings = ({ files }: Pick<InitReport, 'files'>) => files.map(({ does }) => does);

test('a clone from elsewhere is told that nothing runs there', async () => {
  const elsewhere = { ...nowhere, elsewhere: 'gitlab.com' };
  expect((await run({ dryRun: true, place: elsewhere })).text).toContain(
    'is at gitlab.com: these workflows run on GitHub',
  );
  expect((await run({ dryRun: true })).text).not.toContain('these workflows run on GitHub');
});

describe('files', () => {
  it('are written, found as they are, and taken away again', async () => {
    const first = await run();
    expect(first.files.map(({ path, does }) => [path, does])).toEqual(FILES.map((path) => [path, 'write']));
    expect(first.holds).toBe(true);
    for (const path of FILES) expect(readFileSync(at(path), 'utf8')).toMatch(/^# Written by `planfile init`/);
    const second = await run();
    expect(doings(second)).toEqual(each('keep'));
    // What the jobs may is told where something changes.
    expect([first, second].map(({ text }) => text.includes("What each job's token may"))).toEqual([
      true,
      false,
    ]);
    expect(doings(await run({ remove: true }))).toEqual(each('remove'));
    expect(existsSync(at('.github'))).toBe(false);
    expect((await run({ remove: true })).text).toContain('nothing here that init wrote');
  });

  it('are renewed and removed as long as nobody changed them, whatever version wrote them, with any line ends', async () => {
    write(APPROVE, stamped('name: old\n', '0.0.9').replaceAll('\n', '\r\n'));
    expect(doings(await run())).toEqual(each('write', { [APPROVE]: 'renew' }));
    write(APPROVE, stamped('name: old\n', '0.0.9'));
    expect(doings(await run({ remove: true }))).toEqual(each('remove'));
  });

  it('that somebody changed or wrote are left, with what differs', async () => {
    await run();
    write(APPROVE, readFileSync(at(APPROVE), 'utf8').replace('timeout-minutes: 10', 'timeout-minutes: 7'));
    write('.github/planfile.yml', 'planfile: 1\nrounds: 2\n');
    const again = await run();
    expect(doings(again)).toEqual(each('keep', { [APPROVE]: 'differs' }));
    expect(again.holds).toBe(false);
    expect(again.files[FILES.indexOf(APPROVE)]!.difference).toMatch(
      /-\s+timeout-minutes: 7\n\+\s+timeout-minutes: 10/,
    );
    expect(again.files[FILES.indexOf(APPROVE)]!.difference).not.toContain('sha256');
    expect(again.text).toContain('move yours away');
    expect(readFileSync(at(APPROVE), 'utf8')).toContain('timeout-minutes: 7');
    expect(doings(await run({ remove: true }))).toEqual(
      each('remove', { [APPROVE]: 'leave', '.github/planfile.yml': 'leave' }),
    );
    expect(readFileSync(at('.github/planfile.yml'), 'utf8')).toContain('rounds: 2');
  });

  it.each([
    ['written by init', 'name: of somebody\n'],
    ['changed by nobody', `${stamped('name: old\n', '0.0.9')}# and more\n`],
  ] as const)('without the guard "%s" somebody’s file would be lost', async (name, text) => {
    const { [name]: _, ...rest } = ownGuards;
    write(APPROVE, text);
    expect(doings(await run())).toContain('differs');
    expect(doings(await run({ remove: true }))).toContain('leave');
    expect(readFileSync(at(APPROVE), 'utf8')).toBe(text);
    await run({}, {}, rest);
    expect(readFileSync(at(APPROVE), 'utf8')).not.toBe(text);
  });

  it('are not written behind a link that leads out', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    symlinkSync(outside, at('.github'));
    await expect(run()).rejects.toMatchObject({ code: 'link-on-the-way' });
    expect(existsSync(join(outside, 'workflows'))).toBe(false);
    rmSync(outside, { recursive: true });
  });
});

describe('leave', () => {
  it('is asked for once, with all that will be done', async () => {
    const { questions: asked, text } = await run({}, { terminal: true, says: true });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('verify (runs what a model wrote; neither key nor token)');
    for (const path of FILES) expect(asked[0]).toContain(`write ${path}`);
    expect(text).not.toContain('neither key nor token');
    expect((await run({}, { terminal: true })).questions).toEqual([]);
  });

  it('is needed', async () => {
    await expect(run({}, { terminal: true, says: false })).rejects.toMatchObject({ code: 'not-wanted' });
    await expect(run({ yes: false })).rejects.toMatchObject({ kind: 'usage', code: 'not-asked' });
    expect(existsSync(at('.github'))).toBe(false);
    expect((await run({ dryRun: true, yes: false })).text).toContain('would be written');
    expect(existsSync(at('.github'))).toBe(false);
  });
});

it('without a repository to ask it writes all the same, and lists what it could not check, with the pages', async () => {
  const { checks, holds, text } = await run();
  expect(holds).toBe(true);
  const unknown = checks.filter(({ verdict }) => verdict === 'unknown');
  expect(unknown).toHaveLength(5);
  for (const { fix, page } of unknown) {
    expect(fix).toBeTruthy();
    expect(page).toMatch(/^https:\/\/forge\.example\/OWNER\/NAME\/settings\//);
  }
  expect(text).toContain('could not be checked: this clone has no remote');
});

it('says what each job may, and why', async () => {
  const { text } = await run();
  expect(text).toMatch(
    /publish \(writes; has no key, runs nothing foreign\)\n {6}actions: write, dispatches/,
  );
  expect(text).toMatch(/verify \(runs what a model wrote; neither key nor token\)/);
});

describe('of the repository it asks', () => {
  const asking = (github: GitHubDouble, { token }: Pick<Someone, 'token'>): Partial<InitAsk> => {
    const { api, server } = github.urls;
    const place = { api, server, repository: github.fullName, token };
    const settings = githubSettings(place, HASTE);
    return { place: { server, repository: github.fullName, settings, why: undefined } };
  };
  const verdicts = ({ checks }: Pick<InitReport, 'checks'>) =>
    Object.fromEntries(checks.map(({ name, verdict }) => [name, verdict]));

  it('whether it is set up, and tries a ref that is gone afterwards', async () => {
    await using github = await startGitHub({ files: { 'README.md': 'x' } });
    const mona = github.person('mona', { permission: 'admin' });
    github.environment('planfile', { branches: ['main'], secrets: ['ANTHROPIC_API_KEY'] });
    write('.github/CODEOWNERS', '/.github/ @mona\n');
    const report = await run(asking(github, mona));
    expect(verdicts(report)).toEqual({
      'branch names': 'holds',
      'owners of .github': 'holds',
      'rules of plan/*': 'holds',
      'refs/planfile/*': 'holds',
      'pull requests by Actions': 'holds',
      'environment planfile': 'holds',
      'secret ANTHROPIC_API_KEY': 'holds',
    });
    const writes = github.journal.filter(({ method }) => method !== 'GET');
    expect(writes.map(({ operation }) => operation)).toEqual([
      'POST /repos/{owner}/{repo}/git/refs',
      'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
    ]);
    expect([...(await github.repository.git.refs('refs/planfile/'))]).toEqual([]);
    expect(github.complaints).toEqual([]);
    expect(JSON.stringify(report)).not.toContain(mona.token);
  });

  it('and says what is missing, why, and on which page a person changes it', async () => {
    await using github = await startGitHub({ files: { 'README.md': 'x' } });
    const mona = github.person('mona', { permission: 'admin' });
    github.settings({ actionsMayOpenPulls: false });
    github.ruleset('all', ['refs/heads/plan/**'], ['pull_request', 'non_fast_forward']);
    github.ruleset('records', ['refs/planfile/**'], ['creation']);
    execFileSync('git', ['-C', root, 'commit', '-q', '--allow-empty', '-m', 'x'], { env: gitEnv });
    execFileSync('git', ['-C', root, 'branch', 'plan'], { env: gitEnv });
    const { checks, holds } = await run(asking(github, mona));
    expect(holds).toBe(true);
    expect(checks.every(({ verdict }) => verdict === 'lacks')).toBe(true);
    const page = (name: string) => checks.find((check) => check.name === name)?.page;
    const settings = `${github.urls.server}/${github.fullName}/settings`;
    expect(page('pull requests by Actions')).toBe(`${settings}/actions`);
    expect(page('environment planfile')).toBe(`${settings}/environments`);
    expect(page('refs/planfile/*')).toBe(`${settings}/rules`);
    const said = (name: string) => checks.find((check) => check.name === name)?.says;
    expect(said('rules of plan/*')).toMatch(/: pull_request$/);
    expect(said('refs/planfile/*')).toContain('rule violations');
    expect(github.complaints).toEqual([]);
  });

  it.each([
    [undefined, 'jobs of every branch may use it, and read the key'],
    [['main', 'release/*'], 'these may use it: main, release/*'],
    [['m*'], 'these may use it: m*'],
    [[], 'these may use it: none'],
  ])('whose environment it is: %j', async (branches, says) => {
    await using github = await startGitHub({ files: { 'README.md': 'x' } });
    github.environment('planfile', branches ? { branches } : {});
    const { checks } = await run(asking(github, github.person('mona', { permission: 'admin' })));
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'environment planfile', verdict: 'lacks', says }),
    );
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'secret ANTHROPIC_API_KEY', verdict: 'lacks' }),
    );
  });

  it('only what the token may see: the rest is unknown, and nothing fails', async () => {
    await using github = await startGitHub({ files: { 'README.md': 'x' } });
    github.environment('planfile', { branches: ['main'] });
    const reader = await run(asking(github, github.person('eve', { permission: 'read' })));
    expect(verdicts(reader)).toMatchObject({
      'refs/planfile/*': 'lacks',
      'pull requests by Actions': 'unknown',
      'secret ANTHROPIC_API_KEY': 'unknown',
    });
    const stranger = await run({ ...asking(github, { token: 'ghp_wrong' }) });
    expect(Object.values(verdicts(stranger)).slice(2)).toEqual(Array(5).fill('unknown'));
  });

  it('nothing that writes, for a look', async () => {
    await using github = await startGitHub({ files: { 'README.md': 'x' } });
    const mona = github.person('mona', { permission: 'admin' });
    const { checks } = await run({ ...asking(github, mona), dryRun: true });
    expect(github.journal.every(({ method }) => method === 'GET')).toBe(true);
    expect(checks).toContainEqual(expect.objectContaining({ name: 'refs/planfile/*', says: 'not tried' }));
  });

  it('and names a trial ref that it could not take away', async () => {
    await using github = await startGitHub({ files: { 'README.md': 'x' } });
    const mona = github.person('mona', { permission: 'admin' });
    github.fail({ match: /^DELETE /, fault: { status: 500 }, times: 9 });
    const { checks } = await run(asking(github, mona));
    const [left = ''] = [...(await github.repository.git.refs('refs/planfile/')).keys()];
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'refs/planfile/*',
        verdict: 'unknown',
        fix: `git push origin :${left}`,
      }),
    );
  });
});
