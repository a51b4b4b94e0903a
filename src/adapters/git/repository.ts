/** The user's repository, read only: objects and refs through the lens, HEAD and work trees from the repository itself. */
import { Fault } from '../../ports/fault.ts';
import type { Repository, StoredRecord } from '../../ports/git.ts';
import { attributesAt } from './attributes.ts';
import type { Found } from './found.ts';
import type { ObjectSource } from './object-source.ts';
import { id, line, lines, objectReader, splitZ } from './objects.ts';
import { RECORD_FILE, recordRef, recordText, requireRecord } from './record.ts';
import type { RunGit } from './spawn.ts';
import { surveyor } from './survey.ts';

export function repositoryReader(run: RunGit, lens: string, found: Found, source: ObjectSource): Repository {
  const objects = objectReader(run, lens, source);
  const { head, checkedOutAt } = whereabouts(run, found);

  const resolve = (ref: string) => resolveCommit(run, lens, ref, source);

  const refs = async (prefix: string): Promise<Map<string, string>> => {
    const { stdout } = await run({
      gitDir: lens,
      args: ['for-each-ref', '--format=%(refname) %(objectname)', '--', prefix],
    });
    return new Map(lines(stdout).map((one) => one.split(' ') as [string, string]));
  };

  const readRecords = async (tips: ReadonlyMap<string, string>): Promise<Map<string, StoredRecord>> => {
    const names = [...tips.values()].map((tip) => `${tip}:${RECORD_FILE}`);
    const found = await source.read(names).catch(async (error: unknown) => {
      for (const [plan, tip] of tips) await requireRecord(run, lens, plan, tip);
      throw error;
    });
    return new Map(
      [...tips].map(([plan, tip], index) => [plan, { tip, text: recordText(plan, found[index]!) }]),
    );
  };

  const mergeBases = async (one: string, other: string): Promise<string[]> => {
    const args = ['merge-base', '--all', id(one), id(other)];
    const { stdout } = await run({ gitDir: lens, args, accept: [0, 1] });
    const bases = lines(stdout);
    if (bases.length < 2) return bases;
    // As git orders them, by their dates, but of the same second always in the same order.
    const sorted = await run({
      gitDir: lens,
      args: ['rev-list', '--no-walk=sorted', ...bases.toSorted()],
    });
    return lines(sorted.stdout);
  };

  return {
    gitDir: found.commonDir,
    root: found.root,
    ...objects,
    ...surveyor(run, lens, objects),
    head,
    checkedOutAt,
    resolve,
    bring: resolve,
    bringBelow: refs,
    refs,
    attributes: (commit, asked) => attributesAt({ run, gitDir: lens }, commit, asked),
    async defaultCommit() {
      return (await resolve('refs/remotes/origin/HEAD')) ?? (await head()).commit;
    },
    async commit(name) {
      const found = await resolve(name);
      return found === undefined ? undefined : (await objects.facts([found]))[0];
    },
    async history(commit, path) {
      const { stdout } = await run({
        gitDir: lens,
        args: ['rev-list', '--topo-order', '--full-history', id(commit), '--', path],
      });
      return objects.facts(lines(stdout));
    },
    async isAncestor(ancestor, descendant) {
      const { exit } = await run({
        gitDir: lens,
        args: ['merge-base', '--is-ancestor', id(ancestor), id(descendant)],
        accept: [0, 1],
      });
      return exit === 0;
    },
    async mergeBase(one, other) {
      const bases = await mergeBases(one, other);
      return bases.length === 1 ? bases[0] : undefined;
    },
    mergeBases,
    async records() {
      const all = await refs(recordRef(''));
      const tips = [...all].map(([ref, tip]) => [ref.slice(recordRef('').length), tip] as const);
      return readRecords(new Map(tips.filter(([plan]) => !plan.includes('/'))));
    },
    async record(plan) {
      // Not resolved to a commit: what is there and is none must not look as if nothing were there.
      const tip = (await refs(recordRef(plan))).get(recordRef(plan));
      return tip === undefined ? undefined : (await readRecords(new Map([[plan, tip]]))).get(plan);
    },
  };
}

/** Exact names only: git's own guessing would take `refs/heads/x` for `refs/heads/refs/heads/x`. */
async function resolveCommit(
  run: RunGit,
  gitDir: string,
  ref: string,
  source: ObjectSource,
): Promise<string | undefined> {
  let object: string | undefined = ref;
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref)) {
    if (!ref.startsWith('refs/')) {
      throw new Fault(
        'usage',
        'not-a-ref',
        `${JSON.stringify(ref)} is no full ref name.`,
        'Name it from refs/ on.',
      );
    }
    const shown = await run({
      gitDir,
      args: ['show-ref', '--verify', '--hash', '--', ref],
      accept: [0, 1, 128],
    });
    object = shown.exit === 0 ? lines(shown.stdout)[0] : undefined;
  }
  if (object === undefined) return undefined;
  return (await source.find(`${object}^{commit}`))?.id;
}

/** What only the repository itself knows: its HEAD, and which branches its work trees have checked out. */
function whereabouts(run: RunGit, found: Found): Pick<Repository, 'head' | 'checkedOutAt'> {
  return {
    async head() {
      const [name, at] = await Promise.all([
        run({ gitDir: found.gitDir, args: ['symbolic-ref', '--quiet', 'HEAD'], accept: [0, 1] }),
        run({
          gitDir: found.gitDir,
          args: ['rev-parse', '--quiet', '--verify', 'HEAD^{commit}'],
          accept: [0, 1, 128],
        }),
      ]);
      const branch = name.exit === 0 ? line(name.stdout).replace(/^refs\/heads\//, '') : undefined;
      return { branch, commit: at.exit === 0 ? line(at.stdout) : undefined };
    },
    async checkedOutAt(branch) {
      const { stdout } = await run({
        gitDir: found.commonDir,
        args: ['worktree', 'list', '--porcelain', '-z'],
      });
      const all = splitZ(stdout).map((part) => part.toString('utf8'));
      const at = all.indexOf(`branch refs/heads/${branch}`);
      const tree = all.slice(0, Math.max(0, at)).findLast((part) => part.startsWith('worktree '));
      return tree?.slice('worktree '.length);
    },
  };
}
