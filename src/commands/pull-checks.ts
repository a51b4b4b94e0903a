/**
 * Which check says what of a pull request, and what may take its place. GitHub binds a check to a commit and a name, to no pull request
 * and no base (github.md G2): a word about one base must not let the same commit into another, so the name says for which it is.
 */
import type { Target } from '../outcomes/target.ts';
import type { Check } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { withoutSecrets } from '../report/redact.ts';
import type { PullCheckWord } from '../review/pull-check.ts';

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

export interface ReplaceCase extends Pick<Target, 'pull' | 'asked'> {
  word: PullCheckWord;
  /** The newest of that name on the commit, whoever's pull request it was set for; undefined: there is none. */
  standing: Pick<Check, 'conclusion' | 'title'> | undefined;
}
/** By name; where one does not hold, what stands there stays. */
export const replaceGuards: Readonly<Record<string, (one: ReplaceCase) => boolean>> = {
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
  guards?: typeof replaceGuards;
  nameOf?: typeof checkName;
}

/** Sets it for a branch that it is to be merged into, and gives the word that stands there now. */
export async function putPullCheck(
  check: Omit<Check, 'name'>,
  { base, pull, asked }: { base: string } & Pick<Target, 'pull' | 'asked'>,
  ports: Pick<Ports, 'forge'>,
  { guards = replaceGuards, nameOf = checkName }: PutGuards = {},
): Promise<PullCheckWord> {
  const name = await nameOf(base, ports);
  const { conclusion, title } = check;
  const word = { conclusion, title };
  const found = await ports.forge.checks.named(check.head, name);
  const standing = found && { conclusion: found.conclusion, title: found.title };
  if (standing && !Object.values(guards).every((holds) => holds({ pull, word, asked, standing })))
    return standing;
  await ports.forge.checks.put({ ...saidSafely(check), name });
  return word;
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
