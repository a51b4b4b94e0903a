/**
 * The ladder of the policy: when a model has used up its rounds, the next one goes on with the same tree and the failed output,
 * in a fresh conversation. All rungs share one session: its budget, its deadline, its accounts (trust.md T23).
 */
import { callName } from '../models/aliases.ts';
import type { Rung } from '../policy/inforce.ts';
import { evidence, type Finishing, howItFailed } from './finishing.ts';
import type { Session, Talked } from './session.ts';

/** What one rung did. */
export interface Climbed {
  talked: Talked;
  ending: Finishing;
}

/** `earlier`: what the rung is told of the one before it; undefined on the first. */
export type Climb = (rung: Rung, earlier: string | undefined) => Promise<Climbed>;

/** Climbs until a rung ends otherwise than by a failed verify. Gives what every rung did, at least one. */
export async function ladder(
  rungs: readonly [Rung, ...Rung[]],
  climb: Climb,
  { note }: Pick<Session, 'note'>,
): Promise<[Climbed, ...Climbed[]]> {
  const [first, ...further] = rungs;
  const climbed: [Climbed, ...Climbed[]] = [await climb(first, undefined)];
  let below = first;
  for (const rung of further) {
    const { ending } = climbed.at(-1)!;
    const ended = ending.ended();
    if (ended?.how !== 'verify-failed') break;
    note(
      `verify still fails after ${rounds(ending.rounds())} with ${rungName(below)}; ${rungName(rung)} goes on`,
    );
    climbed.push(await climb(rung, toldOf(ending)));
    below = rung;
  }
  if (climbed.length > 1 && climbed.at(-1)!.ending.ended()?.how === 'verified')
    note(`built by ${rungName(below)}, rung ${climbed.length} of ${rungs.length}`);
  return climbed;
}

/** As people write it: `opus/low`; without an effort the endpoint's own default holds. */
export const rungName = ({ model, effort }: Rung): string =>
  effort === undefined ? callName(model) : `${callName(model)}/${effort}`;

function toldOf(ending: Finishing): string {
  const ended = ending.ended();
  if (ended?.how !== 'verify-failed') throw new TypeError('only a failed verify is handed on');
  return [
    `Another model has worked on this phase before you; its changes are in the tree, as it left them. It called \`finish\`, and the command below ${howItFailed(ended.run)}. Find the cause before you build on what is there; it may be wrong.`,
    evidence(ended.run),
  ].join('\n');
}

const rounds = (count: number): string => (count === 1 ? '1 round' : `${count} rounds`);
