/**
 * Approvals that need no record because the forge keeps them: what reviews of the plan's pull requests command, and the merges that
 * brought what stands on the default branch. Each becomes the step that the record would have of it.
 */
import { commandsIn } from '../lifecycle/comment-commands.ts';
import type { ApprovalStep } from '../lifecycle/evidence.ts';
import type { ForgeFacts, Merged, Said } from '../lifecycle/forge-facts.ts';
import { evidenceKey, phasesNamed } from '../lifecycle/named-set.ts';
import type { PhaseRef } from '../plan/digest.ts';
import type { Plan } from '../plan/plan.ts';
import type { Pull } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import type { Origins } from './plan-origins.ts';

export type Merges = ReadonlyMap<number, Merged & { mergeCommit?: string }>;

/** The pull requests that brought what stands now, with their reviews. */
export async function mergesOf({ brought }: Origins, { forge }: Pick<Ports, 'forge'>): Promise<Merges> {
  const merges = new Map<number, Merged & { mergeCommit?: string }>();
  for (const pull of [...brought.values()].flatMap(({ pulls }) => pulls)) {
    if (merges.has(pull.number)) continue;
    merges.set(pull.number, { ...pull, reviews: await forge.pulls.reviews(pull.number) });
  }
  return merges;
}

export interface Offer {
  plan: Plan;
  merges: Merges;
  facts: ForgeFacts;
}

/** What reviews of the plan's pull requests command: no workflow can be trusted to tell of them (github.md G4). */
export async function reviewSteps(
  { plan, pulls, merges, facts, origins }: Offer & { pulls: readonly Pull[]; origins: Origins },
  { forge }: Pick<Ports, 'forge'>,
): Promise<ApprovalStep[]> {
  const reviews: Said[] = [...merges.values()].flatMap((pull) => pull.reviews);
  for (const { number, state } of pulls) {
    if (merges.has(number) || state !== 'open') continue;
    reviews.push(...(await forge.pulls.reviews(number)));
  }
  // A review counts for what a phase still says, though another phase was changed since.
  const revisions = [plan.phases, ...origins.revisions];
  return reviews.flatMap((review) => stepsOf(review, plan, facts.repository, [], revisions));
}

/**
 * Withdrawals in comments, asked of the forge itself: a record that somebody rewrote must not hide that a person took their word
 * back. `since` is when the first word that could be withdrawn was given.
 */
export async function revocationsSince(
  since: string | undefined,
  { plan, facts, origins }: Omit<Offer, 'merges'> & { origins: Origins },
  { forge }: Pick<Ports, 'forge'>,
): Promise<ApprovalStep[]> {
  const steps: ApprovalStep[] = [];
  if (since === undefined) return steps;
  for await (const remark of forge.remarks.since(since)) {
    if (!remark.body.includes('/planfile revoke')) continue;
    const asked = stepsOf(remark, plan, facts.repository, [], [plan.phases, ...origins.revisions]);
    steps.push(...asked.filter(({ type }) => type === 'revoke'));
  }
  return steps;
}

/** The steps that a remark asks for, by what the plan says now. */
export function stepsOf(
  remark: Said,
  plan: Plan,
  repository: string,
  likely: readonly (readonly string[])[] = [],
  revisions: readonly (readonly PhaseRef[])[] = [plan.phases],
): ApprovalStep[] {
  return commandsIn(remark.body).flatMap((command): ApprovalStep[] => {
    if (command.kind !== 'decision' || (command.plan !== plan.id && command.plan !== plan.path)) return [];
    const phases = firstOf(revisions, (revision) => phasesNamed(command.digest, revision, likely));
    if (phases === undefined) return [];
    const { kind, on, id, author, createdAt } = remark;
    const { verb } = command;
    return [
      {
        type: verb,
        key: evidenceKey(repository.toLowerCase(), kind, on, id, verb, ...phases.map(({ digest }) => digest)),
        at: new Date(createdAt).toISOString(),
        by: { name: author.login, account: author.id },
        phases: phases.map((phase) => ({ phase: phase.id, digest: phase.digest })),
        evidence: { kind, repository, on, id },
      },
    ];
  });
}

/** One step for each person who merged a pull request that brought phases, or approved its last head. */
export function mergeSteps({ plan, origins, merges, facts }: Offer & { origins: Origins }): ApprovalStep[] {
  if (!facts.policy.merge) return [];
  const steps: ApprovalStep[] = [];
  for (const pull of merges.values()) {
    const commits = new Map<string, { phase: string; digest: string }[]>();
    for (const { id: phase, digest } of plan.phases) {
      const by = origins.brought.get(`${phase} ${digest}`);
      if (!by?.pulls.some(({ number }) => number === pull.number)) continue;
      commits.set(by.commit, [...(commits.get(by.commit) ?? []), { phase, digest }]);
    }
    const approving = pull.reviews.filter(
      ({ review }) => review?.state === 'approved' && review.commit === pull.head,
    );
    const people = new Map(
      [...(pull.mergedBy ? [pull.mergedBy] : []), ...approving.map(({ author }) => author)].map((one) => [
        one.id,
        one,
      ]),
    );
    for (const [commit, phases] of commits) {
      for (const { id, login, kind } of people.values()) {
        if (kind !== 'person') continue;
        steps.push({
          type: 'approve',
          key: evidenceKey(
            facts.repository.toLowerCase(),
            'merge',
            pull.number,
            commit,
            id,
            ...phases.map(({ digest }) => digest),
          ),
          at: new Date(pull.mergedAt ?? 0).toISOString(),
          by: { name: login, account: id },
          phases,
          evidence: { kind: 'merge', repository: facts.repository, pull: pull.number, commit },
        });
      }
    }
  }
  return steps;
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
