/**
 * Which check says what of a pull request, and what may take its place. GitHub binds a check to a commit and a name, to no pull request
 * and no base (github.md G2): a word about one base must not let the same commit into another, so the name says for which it is.
 */
import type { Target } from '../outcomes/target.ts';
import type { Check } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { withoutSecrets } from '../report/redact.ts';
import type { PullCheckWord } from '../review/pull-check.ts';
import { markedSummary, markIn, planOfCheck } from './check-mark.ts';

/** Required on the default branch; what is meant for another branch is called after it as well. */
export const CHECK = 'planfile review';

/** Pull requests of the same commit onto the same branch share it: what is said of one holds for the other. */
export const reviewId = (base: string): string => `planfile/review/${base}`;
export const groupId = (head: string): string => `planfile/group/${head}`;

/** What the branch of a merge group says by its name. */
export interface GroupName {
  /** The branch that it is to be merged into. */
  base: string;
  /** Of its pull request. */
  number: number;
  /** The commit that it is built on: the base's, or the one of the group before it. */
  onto: string;
}

/** As the forge names it, `gh-readonly-queue/<base>/pr-<n>-<commit>`; undefined: it is none. */
export function groupName(branch: string | null): GroupName | undefined {
  const [, base, number, onto] =
    /^gh-readonly-queue\/(.+)\/pr-([1-9]\d{0,8})-([0-9a-f]{40}|[0-9a-f]{64})$/.exec(branch ?? '') ?? [];
  return base === undefined || number === undefined || onto === undefined
    ? undefined
    : { base, number: Number(number), onto };
}

/** undefined: it is no merge group's. */
export const baseOfGroup = (branch: string | null): string | undefined => groupName(branch)?.base;

export async function checkName(base: string, { forge }: Pick<Ports, 'forge'>): Promise<string> {
  const { defaultBranch } = await forge.origins.repository();
  return base === defaultBranch ? CHECK : `${CHECK} (${base})`;
}

/** A check that stands on a commit already. */
export interface StandingCheck extends PullCheckWord {
  externalId: string;
  /** The commit that its change was compared with; undefined: it does not say. */
  base: string | undefined;
}

/** A word of a pull request that no plan's check answers for, and what other checks of that name say of the commit. */
export interface PutCase extends Pick<Target, 'pull' | 'asked'> {
  externalId: string;
  /** The commit that the change was compared with. */
  base: string;
  word: PullCheckWord;
  /** The newest of that name on the commit, whoever's pull request it was set for; undefined: there is none. */
  standing: StandingCheck | undefined;
  /** Those of plans, the newest of each: what passes as a plan answers to its criteria. */
  plans: readonly StandingCheck[];
  /** The plan on whose own branch this is. Where nothing of it was built yet its check says that, and is nobody's objection. */
  own: string | undefined;
}

/** Why such a commit may not pass: by name. GitHub goes by the newest check of a name, so a pass here would let in the plan's own pull request. */
export const passGuards: Readonly<
  Record<string, (one: Pick<PutCase, 'plans' | 'own'>) => string | undefined>
> = {
  'no copy passes where the plan does not': ({ plans, own }) =>
    ofPlan(plans.find((one) => planOfCheck(one.externalId) !== own && one.conclusion !== 'success')),

  // Only of what was built is it said that it blocks; anybody who may push can take the record away that tells so.
  'what blocks a plan blocks it without its record': ({ plans, own }) =>
    ofPlan(plans.find((one) => planOfCheck(one.externalId) === own && one.conclusion === 'failure')),
};

const ofPlan = (one: StandingCheck | undefined): string | undefined =>
  one && `this is a commit of the plan ${planOfCheck(one.externalId)}, whose check says: ${one.title}`;

/** By name; what one of them does not hold for is the word of another change, and keeps nothing. */
export const standingGuards: Readonly<
  Record<string, (one: Pick<PutCase, 'externalId' | 'base'> & { standing: StandingCheck }) => boolean>
> = {
  // The base may have been taken back, or the default branch may be another one: then other commits are the change.
  'it was compared with the same commit': ({ base, standing }) => standing.base === base,

  'it is for the same branch': ({ externalId, standing }) =>
    standing.externalId === externalId || planOfCheck(standing.externalId) !== undefined,
};

