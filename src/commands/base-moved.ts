/** What changed on the base under a phase's paths since people said yes to it: they looked at something else (issue of staleness). */
import type { Asked } from '../lifecycle/asked.ts';
import { matches } from '../outcomes/paths.ts';
import type { Plan } from '../plan/plan.ts';
import type { Forge, Push } from '../ports/forge.ts';
import type { Repository } from '../ports/git.ts';
import { ask, once } from './asking.ts';
import { branchRef } from './where.ts';

export type Changed = Asked<Readonly<Record<string, readonly string[]>>>;

export interface BaseMoved {
  /** Since a moment, by the forge's clock (ISO time). */
  since(at: string): Promise<Changed>;
  /** Since a commit of the default branch. */
  sinceCommit(commit: string): Promise<Changed>;
}

/** The base is what a phase would be built on: the default branch, or where the plan's branch left it. */
export async function baseMovedFor(
  plan: Plan,
  defaultBranch: string,
  { forge, git: { repository } }: { forge: Forge; git: { repository: Repository } },
): Promise<BaseMoved> {
  const base = await baseOf(plan, repository);
  const pushes = once(() => ask(() => recent(forge, defaultBranch)));

  async function sinceCommit(commit: string): Promise<Changed> {
    if (base === undefined || (await repository.resolve(commit)) === undefined) return { unknown: UNKNOWN };
    if (await repository.isAncestor(base, commit)) return { known: {} };
    const changes = await repository.changes(commit, base);
    const files = changes.map(({ path }) => path);
    return {
      known: Object.fromEntries(
        plan.phases.map(({ id, paths }) => [id, files.filter((file) => matches(file, paths))]),
      ),
    };
  }

  return {
    sinceCommit,
    async since(at) {
      const known = await pushes('all');
      if ('unknown' in known) return known;
      // The first push after that moment says what stood there before it.
      const next = known.known.findLast((push) => Date.parse(push.at) >= Date.parse(at));
      if (next === undefined) return { known: {} };
      return next.before === undefined ? { unknown: UNKNOWN } : sinceCommit(next.before);
    },
  };
}

const UNKNOWN =
  'what the default branch was at that moment cannot be told (it was made, renamed or rewritten since): say it anew';

async function baseOf(plan: Plan, repository: Repository): Promise<string | undefined> {
  const main = await repository.defaultCommit();
  const tip = await repository.resolve(branchRef(plan.id));
  return main === undefined || tip === undefined ? main : repository.mergeBase(main, tip);
}

/** Newest first. As much as approvals can need: a busy branch has thousands a month. */
async function recent(forge: Forge, branch: string): Promise<Push[]> {
  const pushes: Push[] = [];
  for await (const push of forge.origins.pushes(branch)) pushes.push(push);
  return pushes;
}
