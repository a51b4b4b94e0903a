/**
 * Several jobs, one act at a time, in an order that somebody else chooses: the acts are what a job does at the remote. Beside the
 * order also the mishaps are chosen: a killed job, a connection that drops before the server acted, after it, or long before.
 */

import { createHash } from 'node:crypto';

export type Mishap = 'killed' | 'unreachable' | 'cut' | 'answer-lost';
export interface Option {
  job: string;
  act: string;
  how: 'go' | 'vanish' | Mishap;
}
/** Gives the index of the option that happens next; undefined: from this state on everything was seen before. */
export type Choose = (options: readonly Option[], state: string) => number | undefined;

interface Waiting {
  job: string;
  act: string;
  hows: readonly Option['how'][];
  happen(how: Option['how']): void;
}

export interface Turns {
  /** Waits for its turn. What may happen instead is named; `go` is always possible. A killed job waits for ever. */
  take(job: string, act: string, mishaps?: readonly Mishap[]): Promise<Option['how']>;
  /** What the server does by itself, also when who asked for it is gone. */
  later(
    job: string,
    act: string,
    hows: readonly (Mishap | 'vanish')[],
    happen: (how: Option['how']) => void,
  ): void;
}

export interface Interleaved {
  /** What was chosen, for people. */
  log: string[];
  /** False: it was broken off. */
  whole: boolean;
}

/** Runs all jobs to their ends. `mishaps`: at most so many. `killed` is told of each job that dies. */
export async function interleave(
  jobs: Readonly<Record<string, (turns: Turns) => Promise<void>>>,
  {
    choose,
    mishaps,
    shared,
    killed,
    ended,
  }: {
    choose: Choose;
    mishaps: number;
    /** What the jobs share, as text. */
    shared: () => string;
    killed: (job: string) => void;
    ended: (job: string) => void;
  },
): Promise<Interleaved> {
  const waiting: Waiting[] = [];
  const living = new Set(Object.keys(jobs));
  const log: string[] = [];
  /** What each job has done and seen: with what they share and what is under way, all that the future depends on. */
  const lives = new Map(Object.keys(jobs).map((name) => [name, '']));
  let left = mishaps;
  let failure: unknown;
  const turns: Turns = {
    take: (job, act, hows = []) =>
      new Promise((happen) => waiting.push({ job, act, hows: ['go', ...hows], happen })),
    later: (job, act, hows, happen) =>
      void waiting.push({ job: `${SERVER}${job}`, act, hows: ['go', ...hows], happen }),
  };
  for (const [name, job] of Object.entries(jobs)) {
    job(turns).then(
      () => {
        living.delete(name);
        ended(name);
      },
      (thrown: unknown) => {
        failure ??= thrown;
      },
    );
  }
  for (;;) {
    // Everything that can go on without a turn has gone on when this is over: nobody waits for anything else.
    await new Promise((resolve) => setImmediate(resolve));
    if (failure !== undefined) throw Object.assign(failure as Error, { log });
    const options = waiting.flatMap(({ job, act, hows }): Option[] => [
      ...hows.filter((how) => how === 'go' || how === 'vanish' || left > 0).map((how) => ({ job, act, how })),
    ]);
    if (left > 0 && waiting.length > 0)
      options.push(...[...living].map((job): Option => ({ job, act: '', how: 'killed' })));
    if (options.length === 0) return { log, whole: true };
    const under = waiting.map(({ job, act }) => `${job} ${act}`).sort();
    const state = JSON.stringify([shared(), [...lives], under, [...living].sort(), left]);
    const chosen = choose(options, state);
    if (chosen === undefined) return { log, whole: false };
    const option = options[chosen]!;
    log.push(`${option.job} ${option.act} ${option.how}`.replace(' go', ''));
    if (option.how !== 'go' && option.how !== 'vanish') left -= 1;
    if (option.how === 'killed') {
      living.delete(option.job);
      // What its server was asked to do may still be done; nobody hears of it.
      for (let i = waiting.length; i-- > 0; ) if (waiting[i]!.job === option.job) waiting.splice(i, 1);
      killed(option.job);
      continue;
    }
    const at = waiting.findIndex(({ job, act }) => job === option.job && act === option.act);
    const [taken] = waiting.splice(at, 1);
    taken!.happen(option.how);
    const life = ownerOf(option.job);
    lives.set(life, digest(`${lives.get(life)} ${option.act} ${option.how} ${shared()}`));
  }
}

/**
 * Every order in which jobs are interrupted at most `interruptions` times before they end or wait: the choices of the last run,
 * with the last one that has a sibling moved on. What was reached on another way already is not gone through again. Most races
 * need two interruptions at most (Musuvathi and Qadeer, Iterative context bounding, PLDI 2007). @returns the number of runs
 */
export async function everyOrder(
  run: (choose: Choose) => Promise<void>,
  { interruptions }: { interruptions: number },
): Promise<number> {
  const seen = new Set<string>();
  let next: { chosen: number; of: number }[] | undefined = [];
  let runs = 0;
  while (next !== undefined) {
    const path: { chosen: number; of: number }[] = next;
    let depth = 0;
    let interrupted = 0;
    let current = '';
    await run((options, state) => {
      const own = options.flatMap(({ job }, i) => (ownerOf(job) === current ? [i] : []));
      const free = own.length === 0 || interrupted < interruptions;
      const allowed = free ? options.map((_, i) => i) : own;
      if (depth >= path.length) {
        const here = `${state} ${interrupted} ${current}`;
        if (seen.has(here)) return undefined;
        seen.add(here);
      }
      const known = path[depth] ?? { chosen: 0, of: allowed.length };
      path[depth] = known;
      depth += 1;
      const chosen = allowed[known.chosen]!;
      const owner = ownerOf(options[chosen]!.job);
      if (own.length > 0 && owner !== current) interrupted += 1;
      current = owner;
      return chosen;
    });
    runs += 1;
    path.length = depth;
    while (path.length > 0 && path.at(-1)!.chosen + 1 >= path.at(-1)!.of) path.pop();
    next = path.length === 0 ? undefined : path;
    if (next) next.at(-1)!.chosen += 1;
  }
  return runs;
}

const SERVER = 'server for ';
const ownerOf = (job: string): string => job.replace(SERVER, '');

/** As the numbers say; where they end, whoever waits longest goes on, and nothing goes wrong any more. */
export function byNumbers(numbers: readonly number[]): Choose {
  let n = 0;
  return (options) => {
    const number = numbers[n++];
    if (number === undefined) return 0;
    const wrong = number % 6 === 5;
    const among = options.flatMap(({ how }, i) => ((how !== 'go' && how !== 'vanish') === wrong ? [i] : []));
    return among.length === 0 ? 0 : among[Math.floor(number / 6) % among.length]!;
  };
}

const digest = (text: string): string => createHash('sha1').update(text).digest('hex');
