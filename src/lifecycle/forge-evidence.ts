/**
 * Evidence that a forge keeps, checked (trust.md T8, T9): a comment or a review that names the very digests, or the merge that
 * brought them. Every fact was fetched anew by the caller; what nobody could tell makes the evidence undecided, never good.
 */
import type { Asked, Doubt, Verdict } from './asked.ts';
import type { ApprovalStep, CheckedApproval } from './evidence.ts';
import type {
  ForgeFacts,
  GiverFacts,
  Guards,
  MergeCase,
  Merged,
  RemarkCase,
  Said,
  Who,
} from './forge-facts.ts';
import { mergeGuards } from './merge-guards.ts';
import type { Recorded } from './record.ts';
import { remarkGuards } from './remark-guards.ts';

/** Checks a comment or a review. `said`: as fetched now. */
export function checkRemark(
  { step, line }: Recorded<ApprovalStep>,
  said: Asked<Said | undefined>,
  rest: GiverFacts & { facts: ForgeFacts },
  guards: Guards<RemarkCase> = remarkGuards,
): CheckedApproval {
  const missing = absence(said, step.evidence.kind);
  if (missing) return { step, line, ...missing };
  const one: RemarkCase = { ...rest, step, said: (said as { known: Said }).known };
  const { author, url, createdAt, kind } = one.said;
  const good = { code: 'said-there', why: `${author.login} said so in ${url}` };
  return {
    line,
    ...verdictOf(one, guards, good),
    givenAt: createdAt,
    login: author.login,
    follow: [...followRemark(one.said, kind), followPermission(rest.facts, author)],
  };
}

/** Checks a merge. `pull`: as fetched now. */
export function checkMerge(
  { step, line }: Recorded<ApprovalStep>,
  pull: Asked<Merged | undefined>,
  rest: GiverFacts & Pick<MergeCase, 'facts' | 'brought'>,
  guards: Guards<MergeCase> = mergeGuards,
): CheckedApproval {
  const missing = absence(pull, 'merge');
  if (missing) return { step, line, ...missing };
  const one: MergeCase = { ...rest, step, pull: (pull as { known: Merged }).known };
  const { number, url, mergedAt } = one.pull;
  const good = { code: 'merged', why: `${step.by.name} brought it to ${rest.facts.defaultBranch} by ${url}` };
  const at = mergedAt === undefined ? {} : { givenAt: mergedAt };
  const follow = [
    `gh api repos/${rest.facts.repository}/pulls/${number}`,
    followPermission(rest.facts, { login: step.by.name }),
  ];
  return { line, ...verdictOf(one, guards, good), ...at, follow };
}

function absence<T>(
  fetched: Asked<T | undefined>,
  kind: string,
): { verdict: Exclude<Verdict, 'holds'>; code: string; why: string } | undefined {
  if ('unknown' in fetched)
    return { verdict: 'undecided', code: 'evidence-not-readable', why: fetched.unknown };
  if (fetched.known !== undefined) return undefined;
  return { verdict: 'does-not-hold', code: 'evidence-gone', why: `the ${kind} is not there (any more)` };
}

type Judged = Pick<CheckedApproval, 'step' | 'verdict' | 'code' | 'why' | 'changedSince' | 'doubts'>;

function verdictOf<C extends GiverFacts & { step: ApprovalStep }>(
  one: C,
  guards: Guards<C>,
  good: { code: string; why: string },
): Judged {
  const { step } = one;
  const doubts: Record<string, Doubt> = {};
  for (const entry of step.phases) {
    const found = Object.values(guards.phase).flatMap((guard) => guard(one, entry) ?? []);
    const doubt = worst(found);
    if (doubt) doubts[entry.phase] = doubt;
  }
  const whole = worst(Object.values(guards.whole).flatMap((guard) => guard(one) ?? []));
  const changedSince = 'known' in one.changed ? { changedSince: one.changed.known } : {};
  return { step, doubts, ...changedSince, ...(whole ?? { verdict: 'holds', ...good }) };
}

/** What certainly speaks against it is worth more than what could not be asked. */
const worst = (doubts: readonly Doubt[]): Doubt | undefined =>
  doubts.find(({ verdict }) => verdict === 'does-not-hold') ?? doubts[0];

/** The two questions by which anybody follows the chain: what was said, by whom, edited when; and may they. */
function followRemark({ node }: Said, kind: Said['kind']): string[] {
  const type = kind === 'comment' ? 'IssueComment' : 'PullRequestReview';
  const fields = 'url body createdAt lastEditedAt author { __typename login ... on User { databaseId } }';
  return [`gh api graphql -f query='{ node(id: "${node}") { ... on ${type} { ${fields} } } }'`];
}

const followPermission = ({ repository }: ForgeFacts, { login }: Pick<Who, 'login'>): string =>
  `gh api repos/${repository}/collaborators/${login}/permission`;
