/**
 * A remote that is nothing but refs and commits, served the way git does: a push reads what is there, and later moves all refs if
 * they are still that, or none. The shipped `pushRefs` and `appendSteps` work on it through a git of few words.
 */
import { createHash } from 'node:crypto';
import type { Landed } from '../../src/adapters/git/land.ts';
import { type PushPlace, pushRefs } from '../../src/adapters/git/remote-push.ts';
import type { RunGit } from '../../src/adapters/git/spawn.ts';
import { recordRef } from '../../src/commands/record.ts';
import { Fault } from '../../src/ports/fault.ts';
import type { RefUpdate } from '../../src/ports/git.ts';
import type { Turns } from './interleaving.ts';

export interface ModelCommit {
  id: string;
  parents: readonly string[];
  message: string;
  /** Path to content. A record is one file. */
  files: Readonly<Record<string, string>>;
}

export interface ModelRemote {
  refs: Map<string, string>;
  commits: Map<string, ModelCommit>;
  commit(commit: Omit<ModelCommit, 'id'>): string;
  /** Along first parents, the youngest first. */
  chain(tip: string): ModelCommit[];
  isAncestor(old: string, young: string): boolean;
  /** Told of every move of a ref. */
  watch(move: (ref: string, from: string | undefined, to: string) => void): void;
}

export const sha = (text: string): string => createHash('sha1').update(text).digest('hex');

export function modelRemote(): ModelRemote {
  const commits = new Map<string, ModelCommit>();
  const watchers: ((ref: string, from: string | undefined, to: string) => void)[] = [];
  const refs = new (class extends Map<string, string> {
    override set(ref: string, to: string): this {
      const from = this.get(ref);
      super.set(ref, to);
      if (from !== to) for (const watcher of watchers) watcher(ref, from, to);
      return this;
    }
  })();
  const isAncestor = (old: string, young: string): boolean => {
    const seen = new Set<string>();
    const open = [young];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === old) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(commits.get(next)?.parents ?? []));
    }
    return false;
  };
  return {
    refs,
    commits,
    isAncestor,
    watch: (move) => void watchers.push(move),
    commit(commit) {
      const id = sha(JSON.stringify(commit));
      commits.set(id, { id, ...commit });
      return id;
    },
    chain(tip) {
      const found: ModelCommit[] = [];
      for (let at: string | undefined = tip; at !== undefined; at = commits.get(at)?.parents[0])
        found.push(commits.get(at)!);
      return found;
    },
  };
}

/** How refs are moved; `blindly` is the broken twin. */
export type Push = (place: PushPlace, updates: readonly RefUpdate[]) => Promise<Landed>;

const nowhere = {
  url: 'http://remote.invalid/x.git',
  token: '',
  defaultBranch: async () => 'main',
  environment: {},
};
export const compareAndSwap: Push = (place, updates) => pushRefs(place, nowhere, updates);
/** What `git push --force` would do: whatever is there now is overwritten. */
export const blindly: Push = async ({ run }, updates) => {
  const args = ['push', '--force', '--atomic', nowhere.url, ...updates.map(({ ref, to }) => `${to}:${ref}`)];
  await run({ args });
  return { landed: true };
};

/** A push counts as lost where its commit is not the tip when the refs are read back. */
export const believedOnlyAtTheTip: Push = async ({ run, fetch, lens }, updates) => {
  const leases = updates
    .filter(({ from }) => from === undefined)
    .map(({ ref }) => `--force-with-lease=${ref}:`);
  const refspecs = updates.map(({ ref, to }) => `${to}:${ref}`);
  await run({ args: ['push', '--atomic', ...leases, nowhere.url, ...refspecs] });
  await fetch();
  const now = String((await run({ gitDir: lens, args: ['for-each-ref'] })).stdout);
  const moved = updates.filter(({ ref, to }) => !now.includes(`${ref} ${to}`)).map(({ ref }) => ref);
  return moved.length === 0 ? { landed: true } : { landed: false, moved };
};

/** One job's checkout: a mirror of the remote's refs, and the moments at which it talks to it. */
export function checkout(remote: ModelRemote, job: string, turns: Turns, push: Push) {
  let mirror = new Map<string, string>();
  const fetch = async (): Promise<void> => {
    if ((await turns.take(job, 'fetch', ['unreachable'])) !== 'go')
      throw new Fault('service', 'remote-unreachable', 'the remote could not be read', 'Run it again.');
    mirror = new Map(remote.refs);
  };
  const answer = (exit: number, stdout = '') => ({ exit, stdout: Buffer.from(stdout), stderr: '' });

  const send = async (args: readonly string[]) => {
    const force = args.includes('--force');
    const leases = new Map(
      args.flatMap((arg) => {
        const lease = /^--force-with-lease=(.*?):(.*)$/.exec(arg);
        return lease ? [[lease[1]!, lease[2]!] as const] : [];
      }),
    );
    const wanted = args.flatMap((arg) => {
      const spec = /^([0-9a-f]{40}):(refs\/.*)$/.exec(arg);
      return spec ? [{ to: spec[1]!, ref: spec[2]! }] : [];
    });
    if ((await turns.take(job, 'connect', ['unreachable'])) !== 'go') return answer(128);
    const seen = wanted.map(({ ref, to }) => ({ ref, to, from: remote.refs.get(ref) }));
    const allowed = ({ ref, to, from }: { ref: string; to: string; from: string | undefined }) => {
      if (force) return true;
      if (leases.has(ref)) return (from ?? '') === leases.get(ref);
      return from === undefined || remote.isAncestor(from, to);
    };
    if (!seen.every(allowed)) return answer(1, '! [rejected] (fetch first)');
    return await new Promise<ReturnType<typeof answer>>((resolve) => {
      const apply = (how: string): void => {
        if (how === 'vanish') return;
        if (how === 'cut') {
          // Who pushed hears that it failed; the server has it all the same, and may do it at any time, or never.
          resolve(answer(128));
          turns.later(job, 'apply late', ['vanish'], apply);
          return;
        }
        const still = force || seen.every(({ ref, from }) => remote.refs.get(ref) === from);
        if (still) for (const { ref, to } of seen) remote.refs.set(ref, to);
        if (how === 'answer-lost') resolve(answer(128));
        else resolve(still ? answer(0) : answer(1, '! [remote rejected] (failed to update ref)'));
      };
      turns.later(job, 'apply', ['cut', 'answer-lost'], apply);
    });
  };

  const run: RunGit = async ({ args }) => {
    if (args[0] === 'push') return await send(args);
    if (args[0] === 'for-each-ref')
      return answer(0, [...mirror].map(([ref, id]) => `${ref} ${id}\n`).join(''));
    if (args[0] === 'merge-base') return answer(remote.isAncestor(args.at(-2)!, args.at(-1)!) ? 0 : 1);
    throw new Error(`the model knows no git ${args[0]}`);
  };
  return {
    repository: {
      async record(plan: string) {
        await fetch();
        const tip = mirror.get(recordRef(plan));
        return tip === undefined ? undefined : { tip, text: remote.commits.get(tip)!.files['record.jsonl']! };
      },
      resolve: async (ref: string) => mirror.get(ref),
    },
    workshop: {
      recordCommit: async (text: string, parents: readonly string[], message: string) =>
        remote.commit({ files: { 'record.jsonl': text }, parents, message }),
      land: (updates: readonly RefUpdate[]) => push({ run, workshop: 'shop', lens: 'lens', fetch }, updates),
    },
    fetch,
  };
}
export type Checkout = ReturnType<typeof checkout>;
