/**
 * A place for end-to-end tests: a real repository that is not ours, the shipped bundle started as a user would start it, and a
 * model that does what the test says. The environment is listed, so that nothing of the machine's own reaches the program.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const execute = promisify(execFile);

/** The shipped bundle; another build of it while somebody works on it. */
export const BUNDLE = resolve(process.env.PLANFILE_TEST_BUNDLE ?? 'dist');
export const CLI = join(BUNDLE, 'planfile.js');

export interface Ran {
  exit: number | null;
  stdout: string;
  stderr: string;
  /** The document of `--json`. */
  json<T>(): T;
}

export interface Started {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  done: Promise<Ran>;
  stderr(): string;
}

export interface Place {
  readonly folder: string;
  readonly repository: string;
  /** Of every `planfile` here; change it freely. */
  readonly env: Record<string, string>;
  write(files: Record<string, string | Uint8Array>): Promise<void>;
  commit(message?: string): Promise<string>;
  git(...args: string[]): Promise<string>;
  planfile(...args: string[]): Promise<Ran>;
  /** The same, not waited for: for signals. */
  start(...args: string[]): Started;
  /** As typed in this folder, without a -C of ours. */
  startIn(cwd: string, ...args: string[]): Started;
  read(path: string, ref: string): Promise<string>;
}

/** Concurrent tests share no hook of one test: all places of a file are removed when it is over. */
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A fresh repository with these files committed. */
export async function place(files: Record<string, string | Uint8Array> = {}): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'planfile-e2e-'));
  folders.push(folder);
  const repository = join(folder, 'repository');
  await mkdir(repository);
  await mkdir(join(folder, 'tmp'));
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    XDG_STATE_HOME: join(folder, 'state'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
    GIT_AUTHOR_NAME: 'Ada Tester',
    GIT_AUTHOR_EMAIL: 'ada@example.invalid',
    GIT_COMMITTER_NAME: 'Ada Tester',
    GIT_COMMITTER_EMAIL: 'ada@example.invalid',
    NO_COLOR: '1',
  };
  const git = async (...args: string[]) =>
    (await execute('git', ['-C', repository, ...args], { env, maxBuffer: 64_000_000 })).stdout.trimEnd();
  const start: Place['start'] = (...args) => started([CLI, '-C', repository, ...args], env);
  const here: Place = {
    folder,
    repository,
    env,
    git,
    start,
    startIn: (cwd, ...args) => started([CLI, ...args], env, cwd),
    planfile: (...args) => start(...args).done,
    read: (path, ref) => git('show', `${ref}:${path}`),
    async write(files) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(repository, path)), { recursive: true });
        await writeFile(join(repository, path), content);
      }
    },
    async commit(message = 'change') {
      await git('add', '-A');
      await git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
  };
  await git('init', '-q', '-b', 'main');
  if (Object.keys(files).length > 0) {
    await here.write(files);
    await here.commit('start');
  }
  return here;
}

function started(args: readonly string[], env: Record<string, string>, cwd?: string): Started {
  const child = spawn(process.execPath, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const done = new Promise<Ran>((resolve) => {
    child.once('close', (exit) => resolve({ exit, stdout, stderr, json: () => JSON.parse(stdout) }));
  });
  return { pid: child.pid!, kill: (signal) => void child.kill(signal), done, stderr: () => stderr };
}

/** A small project whose tests are a shell script: a language nobody here ships a toolchain for. */
export const project: Record<string, string> = {
  'README.md': '# Greeter\n',
  'greet.sh': 'greet() { echo "hello $1"; }\n',
  'test.sh': '. ./greet.sh\n[ "$(greet you)" = "hello you" ]\n',
  'plans/polite.md': planText({ id: 'polite' }),
};

export interface PlanOptions {
  id: string;
  /** Front matter of each phase, as YAML flow; the default is one phase that makes `please.sh`. */
  phases?: { id: string; yaml: string; criteria?: string[] }[];
  top?: string;
}

export function planText({ id, phases, top = '' }: PlanOptions): string {
  const all = phases ?? [
    { id: 'please', yaml: 'paths: [please.sh], verify: [bash test.sh, test -f please.sh]' },
  ];
  return [
    '---',
    'planfile: 1',
    `id: ${id}`,
    ...(top ? [top] : []),
    'phases:',
    ...all.map((phase) => `  - {id: ${phase.id}, ${phase.yaml}}`),
    '---',
    '',
    '# Greet politely',
    '',
    'People asked for it.',
    '',
    ...all.flatMap((phase) => [
      `## Phase ${phase.id}: Build ${phase.id}`,
      '',
      'Write what the paths name.',
      '',
      ...(phase.criteria ?? ['It is there']).map((criterion) => `- [ ] ${criterion}`),
      '',
    ]),
  ].join('\n');
}

export const readText = (path: string): Promise<string> => readFile(path, 'utf8');
