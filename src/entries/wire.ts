/**
 * The one place where adapters are built and the environment is read. Whatever a command does not need is not built, and
 * what takes time to load is loaded when it is needed.
 */
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { artifactCheckpoints } from '../adapters/artifacts/checkpoints.ts';
import { keptInFolder } from '../adapters/files/checkpoints.ts';
import { systemClock } from '../adapters/files/clock.ts';
import { diskFiles } from '../adapters/files/files.ts';
import { temporaryFolders } from '../adapters/files/folders.ts';
import { openSeal } from '../adapters/files/seal.ts';
import { openRepository } from '../adapters/git/discover.ts';
import { readIdentity } from '../adapters/git/identity.ts';
import type { Remote } from '../adapters/git/remote-transport.ts';
import { trustedPath } from '../adapters/git/search-path.ts';
import { localForge } from '../adapters/local-forge/local-forge.ts';
import { type Listener, stepProcesses } from '../adapters/steps/processes.ts';
import type { Checkpoints } from '../ports/checkpoints.ts';
import type { Clock } from '../ports/clock.ts';
import type { Forge } from '../ports/forge.ts';
import type { Git } from '../ports/git.ts';
import type { Model } from '../ports/model.ts';
import type { Person } from '../ports/person.ts';
import type { Progress } from '../ports/progress.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import type { Seal } from '../ports/seal.ts';
import type { Steps } from '../ports/steps.ts';
import { hearProgress, sentProgress } from './channel.ts';
import { type SandboxChoice, sandboxOf } from './confinement.ts';
import {
  ARTIFACT_SERVICE,
  CREDENTIALS,
  type Environment,
  listed,
  PLAIN,
  stepEnvironments,
} from './environments.ts';
import { folded } from './folded.ts';
import { GIT_CONNECTION, githubOf } from './github.ts';
import { jobOf } from './job.ts';
import type { Joined, LiveView, Terminal } from './live.ts';
import { paintFor } from './paint.ts';
import { cloneForge, placeOf } from './place.ts';
import { progressLines } from './progress.ts';
import { ownAction } from './release.ts';
import { tokenNames } from './tokens.ts';

export interface Surroundings {
  env: Environment;
  stdin: { isTTY?: boolean };
  stdout: { isTTY?: boolean; columns?: number };
  stderr: Terminal;
  /** Sends to whoever started this process over a channel; undefined: nobody did. */
  send?: ((message: unknown) => unknown) | undefined;
  /** Where the command works, absolute. */
  cwd: string;
}

/** The folder of the bundle that runs, and its command line. */
const BUNDLE = dirname(fileURLToPath(import.meta.url));
const bundleDir = BUNDLE.endsWith('chunks') ? dirname(BUNDLE) : BUNDLE;
export const entryFile = join(bundleDir, 'cli.js');

