/**
 * The one place where git is started: argument arrays, an environment from nothing, a deadline, a limit on output, and the
 * one translation of what goes wrong into a fault.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { isAbsolute } from 'node:path';
import type { Readable } from 'node:stream';
import { Fault } from '../../ports/fault.ts';
import { type Hardening, hardenedArgs, hardenedEnv, hardening } from './hardening.ts';

export interface GitCall {
  /** Subcommand and arguments. Whatever comes from outside stands after `--`, or is checked to be an id or a ref. */
  args: readonly string[];
  gitDir?: string;
  /** Default `/`: no child works inside a tree. */
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  input?: string | Uint8Array | Readable;
  /** Gets stdout as it comes, instead of `stdout`. Returns false to stop the child; throws to stop it and fail. */
  onOutput?: (chunk: Buffer) => boolean | undefined;
  /** A program that limits the child and then becomes it (prlimit). */
  wrap?: readonly string[];
  /** Exit codes that are answers; default only 0. */
  accept?: readonly number[];
  /** Milliseconds until the child is killed; default 120,000. */
  deadline?: number;
  /** In a process group of its own: Ctrl-C reaches us, who then wait, and not a transaction under way. */
  apart?: boolean;
  /** It serves until its input ends: it has no deadline, and does not keep our process alive. */
  standing?: boolean;
  /** Most bytes of stdout; default 256 MiB. */
  maxOutput?: number;
}

interface GitDone {
  stdout: Buffer;
  stderr: string;
  exit: number;
}

export type RunGit = (call: GitCall) => Promise<GitDone>;

const KEPT_STDERR = 16_384;

/** `path` is the PATH to look for git in; relative entries are dropped, for the repository could answer to them. */
export function gitRunner(path: string, guards: readonly Hardening[] = hardening): RunGit {
  const env = { PATH: path.split(':').filter(isAbsolute).join(':'), ...hardenedEnv(guards) };
  const before = hardenedArgs(guards);
  return (call) => {
    const argv = [...(call.wrap ?? []), 'git', ...before, ...call.args];
    const child = spawn(argv[0]!, argv.slice(1), {
      cwd: call.cwd ?? '/',
      env: { ...env, ...(call.gitDir === undefined ? {} : { GIT_DIR: call.gitDir }), ...call.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: call.apart === true,
    });
    return finished(child, call);
  };
}

function finished(child: ChildProcess, call: GitCall): Promise<GitDone> {
  // Settings may stand before the subcommand.
  const name = call.args.find((arg) => /^[a-z]+(-[a-z]+)*$/.test(arg)) ?? 'git';
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let stderr = '';
    let received = 0;
    let stopped = false;
    let failure: unknown;
    const fail = (error: unknown) => {
      failure ??= error;
      child.kill('SIGKILL');
    };
    const deadline = call.deadline ?? 120_000;
    const timer = call.standing ? undefined : setTimeout(() => fail(timedOut(name, deadline)), deadline);
    if (call.standing) for (const one of [child, ...child.stdio] as Socket[]) one.unref();
    child.stdout!.on('data', (chunk: Buffer) => {
      if (stopped || failure !== undefined) return;
      received += chunk.length;
      if (received > (call.maxOutput ?? 268_435_456)) return fail(tooMuch(name, received));
      if (call.onOutput === undefined) return void chunks.push(chunk);
      try {
        stopped = call.onOutput(chunk) === false;
        if (stopped) child.kill('SIGKILL');
      } catch (error) {
        fail(error);
      }
    });
    child.stderr!.on('data', (chunk: Buffer) => {
      if (stderr.length < KEPT_STDERR) stderr += chunk.toString('utf8');
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(error.code === 'ENOENT' ? missing(error.path ?? 'git', error) : error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (failure !== undefined) return reject(failure);
      const exit = code ?? -1;
      if (stopped || (call.accept ?? [0]).includes(exit)) {
        resolve({ stdout: Buffer.concat(chunks), stderr, exit: stopped ? 0 : exit });
      } else {
        reject(failed(name, stderr, signal ?? `exit ${exit}`));
      }
    });
    give(child, call.input, fail);
  });
}

/** A child that ends early closes its input: what it says then is in its exit code. */
function give(child: ChildProcess, input: GitCall['input'], fail: (error: unknown) => void): void {
  child.stdin!.on('error', () => {});
  if (input === undefined || typeof input === 'string' || input instanceof Uint8Array) {
    child.stdin!.end(input);
  } else {
    input.on('error', fail).pipe(child.stdin!);
  }
}

function missing(program: string, cause: unknown): Fault {
  return program === 'prlimit'
    ? new Fault(
        'configuration',
        'prlimit-missing',
        'prlimit was not found: outcomes of model jobs are only read with limits on memory and time.',
        'Install util-linux (Linux only), and run the command again.',
        { cause },
      )
    : new Fault(
        'configuration',
        'git-missing',
        'git was not found on the PATH.',
        'Install git 2.38 or newer.',
        { cause },
      );
}

export function timedOut(name: string, ms: number): Fault {
  return new Fault(
    'service',
    'git-timeout',
    `git ${name} did not end within ${Math.round(ms / 1000)} s and was stopped.`,
    'Run the command again; if it happens every time, run `git fsck` on the repository.',
  );
}

function tooMuch(name: string, bytes: number): Fault {
  return new Fault(
    'refused',
    'git-output-limit',
    `git ${name} answered with more than ${bytes} bytes and was stopped.`,
    'Narrow what is compared, or split the plan.',
  );
}

function failed(name: string, stderr: string, how: string): Fault {
  const first = stderr.split('\n').find((line) => line !== '') ?? 'it said nothing';
  return new Fault(
    'service',
    'git-failed',
    `git ${name} failed (${how}): ${first.slice(0, 300)}`,
    'Look at the repository with `git fsck`; a shallow or partial clone may lack what was asked for (`git fetch --unshallow`, `git fetch --refetch --no-filter`).',
  );
}
