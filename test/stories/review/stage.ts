/** A repository with a change on a branch, reviewed in this process by a model that says what the test has it say. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { anthropic } from '../../../src/adapters/anthropic/anthropic.ts';
import { diskFiles } from '../../../src/adapters/files/files.ts';
import { reviewBranch } from '../../../src/commands/review-change.ts';
import { type ReviewGuards, reviewGuards } from '../../../src/commands/reviewing.ts';
import type { Review } from '../../../src/outcomes/review.ts';
import type { Fault } from '../../../src/ports/fault.ts';
import type { Sandbox } from '../../../src/ports/sandbox.ts';
import { openScene, type Scene, scene, setup } from '../../contracts/git/scene.ts';
import { keptProgress } from '../../doubles/kept-progress.ts';
import { memoryBox } from '../../doubles/memory-box.ts';
import { say } from '../../doubles/messages/replies.ts';
import { type RecordedRequest, type Script, startMessages } from '../../doubles/messages/server.ts';
import { quickClock } from '../../doubles/quick-clock.ts';

export interface Change {
  /** Of the default branch. */
  before?: Record<string, string>;
  /** What the change writes. */
  files: Record<string, string | Uint8Array>;
  branch?: string;
  message?: string;
}

export interface Tried {
  review: Review | undefined;
  fault: Fault | null;
  /** Every message that reached the model. */
  told: string;
}

export interface TryOptions {
  guards?: ReviewGuards;
  sandbox?: Sandbox;
  apiKey?: string | undefined;
  signal?: AbortSignal;
}

/** What came of it; a fault that is thrown stands beside the outcome that was written. */
export async function tried(change: Change, script: Script, options: TryOptions = {}): Promise<Tried> {
  const { guards = reviewGuards, sandbox = openSandbox, signal } = options;
  const at = changed(change);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'review-story-')));
  await using api = await startMessages(script);
  await using git = await openScene(at);
  const clock = quickClock(200_000);
  const apiKey = 'apiKey' in options ? options.apiKey : 'sk-test';
  const ports = {
    git,
    clock,
    sandbox,
    files: diskFiles,
    folders: setup.folders,
    progress: keptProgress(),
    person: { identity: undefined, ci: false, terminal: false, confirm: async () => false },
    model: anthropic({ apiKey, baseURL: api.url, clock }),
  };
  const ask = {
    base: 'main',
    head: change.branch ?? 'topic',
    cwd: at.repo,
    context: [],
    run: 'local-1',
    attempt: 1,
  };
  const told = () => JSON.stringify(api.requests.map(({ messages }) => messages));
  try {
    const ended = await reviewBranch({ ...ask, folder, signal }, ports, guards);
    return { ...ended, told: told() };
  } catch (fault) {
    const written = await diskFiles.read(join(folder, 'review.json'));
    const review = written && (JSON.parse(new TextDecoder().decode(written)) as Review);
    return { review, fault: fault as Fault, told: told() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A review writes nothing into the repository, so one that was made for a change serves all tests of a file. */
const scenes = new Map<string, Scene>();
afterAll(() => {
  for (const at of scenes.values()) at[Symbol.dispose]();
});

function changed(change: Change): Scene {
  const { before, files, branch = 'topic', message } = change;
  const key = JSON.stringify([before, files, branch, message]);
  const known = scenes.get(key);
  if (known !== undefined) return known;
  const at = scene({ 'src/a.ts': 'export const a = 1;\n', ...before });
  scenes.set(key, at);
  at.git('switch', '-q', '-c', branch);
  for (const [path, content] of Object.entries(files)) at.write(path, content);
  at.commit(message);
  at.git('switch', '-q', 'main');
  return at;
}

export const openSandbox: Sandbox = {
  kind: 'bubblewrap',
  probe: async () => ({ ok: true }),
  open: async () => memoryBox(),
};

export const isSecond = ({ messages }: RecordedRequest): boolean =>
  JSON.stringify(messages[0]).includes('Take a second look.');

export const answer = (over: object = {}) =>
  say(JSON.stringify({ summary: 'Fine.', findings: [], criteria: [], rulings: [], ...over }));

/** Whatever the change asks for: it finds nothing, and refutes everything. */
export const gullible =
  (findings: readonly object[] = [], criteria: readonly object[] = []): Script =>
  (request) =>
    isSecond(request)
      ? answer({
          rulings: findings.map((_, i) => ({ finding: i + 1, holds: false, reason: 'the text says so' })),
        })
      : answer({ findings, criteria });

/** All guards but those. */
export function without(...names: readonly string[]): ReviewGuards {
  const rest = <T>(guards: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(guards).filter(([name]) => !names.includes(name)));
  return { program: rest(reviewGuards.program), verdict: rest(reviewGuards.verdict) };
}
