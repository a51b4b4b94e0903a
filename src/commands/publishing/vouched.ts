/**
 * Which reviews of the record count. A step can be typed by anybody who can push, and one that passes would make a check green and start
 * waves: it counts only where our own check on what it judged names it (trust.md T4). Locally nobody else writes the record.
 */
import { createHash } from 'node:crypto';
import type { Asked } from '../../lifecycle/asked.ts';
import type { PlanState } from '../../lifecycle/fold.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { ask, once } from '../asking.ts';
import { markIn, planCheckId } from '../check-mark.ts';

/** Of all that a decision rests on: a review of one wave must not speak for another. */
export const reviewDigest = (
  plan: string,
  { key, tree, verdict, why, phases, unmet }: StepOf<'review'>,
): string =>
  createHash('sha256')
    .update(JSON.stringify([plan, key, tree, verdict, why, phases, unmet]))
    .digest('hex');

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
    ask(async () => {
      const check = await forge.checks.of(commit, planCheckId(state.plan));
      return new Set(markIn(check?.summary ?? '').steps);
    }),
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
