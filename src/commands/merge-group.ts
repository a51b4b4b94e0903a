/**
 * A merge group passes where it is nothing but the clean merge of heads that each passed (github.md G9): nothing is reviewed anew. The
 * queue builds one entry upon the other, as a merge, a squash or a rebase of any number of commits, and names its branch after the pull
 * request and the commit that it is built on. Anybody can type such names: they say what to look up, and each tree is merged again here.
 */
import type { Asked } from '../lifecycle/asked.ts';
import type { Target } from '../outcomes/target.ts';
import type { CommitFacts, Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import type { PullCheckWord } from '../review/pull-check.ts';
import { ask } from './asking.ts';
import { type GroupName, groupName, passGuards, type StandingCheck } from './pull-checks.ts';
import { isBelow, saidOf } from './said-of-head.ts';

type GroupPorts = Pick<Ports, 'git' | 'forge'>;

/** One entry of the queue: what one pull request adds to what was there before. */
export interface GroupCase {
  number: number;
  /** Its head, as it is now, passed for this base; undefined: there is no pull request of that number. */
  passed: Asked<boolean> | undefined;
  /** What checks of plans say of that head, and the plan on whose own branch it is. */
  plans: readonly StandingCheck[];
  own: string | undefined;
  /** The commit on which it passed is below what the entry is built on; also where it did not pass. */
  based: boolean;
  /** Its commits on top of what it is built on are one merge of that head, or have one parent each. */
  alone: boolean;
  /** The tree that its head gives, merged with what the entry is built on; undefined: they conflict. */
  merged: string | undefined;
  tree: string;
  /** What it is built on; undefined: something of which nobody can tell where it comes from. */
  onto: 'base' | 'entry' | undefined;
}
export type GroupGuard = (one: GroupCase) => string | undefined;

/** In order, for each entry; the first that objects is the reason. */
export const groupGuards: Readonly<Record<string, GroupGuard>> = {
  'the forge can be asked': ({ number, passed }) =>
    passed !== undefined && 'unknown' in passed
      ? `whether #${number} passed could not be asked (${passed.unknown}): re-run the job`
      : undefined,

  'its head passed': ({ number, passed }) => {
    if (passed === undefined) return `there is no pull request #${number}`;
    return 'known' in passed && !passed.known ? `#${number} has no passed review of its head` : undefined;
  },
  'no plan says otherwise of that head': ({ number, plans, own }) => {
    const why = Object.values(passGuards).flatMap((guard) => guard({ plans, own }) ?? [])[0];
    return why && `#${number} does not pass: ${why}`;
  },

  // Else the base was taken back, or is another branch: what was there then comes in as well, and nobody read it as a change.
  'the base on which it passed is still there': ({ number, based }) =>
    based ? undefined : `#${number} passed on a base that is gone, and brings in more than was reviewed`,

  'nothing else came with it': ({ number, alone }) =>
    alone ? undefined : `the group has commits beside those of #${number}`,
  'it is the clean merge of that head': ({ number, merged, tree }) =>
    merged === tree ? undefined : `what the group has of #${number} is not its clean merge`,
  'what it is built on is known': ({ number, onto }) =>
    onto === undefined
      ? `what #${number} is built on is neither on the base nor another entry of the queue`
      : undefined,
};

/** Each entry asks the forge four to six times, and it lets a job ask about a thousand times an hour (github.md G17). */
const MOST_ENTRIES = 100;

export async function groupCheck(
  target: Pick<Target, 'head' | 'ref'>,
  ports: GroupPorts,
  guards: readonly GroupGuard[] = Object.values(groupGuards),
): Promise<PullCheckWord> {
  const { repository } = ports.git;
  const doubt = (why: string): PullCheckWord => ({
    conclusion: 'action_required',
    title: `not reviewed: ${why}`.slice(0, 1_000),
  });
  const named = groupName(target.ref);
  if (named === undefined) return doubt('nobody can tell which branch the group is for');
  const others = await repository.bringBelow(`refs/heads/gh-readonly-queue/${named.base}/`);
  // After the others: what was merged meanwhile is no entry any more, and on the base.
  const base = await repository.bring(`refs/heads/${named.base}`);
  if (base === undefined) return doubt(`there is no branch ${named.base}`);

  await using workshop = await ports.git.workshop();
  const place = { base, others, workshop, ports };
  const numbers: number[] = [];
  for (let entry: Entry | undefined = { ...named, tip: target.head }; entry !== undefined; ) {
    if (numbers.length === MOST_ENTRIES) return doubt(`more than ${MOST_ENTRIES} entries are built on one`);
    const onto = await ontoOf(entry, place);
    const one = await caseOf(entry, onto, place);
    for (const guard of guards) {
      const why = guard(one);
      if (why !== undefined) return doubt(why);
    }
    numbers.unshift(entry.number);
    entry = typeof onto === 'object' ? onto : undefined;
  }
  return {
    conclusion: 'success',
    title: `the clean merge of what passed: ${numbers.map((number) => `#${number}`).join(', ')}`,
  };
}

interface Entry extends GroupName {
  tip: string;
}

interface Place {
  /** Where the branch is now that the group is for. */
  base: string;
  /** The queue's branches for it. */
  others: ReadonlyMap<string, string>;
  workshop: Workshop;
  ports: GroupPorts;
}

/** The entry that has built what this one is built on, unless that is on the base. */
async function ontoOf(
  { onto, base: name }: Entry,
  { base, others, ports: { git } }: Place,
): Promise<Entry | 'base' | undefined> {
  if ((await git.repository.resolve(onto)) === undefined) return undefined;
  if (await git.repository.isAncestor(onto, base)) return 'base';
  const found = [...others].flatMap(([ref, tip]) => {
    const named = groupName(ref.slice('refs/heads/'.length));
    return tip === onto && named?.base === name ? [{ ...named, tip }] : [];
  });
  return found[0];
}

async function caseOf(
  { number, base, onto, tip }: Entry,
  below: Entry | 'base' | undefined,
  { workshop, ports: { git, forge } }: Place,
): Promise<GroupCase> {
  const tree = await git.repository.treeOf(tip);
  const none: GroupCase = {
    number,
    passed: { known: false },
    plans: [],
    own: undefined,
    based: true,
    alone: false,
    merged: undefined,
    tree,
    onto: kindOf(below),
  };
  const pull = await forge.pulls.get(number);
  if (pull === undefined) return { ...none, passed: undefined };
  const head = await git.repository.bring(`refs/pull/${number}/head`);
  if (head !== pull.head || (await git.repository.resolve(onto)) === undefined) return none;
  const alone = isAlone(await git.repository.between([onto], tip), { onto, head });
  const left = await git.repository.mergeBase(onto, head);
  const merged = await workshop.recompute(onto, left, head);
  const made = { ...none, alone, merged: 'tree' in merged ? merged.tree : undefined };
  const said = await ask(() => saidOf({ ...pull, base }, { git, forge }));
  if ('unknown' in said) return { ...made, passed: said };
  const { word, ...others } = said.known;
  const passed = word?.conclusion === 'success';
  const based = !passed || (await isBelow(word.base, onto, git));
  return { ...made, passed: { known: passed }, ...others, based };
}

const kindOf = (onto: Entry | 'base' | undefined): GroupCase['onto'] =>
  typeof onto === 'object' ? 'entry' : onto;

/** As GitHub makes an entry: a merge commit; one commit for all; or a copy of each. No other history comes in beside the head's. */
function isAlone(commits: readonly CommitFacts[], { onto, head }: { onto: string; head: string }): boolean {
  if (commits[0]?.parents[0] !== onto) return false;
  const [, second, ...more] = commits[0].parents;
  const merges = commits.length === 1 && second === head && more.length === 0;
  return merges || commits.every(({ parents }) => parents.length === 1);
}
