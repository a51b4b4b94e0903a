/**
 * How long a plan takes on so many machines, by simulation: 100 random plans of 50 phases on 8 runners, started by the shipped `wave`.
 * Beside it what no schedule can be faster than, and a list schedule that starts each phase as soon as its needs are done and a
 * runner is free (Graham, Bounds on multiprocessing timing anomalies, 1969), which waits for no wave.
 */
import { fold } from '../src/lifecycle/fold.ts';
import type { PhaseDecision } from '../src/lifecycle/gate.ts';
import { wave } from '../src/lifecycle/schedule.ts';
import { planOf, story } from '../test/builders/story.ts';

const PLANS = 100;
const PHASES = 50;
const RUNNERS = 8;

export async function benchMakespan(): Promise<string[]> {
  const rows = [
    '| minutes of a phase | waves of all that is ready | waves of at most 8 | without waves | waves of at most 8 / what lists guarantee |',
    '|---|---|---|---|---|',
  ];
  for (const [what, minutes] of Object.entries(DURATIONS)) {
    const all = Array.from({ length: PLANS }, (_, seed) => simulated(seed, minutes));
    const cell = (ratio: (one: Simulated) => number) => {
      const sorted = all.map(ratio).toSorted((a, b) => a - b);
      const within = sorted.filter((one) => one <= 1.05).length;
      return `${sorted[PLANS / 2]!.toFixed(2)} (worst ${sorted.at(-1)!.toFixed(2)}; ${within} within 5 %)`;
    };
    const cells = [
      cell(({ waves, least }) => waves / least),
      cell(({ small, least }) => small / least),
      cell(({ list, least }) => list / least),
      cell(({ small, guaranteed }) => small / guaranteed),
    ];
    rows.push(`| ${what} | ${cells.join(' | ')} |`);
  }
  return [
    ...rows,
    '',
    `Median of ${PLANS} plans of ${PHASES} phases on ${RUNNERS} runners, beside the least that any schedule takes: the longest chain of needs, or all the work shared by all runners, whichever is longer.`,
    'A list schedule is never longer than work / runners + chain · (1 − 1 / runners). A wave ends when its last phase does: what phases take unlike each other is waited for.',
  ];
}

type Chance = () => number;

const DURATIONS: Record<string, (chance: Chance) => number> = {
  'all 10': () => 10,
  '8 to 12': (chance) => 8 + 4 * chance(),
  '3 to 30, most short': (chance) => 3 * 10 ** chance(),
};

interface Simulated {
  waves: number;
  small: number;
  list: number;
  least: number;
  guaranteed: number;
}

interface Drawn {
  needs: Record<string, string[]>;
  minutes: Record<string, number>;
}

function simulated(seed: number, minutesOf: (chance: Chance) => number): Simulated {
  const chance = chanceFrom(seed);
  const drawn: Drawn = { needs: {}, minutes: {} };
  const ids = Array.from({ length: PHASES }, (_, i) => `p${i}`);
  for (const [i, id] of ids.entries()) {
    // Needs up to three of the dozen before it, as plans do that grow as they are written; every fourth needs none.
    const before = ids.slice(Math.max(0, i - 12), i);
    const count = chance() < 0.25 ? 0 : 1 + Math.floor(3 * chance());
    drawn.needs[id] = [
      ...new Set(Array.from({ length: count }, () => before[Math.floor(chance() * before.length)])),
    ].filter((need) => need !== undefined);
    drawn.minutes[id] = minutesOf(chance);
  }
  const share = Object.values(drawn.minutes).reduce((sum, one) => sum + one, 0) / RUNNERS;
  const chain = Math.max(...chainsOf(drawn).values());
  return {
    waves: byWaves(drawn),
    small: byWaves(drawn, RUNNERS),
    list: byList(drawn),
    least: Math.max(share, chain),
    guaranteed: share + chain * (1 - 1 / RUNNERS),
  };
}

/** One wave after the other: the next starts when the last of this one has landed. */
function byWaves({ needs, minutes }: Drawn, most?: number): number {
  const plan = planOf(needs);
  const told = story(plan);
  let now = 0;
  for (let n = 1; ; n += 1) {
    const state = fold(plan, told.steps());
    const decisions = plan.phases.map(
      ({ id, digest }) => ({ phase: id, digest, decision: 'approved' }) as PhaseDecision,
    );
    const options = {
      by: 'person',
      run: { run: `run-${n}`, attempt: 1 },
      attempts: 5,
      ...(most ? { most } : {}),
    } as const;
    const next = wave(plan, state, decisions, undefined, options);
    if (!next.ok) throw new Error(next.refusal.message);
    if (next.wave.start.length === 0) return now;
    const free = Array<number>(RUNNERS).fill(now);
    for (const { id } of next.wave.start) {
      const runner = free.indexOf(Math.min(...free));
      free[runner]! += minutes[id]!;
      told.start(id, { run: `run-${n}` }).done(id);
    }
    now = Math.max(...free);
  }
}

/** Whatever is ready goes to the next free runner, the one with the longest chain behind it first. */
function byList(drawn: Drawn): number {
  const { needs, minutes } = drawn;
  const rank = chainsOf(drawn);
  const ended = new Map<string, number>();
  const open = new Set(Object.keys(needs));
  const free = Array<number>(RUNNERS).fill(0);
  while (open.size > 0) {
    const runner = free.indexOf(Math.min(...free));
    const now = free[runner]!;
    const ready = [...open].filter((id) =>
      needs[id]!.every((need) => (ended.get(need) ?? Number.POSITIVE_INFINITY) <= now),
    );
    if (ready.length === 0) {
      // Idle until something ends.
      free[runner] = Math.min(...[...ended.values()].filter((end) => end > now));
      continue;
    }
    const [id] = ready.toSorted((a, b) => rank.get(b)! - rank.get(a)!) as [string];
    open.delete(id);
    ended.set(id, now + minutes[id]!);
    free[runner] = now + minutes[id]!;
  }
  return Math.max(...ended.values());
}

/** Minutes of the longest chain that begins with each phase. */
function chainsOf({ needs, minutes }: Drawn): Map<string, number> {
  const chains = new Map<string, number>();
  for (const id of Object.keys(needs).reverse()) {
    const behind = Object.keys(needs).filter((other) => needs[other]!.includes(id));
    chains.set(id, minutes[id]! + Math.max(0, ...behind.map((other) => chains.get(other)!)));
  }
  return chains;
}

/** A linear congruence of Numerical Recipes: the same plans in every run. */
function chanceFrom(seed: number): Chance {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
