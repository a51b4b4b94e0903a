/** What lets a merge pass: GitHub's own rule over reviews and checks (github.md G2, G8). */
import picomatch from 'picomatch';
import { atLeast, roleOf } from '../permissions.ts';
import type { Account, CheckRun, Protection, Pull, Repository, Review, Ruleset } from '../world.ts';

export function protectionsOf(repository: Repository, branch: string): Protection[] {
  return repository.protections.filter((protection) =>
    picomatch.isMatch(branch, protection.branch, { dot: true }),
  );
}

/** The newest check run of a name (and App) on a commit: the only one that counts. */
function latestCheck(
  repository: Repository,
  sha: string,
  name: string,
  appId?: number,
): CheckRun | undefined {
  return repository.checks.findLast(
    (run) => run.sha === sha && run.name === name && (appId === undefined || run.app.id === appId),
  );
}

/** `neutral` and `skipped` satisfy a required check: the trap of github.md G2. */
const PASSING = new Set(['success', 'neutral', 'skipped']);

/** Why the pull request may not be merged, in GitHub's words; empty when it may. */
export function unmet(pull: Pull): string[] {
  const { repository } = pull.issue;
  const missing = missingChecks(repository, pull.base.ref, pull.head.sha);
  const others = protectionsOf(repository, pull.base.ref).flatMap(({ pullRequest }) => {
    const missing: string[] = [];
    const needed = pullRequest?.approvals ?? 0;
    const { approvals, objections } = opinions(pull);
    if (objections.length > 0) missing.push('Changes have been requested.');
    if (approvals.length < needed) {
      missing.push(
        `At least ${needed} approving review${needed === 1 ? ' is' : 's are'} required by reviewers with write access.`,
      );
    }
    return missing;
  });
  return [...missing, ...others];
}

/** The required checks of a branch that a commit lacks: of a pull request's head, or of a merge group. */
export function missingChecks(repository: Repository, branch: string, sha: string): string[] {
  return protectionsOf(repository, branch).flatMap(({ checks = [] }) =>
    checks.flatMap(({ name, app }) => {
      const run = latestCheck(repository, sha, name, app?.id);
      if (!run) return [`Required status check "${name}" is expected.`];
      return PASSING.has(run.conclusion ?? '') ? [] : [`Required status check "${name}" is failing.`];
    }),
  );
}

/** The last word of each reviewer who may write; comments and dismissed reviews are no word. */
function opinions(pull: Pull): { approvals: Review[]; objections: Review[] } {
  const last = new Map<unknown, Review>();
  for (const review of pull.reviews) {
    const hasSaid = review.state === 'APPROVED' || review.state === 'CHANGES_REQUESTED';
    if (hasSaid && atLeast(roleOf(pull.issue.repository, review.author), 'write'))
      last.set(review.author, review);
  }
  const words = [...last.values()];
  return {
    approvals: words.filter(({ state }) => state === 'APPROVED'),
    objections: words.filter(({ state }) => state === 'CHANGES_REQUESTED'),
  };
}

type Deed = 'create' | 'update' | 'force' | 'delete';

/** What a ruleset says to each kind of change of a ref that it forbids. */
export function rulesetMessages({ rules }: Pick<Ruleset, 'rules'>): Partial<Record<Deed, string>> {
  const has = (name: Ruleset['rules'][number], message: string) =>
    rules.includes(name) ? message : undefined;
  const byPull = has('pull_request', 'Changes must be made through a pull request.');
  const said = {
    create: has('creation', 'Cannot create ref due to creations being restricted.'),
    update: has('update', 'Cannot update this protected ref.') ?? byPull,
    force: has('non_fast_forward', 'Cannot force-push to this branch'),
    delete: has('deletion', 'Cannot delete this branch'),
  };
  return Object.fromEntries(Object.entries(said).filter(([, message]) => message !== undefined));
}

/** The first rule that forbids somebody to do this to a ref; a forced move is an update too. */
export function ruleAgainst(
  repository: Repository,
  by: Account,
  ref: string,
  does: Deed,
): string | undefined {
  const inForce = repository.rulesets.filter(
    ({ refs, bypass }) =>
      !bypass.includes(by) && refs.some((glob) => picomatch.isMatch(ref, glob, { dot: true })),
  );
  return inForce
    .map(rulesetMessages)
    .map((said) => (does === 'force' ? (said.update ?? said.force) : said[does]))
    .find((message) => message !== undefined);
}
