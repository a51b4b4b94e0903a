/** Where a change that is reviewed begins and ends, as commits and trees; and whose policy and attributes count for it. */
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Repository, Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { treeAtHand } from './tree-at-hand.ts';

export interface Compared {
  /** A branch, a tag, a full ref name or a full commit id: what the change would go to. */
  base: string;
  /** The same; undefined: the working tree as it is now. */
  head: string | undefined;
}

export interface Place {
  /** The commit where the change left its base, and the tree that it ends in. */
  base: string;
  tree: string;
  /** The commit of that tree; null: a working tree that differs from its commit. */
  head: string | null;
  /** The branch that is reviewed, where one was named or is checked out. */
  branch: string | undefined;
  notes: string[];
}

/** What is compared, as commits: of a working tree the one that is checked out. */
export interface Ends {
  target: string;
  commit: string;
}

export async function endsOf({ base, head }: Compared, repository: Repository): Promise<Ends> {
  const target = await commitNamed(repository, base);
  const commit = head === undefined ? (await repository.head()).commit : await commitNamed(repository, head);
  if (commit !== undefined) return { target, commit };
  throw new Fault('usage', 'no-commits', 'the repository has no commit yet', 'Commit something first.');
}

/** Policy and attributes are the default branch's. Where that is the change itself, as in a repository of its own: the base's. */
export async function trustedCommit({ target, commit }: Ends, repository: Repository): Promise<string> {
  const known = await repository.defaultCommit();
  if (known === undefined) return target;
  const ofChange =
    (await repository.isAncestor(known, commit)) && !(await repository.isAncestor(known, target));
  return ofChange ? target : known;
}

export async function placeOf(
  { base, head }: Compared,
  { target, commit }: Ends,
  policy: Policy,
  workshop: Workshop,
  { git, files }: Pick<Ports, 'git' | 'files'>,
): Promise<Place> {
  const { repository } = git;
  const notes: string[] = [];
  const left = await repository.mergeBase(target, commit);
  if (left === undefined)
    notes.push(`${base} and the change have no single common ancestor: compared with ${base} itself`);
  const from = { base: left ?? target, notes };
  if (head !== undefined) {
    return { ...from, tree: await repository.treeOf(commit), head: commit, branch: branchName(head) };
  }
  const { root } = repository;
  if (root === undefined) {
    throw new Fault(
      'usage',
      'head-missing',
      'there is no working tree here to review',
      `planfile review --base ${base} --head <branch>`,
    );
  }
  const tree = await treeAtHand({ root, commit, limits: policy.limits }, workshop, { git, files });
  notes.push(...tree.notes);
  const clean = tree.id === (await repository.treeOf(commit));
  const { branch } = await repository.head();
  return { ...from, tree: tree.id, head: clean ? commit : null, branch };
}

const branchName = (ref: string): string =>
  ref.replace(/^refs\/heads\//, '').replace(/^(?:refs\/remotes\/)?origin\//, '');

/** As people name commits, with `~2` or `^` after it; never by git's own guessing, which would find more than one thing. */
async function commitNamed(
  repository: Pick<Repository, 'resolve' | 'head' | 'commit'>,
  asked: string,
): Promise<string> {
  const [, name = '', steps = ''] = /^(.*?)((?:\^|~\d{0,4})*)$/s.exec(asked) ?? [];
  let commit = await resolved(repository, name);
  for (const [step] of steps.matchAll(/\^|~\d*/g)) {
    const back = step === '^' || step === '~' ? 1 : Number(step.slice(1));
    for (let i = 0; i < back && commit !== undefined; i += 1)
      commit = (await repository.commit(commit))?.parents[0];
  }
  if (commit !== undefined) return commit;
  throw new Fault(
    'usage',
    'ref-unknown',
    `there is no branch, tag or commit ${JSON.stringify(asked.slice(0, 200))} here`,
    'Name HEAD, a branch, a remote branch (origin/main), a tag, or a whole commit id, with ~1 for the one before; fetch it first where it is not here.',
  );
}

async function resolved(
  repository: Pick<Repository, 'resolve' | 'head'>,
  name: string,
): Promise<string | undefined> {
  if (name === 'HEAD') return (await repository.head()).commit;
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name) || name.startsWith('refs/'))
    return await repository.resolve(name);
  for (const prefix of ['refs/heads/', 'refs/remotes/', 'refs/tags/', 'refs/remotes/origin/']) {
    const found = await repository.resolve(`${prefix}${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