/** By name; where one does not hold, what stands there stays. */
export const replaceGuards: Readonly<Record<string, (one: PutCase) => boolean>> = {
  // Anybody can open a pull request of a commit that is in another one, and a newer check of that name is what counts for both.
  'what was reviewed is not unsaid by whoever may not ask': ({ pull, word, asked, standing }) =>
    pull === null ||
    asked !== null ||
    word.conclusion !== 'action_required' ||
    standing === undefined ||
    standing.conclusion === 'action_required',
};

/** What a test takes out. */
export interface PutGuards {
  passes?: typeof passGuards;
  stands?: typeof standingGuards;
  guards?: typeof replaceGuards;
  nameOf?: typeof checkName;
}

export interface PutAsk extends Pick<Target, 'pull' | 'asked'> {
  /** The branch that it is to be merged into. */
  branch: string;
  /** The commit that it was compared with. */
  base: string;
  /** The plan on whose own branch this is. */
  own?: string | undefined;
}

/** Sets it for a branch that it is to be merged into, and gives the word that stands there now. */
export async function putPullCheck(
  check: Omit<Check, 'name' | 'summary'> & { summary: (word: PullCheckWord) => string },
  { branch, base, pull, asked, own }: PutAsk,
  ports: Pick<Ports, 'forge'>,
  {
    passes = passGuards,
    stands = standingGuards,
    guards = replaceGuards,
    nameOf = checkName,
  }: PutGuards = {},
): Promise<PullCheckWord> {
  const name = await nameOf(branch, ports);
  const { externalId } = check;
  const there = () => standingOn(check.head, name, ports);
  const put = async (word: PullCheckWord): Promise<PullCheckWord> => {
    const said = saidSafely({ ...check, ...word, summary: check.summary(word) });
    const summary = markedSummary(said.summary, { steps: [], base });
    await ports.forge.checks.put({ ...said, name, summary });
    return word;
  };
  const before = await there();
  const plans = ofPlans(before);
  const word = heldBack({ conclusion: check.conclusion, title: check.title }, { plans, own }, passes);
  const last = before.at(-1);
  const standing =
    last && Object.values(stands).every((holds) => holds({ externalId, base, standing: last }))
      ? last
      : undefined;
  const one: PutCase = { pull, asked, externalId, base, word, standing, plans, own };
  if (standing && !Object.values(guards).every((holds) => holds(one)))
    return { conclusion: standing.conclusion, title: standing.title };
  await put(word);
  if (word.conclusion !== 'success') return word;
  // A plan's check that was set between the question and the answer is older than this one: it must not be hidden by it.
  const after = heldBack(word, { plans: ofPlans(await there()), own }, passes);
  return after.conclusion === 'success' ? word : await put(after);
}

/** All of that name on a commit, the newest last. */
export const standingOn = async (
  head: string,
  name: string,
  { forge }: Pick<Ports, 'forge'>,
): Promise<StandingCheck[]> =>
  (await forge.checks.on(head)).filter((one) => one.name === name).map(standingOf);

export const standingOf = ({ conclusion, title, externalId, summary }: Check): StandingCheck => ({
  conclusion,
  title,
  externalId,
  base: markIn(summary).base,
});

export const ofPlans = (checks: readonly StandingCheck[]): StandingCheck[] =>
  checks.filter(({ externalId }) => planOfCheck(externalId) !== undefined);

function heldBack(
  word: PullCheckWord,
  one: Pick<PutCase, 'plans' | 'own'>,
  guards: typeof passGuards,
): PullCheckWord {
  if (word.conclusion !== 'success') return word;
  const why = Object.values(guards)
    .map((guard) => guard(one))
    .find((said) => said !== undefined);
  return why === undefined
    ? word
    : { conclusion: 'action_required', title: `not passed: ${why}`.slice(0, 1_000) };
}

/** What models wrote stands in it, and everybody can read it (trust.md T20). */
export const saidSafely = <T extends Pick<Check, 'title' | 'summary' | 'annotations'>>(check: T): T => ({
  ...check,
  title: withoutSecrets(check.title),
  summary: withoutSecrets(check.summary),
  annotations: check.annotations.map((one) => ({
    ...one,
    title: withoutSecrets(one.title),
    message: withoutSecrets(one.message),
  })),
});
