/**
 * A checkout of CI and the remote that it came from. The remote is the truth: before a record is read it is fetched, and what we
 * make goes there in one atomic push (mechanics.md). The local refs of plans and records are a mirror of the remote's.
 */
import { Fault } from '../../ports/fault.ts';
import type { Repository } from '../../ports/git.ts';
import type { Landed } from './land.ts';
import { line } from './objects.ts';
import { pushRefs } from './remote-push.ts';
import { type Remote, transport } from './remote-transport.ts';
import type { RunGit } from './spawn.ts';

export interface OverRemote {
  repository: Repository;
  /** In place of `landRefs`. */
  land(place: { workshop: string }, updates: Parameters<typeof pushRefs>[2]): Promise<Landed>;
}

/** The same port over a remote. Faults beyond the local ones: shallow-clone, remote-… */
export function overRemote(run: RunGit, lens: string, local: Repository, remote: Remote): OverRemote {
  let branch: Promise<string> | undefined;
  const fetch = async (): Promise<void> => {
    branch = fetchPlans(run, lens, remote);
    await branch;
  };
  const fetched = async (): Promise<string> => {
    if (branch === undefined) await fetch();
    return branch!;
  };
  const defaultCommit = async () => local.resolve(`refs/remotes/origin/${await fetched()}`);
  const repository: Repository = {
    ...local,
    // Nobody sits in front of this checkout: what is committed on the remote counts, whatever was checked out.
    root: undefined,
    head: async () => ({ commit: await defaultCommit(), branch: await fetched() }),
    defaultCommit,
    async resolve(ref) {
      if (ref.startsWith('refs/')) await fetched();
      return local.resolve(ref);
    },
    bring: (ref) => bringRef({ run, lens, local }, remote, ref),
    bringBelow: (prefix) => bringBelow({ run, lens, local }, remote, prefix),
    async refs(prefix) {
      await fetched();
      return local.refs(prefix);
    },
    // Compare-and-swap begins with what is there now.
    async records() {
      await fetch();
      return local.records();
    },
    async record(id) {
      await fetch();
      return local.record(id);
    },
  };
  return {
    repository,
    land: ({ workshop }, updates) => pushRefs({ run, workshop, lens, fetch }, remote, updates),
  };
}

/** What is asked for by name comes, and nothing beside it. */
const FETCH = ['fetch', '-q', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance'] as const;

interface Bringing {
  run: RunGit;
  lens: string;
  local: Repository;
}

/** A name that no branch has, so that nothing sweeps up meanwhile what was brought. */
const broughtAs = (ref: string): string => `${BROUGHT}${ref.slice('refs/'.length)}`;
const BROUGHT = 'refs/remotes/brought/';

async function bringRef(
  { run, lens, local }: Bringing,
  remote: Remote,
  ref: string,
): Promise<string | undefined> {
  const commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref) ? ref : undefined;
  if (commit === undefined) requireBringable(ref);
  const here = commit && (await local.resolve(commit));
  if (here !== undefined) return here;
  const name = commit === undefined ? broughtAs(ref) : `${BROUGHT}commits/${commit}`;
  const done = await run({
    gitDir: lens,
    args: [...FETCH, remote.url, `+${ref}:${name}`],
    env: transport(remote),
    accept: [0, 1, 128],
  });
  if (done.exit === 0) return local.resolve(name);
  // Of an id: swept up meanwhile, or no commit.
  if (
    /couldn't find remote ref|not our ref|Server does not allow request for unadvertised object/.test(
      done.stderr,
    )
  )
    return undefined;
  throw fetchFailed(done.stderr);
}

async function bringBelow(
  { run, lens, local }: Bringing,
  remote: Remote,
  prefix: string,
): Promise<ReadonlyMap<string, string>> {
  requireBringable(`${prefix}one`);
  const below = broughtAs(prefix);
  const done = await run({
    gitDir: lens,
    args: [...FETCH, '--prune', remote.url, `+${prefix}*:${below}*`],
    env: transport(remote),
    accept: [0, 1, 128],
  });
  if (done.exit !== 0) throw fetchFailed(done.stderr);
  const found = await local.refs(below);
  return new Map([...found].map(([name, at]) => [`refs/${name.slice(BROUGHT.length)}`, at]));
}

/** A name becomes part of a refspec: nothing but plain names, of branches and of pull requests. */
function requireBringable(ref: string): void {
  const plain = /^refs\/(?:pull\/[1-9]\d{0,9}\/head|heads\/[^\s~^:?*[\\\p{Cc}]+)$/u;
  if (plain.test(ref) && !/\.\.|@\{|\/\/|\/$|\.lock(?:\/|$)|(?:^|\/)\./.test(ref)) return;
  throw new Fault(
    'usage',
    'not-a-ref',
    `${JSON.stringify(ref.slice(0, 200))} is no branch`,
    'Name it whole.',
  );
}

/** Brings plans, records and the default branch up to date. @returns the name of the default branch */
async function fetchPlans(run: RunGit, lens: string, remote: Remote): Promise<string> {
  const branch = await remote.defaultBranch();
  const shallow = await run({ gitDir: lens, args: ['rev-parse', '--is-shallow-repository'] });
  if (line(shallow.stdout) === 'true') {
    throw new Fault(
      'configuration',
      'shallow-clone',
      'this checkout has no history, and who wrote a plan cannot be told without it',
      'actions/checkout with `fetch-depth: 0`.',
    );
  }
  const done = await run({
    gitDir: lens,
    args: [
      ...FETCH,
      '--prune',
      remote.url,
      '+refs/planfile/*:refs/planfile/*',
      '+refs/heads/plan/*:refs/heads/plan/*',
      `+refs/heads/${branch}:refs/remotes/origin/${branch}`,
    ],
    env: transport(remote),
    accept: [0, 1, 128],
  });
  if (done.exit !== 0) throw fetchFailed(done.stderr);
  return branch;
}

function fetchFailed(stderr: string): Fault {
  const said = stderr.split('\n').find((one) => /fatal|error|remote:/.test(one)) ?? stderr;
  const short = said.trim().slice(0, 300);
  if (/Authentication failed|could not read Username|403|401/.test(stderr)) {
    return new Fault(
      'credentials',
      'remote-credentials',
      `the remote does not let this token read: ${short}`,
      'Give the token `contents: read` at least.',
    );
  }
  return new Fault(
    'service',
    'remote-unreachable',
    `the remote could not be read: ${short}`,
    'Run it again.',
  );
}
