/**
 * Which reviews of the record count. A step can be typed by anybody who can push, and one that passes would make a check green and start
 * waves: it counts only where our own check on what it judged names it (trust.md T4). Locally nobody else writes the record.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Asked } from '../../lifecycle/asked.ts';
import type { PlanState } from '../../lifecycle/fold.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { dataComment, dataIn } from '../../review/comment-data.ts';
import { ask, once } from '../asking.ts';

/** A plan's check: one on each commit that was looked at. */
export const planCheckId = (plan: string): string => `planfile/${plan}`;

/** Of all that a decision rests on: a review of one wave must not speak for another. */
export const reviewDigest = (
  plan: string,
  { key, tree, verdict, why, phases, unmet }: StepOf<'review'>,
): string =>
  createHash('sha256')
    .update(JSON.stringify([plan, key, tree, verdict, why, phases, unmet]))
    .digest('hex');

const MARK = 'reviews';
/** A commit is reviewed again a few times at most. */
const MOST = 50;
const marked = z.strictObject({ v: z.literal(1), steps: z.array(z.string().regex(/^[0-9a-f]{64}$/)) });

/** Characters of a summary before the mark; GitHub takes 65,535 with it. */
const TEXT_MOST = 60_000;

/** What a check shows, with the digests of the review steps that it stands for behind it. */
export function markedSummary(text: string, digests: Iterable<string>): string {
  const steps = [...new Set(digests)].slice(-MOST);
  const shown = text.length > TEXT_MOST ? `${text.slice(0, TEXT_MOST).toWellFormed()}…` : text;
  return steps.length === 0 ? shown : `${shown}\n\n${dataComment(MARK, { v: 1, steps })}`;
}

export function digestsIn(summary: string): ReadonlySet<string> {
  const parsed = marked.safeParse(dataIn(MARK, summary));
  return new Set(parsed.success ? parsed.data.steps : []);
}

export interface ReviewWord {
  step: StepOf<'review'>;
  digest: string;
  /** What our checks name on the commits that have its tree. */
  named: Asked<ReadonlySet<string>>;
}
/** By name; a review that one of them does not hold for is none. */
export const reviewWordGuards: Readonly<Record<string, (word: ReviewWord) => boolean>> = {
  'our own check says the same': ({ step, digest, named }) =>
    'known' in named ? named.known.has(digest) : step.verdict !== 'pass',
};

/** The state with the reviews that count. `own`: those that the outcome at hand has just brought. */
export async function vouched(
  state: PlanState,
  { forge }: Pick<Ports, 'forge'>,
  own: ReadonlySet<string> = new Set(),
  guards: typeof reviewWordGuards = reviewWordGuards,
): Promise<PlanState> {
  if (forge.kind === 'local' || state.reviews.length === 0) return state;
  const namedOn = once((commit: string) =>
    ask(async () => digestsIn((await forge.checks.of(commit, planCheckId(state.plan)))?.summary ?? '')),
  );
  const counts = async (step: StepOf<'review'>): Promise<boolean> => {
    const digest = reviewDigest(state.plan, step);
    if (own.has(digest)) return true;
    const named = together(await Promise.all(commitsOf(step, state).map(namedOn)));
    return Object.values(guards).every((holds) => holds({ step, digest, named }));
  };
  const reviews: PlanState['reviews'] = [];
  for (const one of state.reviews) if (await counts(one.step)) reviews.push(one);
  return { ...state, reviews };
}

/**
 * What landed with this tree, for a wave's check stands on its last commit; and what a review by hand says that it read. Whoever types
 * another commit into a step leads us to a check that does not name it.
 */
const commitsOf = ({ tree, commit }: StepOf<'review'>, { phases, history }: PlanState): string[] => [
  ...new Set([
    ...[...phases, ...history]
      .flatMap(({ attempts }) => attempts.flatMap(({ end }) => end ?? []))
      .flatMap((end) => (end.tree === tree && end.commit !== null ? [end.commit] : [])),
    ...(commit === undefined ? [] : [commit]),
  ]),
];

function together(answers: readonly Asked<ReadonlySet<string>>[]): Asked<ReadonlySet<string>> {
  const unknown = answers.find((answer) => 'unknown' in answer);
  return (
    unknown ?? { known: new Set(answers.flatMap((answer) => ('known' in answer ? [...answer.known] : []))) }
  );
}
