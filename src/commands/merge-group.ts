/**
 * A merge group passes where it is nothing but the clean merge of heads that each passed (github.md G9): nothing is reviewed anew. Which
 * pull requests are in it is told by names that anybody can type, so each is merged again here, and the trees are compared.
 */
import type { Target } from '../outcomes/target.ts';
import type { CommitFacts } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import type { PullCheckWord } from '../review/pull-check.ts';
import { ask } from './asking.ts';
import { baseOfGroup, reviewId } from './pull-checks.ts';

type GroupPorts = Pick<Ports, 'git' | 'forge'>;

/** One pull request of the group. */
export interface GroupCase {
  number: number | undefined;
  passed: boolean;
  /** The tree that its head gives, merged onto what came before; undefined: they conflict. */
  merged: string | undefined;
  tree: string;
}
export type GroupGuard = (one: GroupCase) => string | undefined;

/** In order; the first that objects is the reason. */
export const groupGuards: Readonly<Record<string, GroupGuard>> = {
  'a pull request brought it': ({ number }) =>
    number === undefined ? 'a commit of the group is of no pull request' : undefined,
  'its head passed': ({ number, passed }) =>
    passed ? undefined : `#${number} has no passed review of its head`,
  'it is the clean merge of that head': ({ number, merged, tree }) =>
    merged === tree ? undefined : `what the group has of #${number} is not its clean merge`,
};

export async function groupCheck(
  target: Pick<Target, 'head' | 'base' | 'ref'>,
  ports: GroupPorts,
  guards: readonly GroupGuard[] = Object.values(groupGuards),
): Promise<PullCheckWord> {
  const { repository } = ports.git;
  const commits = await repository.between([target.base], target.head);
  const doubt = (why: string): PullCheckWord => ({
    conclusion: 'action_required',
    title: `not reviewed: ${why}`.slice(0, 1_000),
  });
  if (commits.length === 0) return doubt('the group holds nothing that the base lacks');
  const base = baseOfGroup(target.ref);
  if (base === undefined) return doubt('nobody can tell which branch the group is for');
  const last = /\/pr-(\d{1,9})-[0-9a-f]+$/.exec(target.ref ?? '')?.[1];
  await using workshop = await ports.git.workshop();
  const numbers: number[] = [];
  for (const commit of commits) {
    const one = await caseOf(
      { commit, base, known: commit.id === target.head ? last : undefined },
      workshop,
      ports,
    );
    for (const guard of guards) {
      const why = guard(one);
      if (why !== undefined) return doubt(why);
    }
    if (one.number !== undefined) numbers.push(one.number);
  }
  return {
    conclusion: 'success',
    title: `the clean merge of what passed: ${numbers.map((number) => `#${number}`).join(', ')}`,
  };
}

async function caseOf(
  { commit, base, known }: { commit: CommitFacts; base: string; known: string | undefined },
  workshop: Awaited<ReturnType<Ports['git']['workshop']>>,
  { git, forge }: GroupPorts,
): Promise<GroupCase> {
  const number = numberOf(commit.message, known);
  const none = { number, passed: false, merged: undefined, tree: commit.tree };
  const pull = number === undefined ? undefined : await forge.pulls.get(number);
  const [before] = commit.parents;
  if (pull === undefined || before === undefined) return { ...none, number: undefined };
  const head = await git.repository.bring(`refs/pull/${pull.number}/head`);
  if (head !== pull.head) return none;
  const plan = /^plan\/([a-z][a-z0-9-]{0,47})$/.exec(pull.branch)?.[1];
  const { defaultBranch } = await forge.origins.repository();
  // What passed for another base passed as another change; a plan's waves are reviewed for the default branch.
  const ids = [reviewId(base), ...(plan === undefined || base !== defaultBranch ? [] : [`planfile/${plan}`])];
  const checks = await ask(() => Promise.all(ids.map((id) => forge.checks.of(head, id))));
  const passed = 'known' in checks && checks.known.some((check) => check?.conclusion === 'success');
  const left = (await git.repository.mergeBase(before, head)) ?? before;
  const merged = await workshop.recompute(before, left, head);
  return { number, passed, merged: 'tree' in merged ? merged.tree : undefined, tree: commit.tree };
}

/** As GitHub titles merges and squashes; a name to look up, and no more. */
function numberOf(message: string, known: string | undefined): number | undefined {
  const title = message.split('\n')[0] ?? '';
  const found =
    known ?? /^Merge pull request #(\d{1,9})\b/.exec(title)?.[1] ?? /\(#(\d{1,9})\)$/.exec(title)?.[1];
  return found === undefined ? undefined : Number(found);
}
