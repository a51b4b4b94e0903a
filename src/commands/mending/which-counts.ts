/** Which review speaks of what stands on a plan's branch: by named guards, on a forge and in this machine's runs. */
import type { Mend } from '../../outcomes/mend.ts';
import type { Review } from '../../outcomes/review.ts';
import type { Schedule } from '../../outcomes/schedule.ts';
import type { Account, Pull, Remark } from '../../ports/forge.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Reviewed } from '../../review/marker.ts';

export type SaidPorts = Pick<Ports, 'git' | 'forge' | 'files'>;

export interface SaidAsk {
  plan: string;
  /** Where the plan's branch is. */
  tip: string;
  /** Of the reviews that what is done there rests on (lifecycle/status.ts): any other speaks of something else. */
  trees: ReadonlySet<string>;
  /** The folder of this machine's runs; on a forge nothing is looked for there. */
  runs: string;
}

export interface SaidMends {
  /** Of all that counts; of each review the worst first (review/mends.ts). */
  mends: Mend[];
  /** So many more were found, and nobody can name them. */
  left: number;
  /** Ids that a person has declined or closed: not among what blocks, though somebody may still name them. */
  settled: ReadonlySet<string>;
}

/** A review on the plan's pull request. */
export interface PostedCase {
  remark: Remark;
  marker: Reviewed;
  self: Account;
  ask: SaidAsk;
}

/** A review outcome beside its wave's schedule. */
export interface KeptCase {
  review: Review;
  schedule: Schedule;
  ask: SaidAsk;
}

type Guards<T> = Readonly<Record<string, (one: T) => boolean>>;

export interface SaidGuards {
  pulls: Guards<Pull>;
  posted: Guards<PostedCase>;
  runs: Guards<KeptCase>;
}

/** What one of them does not hold for says nothing. A test takes each out. */
export const saidGuards: SaidGuards = {
  pulls: {
    'the pull request is open': ({ state }) => state === 'open',
  },
  posted: {
    'our own account wrote it': ({ remark, self }) => remark.author.id === self.id,
    'nobody edited it': ({ remark }) => remark.editedAt === undefined,
    'what stands there rests on it': ({ marker, ask }) => ask.trees.has(marker.tree),
  },
  runs: {
    'it is of this plan': ({ review, schedule, ask }) =>
      review.plan === ask.plan && schedule.plan === ask.plan,
    'it is of its own wave': ({ review, schedule }) =>
      review.run === schedule.run && review.attempt === schedule.attempt && review.nonce === schedule.nonce,
    'what stands there rests on it': ({ review, ask }) => ask.trees.has(review.tree),
  },
};

export const allHold = <T>(guards: Guards<T>, one: T): boolean =>
  Object.values(guards).every((holds) => holds(one));

/** Of each tree the last that came to a verdict; where none did, the last: what it found before it was cut off is found all the same. */
export const lastOfEach = <T extends Pick<Review, 'tree' | 'verdict'>>(reviews: readonly T[]): T[] =>
  [...Map.groupBy(reviews, ({ tree }) => tree).values()].map(
    (all) => all.findLast(({ verdict }) => verdict !== 'none') ?? all.at(-1)!,
  );