export function wire({ env: given, stdin, stdout, stderr, cwd, send }: Surroundings) {
  const clock = systemClock;
  const path = trustedPath(given.PATH || '/usr/local/bin:/usr/bin:/bin', cwd);
  // Steps, and whatever they start, get this one.
  const env: Environment = { ...given, PATH: path };
  const folders = temporaryFolders(env.RUNNER_TEMP || tmpdir());
  const paint = paintFor(env, stdout);
  const write = (line: string) => stderr.write(line);
  const since = began(env, clock);
  const lines = progressLines({ write, clock, paint: paintFor(env, stderr), since });
  const heard = env[PROGRESS] === 'channel' ? send : undefined;
  const progress: Progress = heard
    ? sentProgress(heard)
    : env.GITHUB_ACTIONS === 'true'
      ? folded(lines, write)
      : lines;
  return {
    clock,
    folders,
    files: diskFiles,
    checkpoints: artifactsOf(env) ?? keptInFolder,
    paint,
    /** Of stdout; where nobody says, what a page of text takes. */
    columns: stdout.columns ?? 100,
    progress,
    /** Sessions in lines that are updated in place; undefined where there is no terminal, or somebody else shows them. */
    live: async (): Promise<LiveView | undefined> => {
      if (!stderr.isTTY || env.TERM === 'dumb' || env.CI || env.GITHUB_ACTIONS || heard) return undefined;
      const { liveView } = await import('./live.ts');
      return liveView({ terminal: stderr, clock, paint: paintFor(env, stderr), since, every: everySecond });
    },
    /** Where a job of CI has a token, the remote counts; else what is here. */
    git: (folder: string) => {
      const fetched = env.GITHUB_ACTIONS === 'true';
      return openRepository(folder, { path, folders, clock, remote: remoteOf(env), fetched });
    },
    /** For `init`: the repository at its forge, and the release that the workflows will name. */
    place: (folder: string) => placeOf(folder, env),
    /** On a person's machine: the forge that this clone came from, asked with the person's own token. */
    cloneForge: (folder: string) => cloneForge(folder, env),
    ownAction: () => ownAction(bundleDir),
    /** What is checked out, and nothing else. */
    checkout: (folder: string) => openRepository(folder, { path, folders, clock }),
    seal: (): Promise<Seal> =>
      openSeal(join(env.XDG_STATE_HOME || join(homedir(), '.local/state'), 'planfile')),
    person: async (folder: string): Promise<Person> => ({
      identity: await readIdentity(folder, env),
      ci: Boolean(env.CI || env.GITHUB_ACTIONS),
      terminal: Boolean(stdin.isTTY && stderr.isTTY),
      confirm: (question) => (stdin.isTTY ? ask(question) : Promise.resolve(false)),
    }),
    forge: async (git: Git, identity: Person['identity']): Promise<Forge> =>
      (await githubForgeOf(env)) ?? localForge({ folder: localFolder(git), identity, processes: folders }),
    /** Only where there is a GitHub to ask. */
    github: () => githubForgeOf(env),
    /** The job that this process is a step of; undefined where it is none. */
    job: jobOf(env),
    /** The event that started this job, as the runner wrote it down; undefined where there is none. */
    eventFile: env.GITHUB_EVENT_PATH || undefined,
    model: async (): Promise<Model> => {
      const { anthropic } = await import('../adapters/anthropic/anthropic.ts');
      // Imported, node:http would be loaded whole, with all that it can do, by every command.
      // Node's own fetch asks for no proxy unless it is told to; the variables are the user's (trust.md T6).
      process.getBuiltinModule('node:http').setGlobalProxyFromEnv({ ...env });
      return anthropic({
        apiKey: env.ANTHROPIC_API_KEY,
        authToken: env.ANTHROPIC_AUTH_TOKEN,
        baseURL: env.ANTHROPIC_BASE_URL,
        secrets: Object.values(listed(env, tokenNames(env))),
        clock,
      });
    },
    sandbox: (choice: SandboxChoice): Promise<Sandbox> =>
      sandboxOf(choice, { env, bundleDir }, stdin.isTTY && stderr.isTTY ? ask : undefined),
    /** Steps that a live view hears say nothing on the terminal themselves. */
    steps: (live?: LiveView): Steps =>
      stepProcesses({
        node: process.execPath,
        entry: entryFile,
        environment: stepEnvironments(env, {
          [BEGAN]: String(since),
          ...(live && { [PROGRESS]: 'channel' }),
        }),
        listen: live && (() => listenerOf(live.join())),
      }),
    plainEnvironment: () => listed(env, PLAIN),
    credentials: () => listed(env, CREDENTIALS),
  };
}

export type Wire = ReturnType<typeof wire>;

/** In a job of GitHub Actions; elsewhere there is no such service. */
function artifactsOf(env: Environment): Checkpoints | undefined {
  if (env.GITHUB_ACTIONS !== 'true' || !env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL)
    return undefined;
  return artifactCheckpoints({
    node: process.execPath,
    entry: join(bundleDir, 'hand-out.js'),
    environment: listed(env, ARTIFACT_SERVICE),
    attempt: env.GITHUB_RUN_ATTEMPT || '1',
  });
}

async function githubForgeOf(env: Environment): Promise<Forge | undefined> {
  const place = githubOf(env);
  if (place === undefined) return undefined;
  const { githubForge } = await import('../adapters/github/github.ts');
  return githubForge(place);
}

function remoteOf(env: Environment): Remote | undefined {
  const place = githubOf(env);
  if (place === undefined) return undefined;
  return {
    url: `${place.server}/${place.repository}.git`,
    token: place.token,
    defaultBranch: async () => (await (await githubForgeOf(env))!.origins.repository()).defaultBranch,
    environment: listed(env, GIT_CONNECTION),
  };
}

/** Outcomes, and what the local forge keeps, lie beside the repository's own things; no checkout ever sees them. */
export const localFolder = (git: Git): string => join(git.repository.gitDir, 'planfile');

const listenerOf = (joined: Joined): Listener => ({
  heard: (message) => hearProgress(message, joined.progress),
  said: joined.print,
  [Symbol.dispose]: () => joined[Symbol.dispose](),
});

function everySecond(call: () => void): () => void {
  const timer = setInterval(call, 1_000).unref();
  return () => clearInterval(timer);
}

/** Where a step's progress goes: `channel`, or nothing for its own stderr. */
const PROGRESS = 'PLANFILE_PROGRESS';
/** Steps of a run count from the run's beginning, which is handed on. */
const BEGAN = 'PLANFILE_BEGAN';
const began = (env: Environment, clock: Pick<Clock, 'now'>): number => {
  const given = Number(env[BEGAN]);
  return Number.isFinite(given) && env[BEGAN] ? given : clock.now().getTime();
};

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
