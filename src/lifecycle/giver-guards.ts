/** What is asked of whoever gave an approval, by a comment, a review or a merge (trust.md T8, T9). */
import { type Doubt, no, unasked } from './asked.ts';
import type { ApprovalStep } from './evidence.ts';
import { type ForgeFacts, type GiverFacts, PERMISSIONS, phaseKey, type Who } from './forge-facts.ts';

export interface GiverCase extends GiverFacts {
  step: ApprovalStep;
  facts: ForgeFacts;
}

const DAY = 86_400_000;

export function inThisRepository({ step: { evidence }, facts }: GiverCase): Doubt | undefined {
  const where = 'repository' in evidence ? evidence.repository : '';
  return where.toLowerCase() === facts.repository.toLowerCase()
    ? undefined
    : no('other-repository', `it names another repository, ${where}`);
}

export function byAPerson({ kind, login, id }: Who): Doubt | undefined {
  return kind === 'person' && id > 0 && !login.endsWith('[bot]')
    ? undefined
    : no('not-a-person', `${login} is no person`);
}

export function permittedNow(
  { permission, facts: { policy } }: GiverCase,
  { login }: Who,
): Doubt | undefined {
  if ('unknown' in permission) return unasked('permission-not-readable', permission.unknown);
  return PERMISSIONS.indexOf(permission.known) >= PERMISSIONS.indexOf(policy.permission)
    ? undefined
    : no(
        'no-permission',
        `${login} has the permission "${permission.known}" now, and ${policy.permission} is needed`,
      );
}

export function ofTheTeam({ facts: { team, policy } }: GiverCase, { login, id }: Who): Doubt | undefined {
  if (team === undefined) return undefined;
  if ('unknown' in team) return unasked('team-not-readable', team.unknown);
  return team.known.includes(id) ? undefined : no('not-of-the-team', `${login} is not in ${policy.team}`);
}

/** A withdrawal does not wear off. */
export function notExpired({ step, facts: { now, policy } }: GiverCase, at: string): Doubt | undefined {
  const age = now.getTime() - Date.parse(at);
  return step.type === 'approve' && !(age <= policy.days * DAY)
    ? no('expired', `it was given on ${at.slice(0, 10)} and lives ${policy.days} days`)
    : undefined;
}

/** Evidence is spent when the plan's pull request closes: a plan that is made again needs a new word. */
export function notClosedSince(
  { step, facts: { closed } }: GiverCase,
  at: string,
  except?: number,
): Doubt | undefined {
  if (step.type !== 'approve') return undefined;
  if ('unknown' in closed) return unasked('pull-not-readable', closed.unknown);
  const since = closed.known.find((one) => one.number !== except && Date.parse(one.at) >= Date.parse(at));
  return since && no('approval-spent', `the plan's pull request #${since.number} was closed since`);
}

export function noAuthor(
  { step, facts: { authors, policy } }: GiverCase,
  entry: { phase: string; digest: string },
  { login, id }: Who,
): Doubt | undefined {
  if (step.type !== 'approve' || policy.author) return undefined;
  if ('unknown' in authors) return unasked('authors-not-readable', authors.unknown);
  const of = authors.known.get(phaseKey(entry));
  // A digest that the plan has no more is refused elsewhere: nobody has to be asked about it.
  const author = of?.find((one) => one.id === id);
  return author && no('by-its-author', `${login} ${author.how}, and nobody approves their own`);
}

export function baseKnown({ step, changed }: GiverCase): Doubt | undefined {
  return step.type === 'approve' && 'unknown' in changed
    ? unasked('base-not-readable', changed.unknown)
    : undefined;
}
