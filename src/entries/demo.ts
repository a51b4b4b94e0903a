/** The demo's stage: a temporary repository, the program itself as child processes, and recorded answers unless `--live`. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { demoExample } from '../demo/example.ts';
import { startReplay } from '../demo/replay.ts';
import { type Stage, type Walked, walk } from '../demo/walk.ts';
import { Fault } from '../ports/fault.ts';
import type { Sandbox } from '../ports/sandbox.ts';

export interface DemoOptions {
  live: boolean;
  keep: boolean;
  /** Starts this program again. */
  node: string;
  entry: string;
  /** What of the user's environment a child may have: PATH, terminal and, with `--live`, the model's credentials. */
  environment: Record<string, string>;
  credentials: Record<string, string>;
  sandbox: Pick<Sandbox, 'probe'>;
  say(text: string): void;
  signal: AbortSignal;
}

export async function demo(options: DemoOptions): Promise<Walked & { kept: boolean }> {
  const probe = await options.sandbox.probe();
  if (!probe.ok && options.live) {
    throw new Fault(
      'configuration',
      'no-sandbox',
      `with real models the sandbox is required: ${probe.reason}`,
      probe.fix.join('\n'),
    );
  }
  await using clean = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'planfile-demo-'));
  if (!options.keep) clean.defer(() => rm(folder, { recursive: true, force: true }));

  let credentials = options.credentials;
  if (options.live) {
    options.say('Real models, your key: this costs money (the plan allows at most what its budgets say).\n');
  } else {
    const replay = clean.use(await startReplay());
    credentials = { ANTHROPIC_BASE_URL: replay.url, ANTHROPIC_API_KEY: replay.key };
    options.say(
      "The models' answers here are recorded: written by us, and served on loopback over the real API's protocol.\nEverything else is real: the plan, git, the gate, the sandbox, the commands, the commits. `--live` asks real models.\n",
    );
  }
  if (!probe.ok) {
    options.say(
      `There is no sandbox here (${probe.reason}), so only the example's own, known commands run.\n`,
    );
  }
  const repository = join(folder, 'repository');
  const state = join(folder, 'state');
  await mkdir(repository, { recursive: true });
  const stage = stageIn(repository, {
    ...options,
    environment: { ...options.environment, ...credentials, XDG_STATE_HOME: state },
  });
  const walked = await walk(
    stage,
    probe.ok
      ? []
      : ['--no-sandbox', ...demoExample().commands.flatMap((command) => ['--allow-command', command])],
  );
  options.say(
    options.keep
      ? `\nThe repository stays at ${repository}\n  git -C ${repository} show ${walked.branch}\n`
      : `\nThe repository was at ${repository} and is removed now; --keep leaves it, to look around in it.\n`,
  );
  return { ...walked, kept: options.keep };
}

function stageIn(folder: string, options: DemoOptions): Stage {
  const person = { name: 'Demo Person', email: 'demo@planfile.invalid' };
  const identity = {
    GIT_AUTHOR_NAME: person.name,
    GIT_AUTHOR_EMAIL: person.email,
    GIT_COMMITTER_NAME: person.name,
    GIT_COMMITTER_EMAIL: person.email,
  };
  const own = {
    ...options.environment,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...identity,
  };
  return {
    folder,
    say: options.say,
    write: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    git: async (...args) => (await child('git', ['-C', folder, ...args], own, options.signal)).stdout,
    planfile: (...args) => child(options.node, [options.entry, '-C', folder, ...args], own, options.signal),
  };
}

/** Collects stdout; stderr is the person's. */
function child(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<{ exit: number; stdout: string }> {
  return new Promise((resolve, reject) => {
    const started = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    const end = () => started.kill('SIGTERM');
    signal.addEventListener('abort', end, { once: true });
    started.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    started.once('error', (error) =>
      reject(
        new Fault(
          'configuration',
          'command-missing',
          `${command} could not be started: ${error.message}`,
          `Install ${command}.`,
          { cause: error },
        ),
      ),
    );
    started.once('close', (code) => {
      signal.removeEventListener('abort', end);
      resolve({ exit: code ?? 3, stdout: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
