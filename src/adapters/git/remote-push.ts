/** One atomic push: every ref moves or none does. What a refusal means is told by where the refs are afterwards, not by its words. */
import { Fault } from '../../ports/fault.ts';
import type { RefUpdate } from '../../ports/git.ts';
import { type Landed, requireRefName } from './land.ts';
import { id, lines } from './objects.ts';
import { type Remote, transport } from './remote-transport.ts';
import type { RunGit } from './spawn.ts';

export interface PushPlace {
  run: RunGit;
  /** Where the new objects are. */
  workshop: string;
  /** The mirror of the remote's refs, brought up to date by `fetch`. */
  lens: string;
  fetch(): Promise<void>;
}

/** A refusal although no ref had moved is a lock that somebody held, at most so often. */
const TRIES = 3;

export async function pushRefs(
  place: PushPlace,
  remote: Remote,
  updates: readonly RefUpdate[],
): Promise<Landed> {
  for (const { ref } of updates) requireRefName(ref);
  let said = '';
  for (let tried = 0; tried < TRIES; tried += 1) {
    const moves = updates.some(({ from, to }) => from !== to);
    const pushed = moves ? await push(place, remote, updates) : undefined;
    said = pushed?.said ?? said;
    await place.fetch();
    if (pushed?.taken) return { landed: true };
    const now = await refsNow(place);
    if (await hasLanded(place, updates, now)) return { landed: true };
    const moved = updates.filter(({ ref, from }) => now.get(ref) !== from).map(({ ref }) => ref);
    if (moved.length > 0) return { landed: false, moved };
  }
  throw new Fault(
    'service',
    'remote-rejected',
    `the remote took the push ${TRIES} times not, though nobody else moved a ref: ${short(said)}`,
    'Run it again.',
  );
}

/** What git said. What no second try changes is a fault. */
async function push(
  { run, workshop }: PushPlace,
  remote: Remote,
  updates: readonly RefUpdate[],
): Promise<{ taken: boolean; said: string }> {
  const { exit, stdout, stderr } = await run({
    gitDir: workshop,
    args: ['push', '--porcelain', '--atomic', ...leases(updates), remote.url, ...updates.map(refspec)],
    env: transport(remote),
    accept: [0, 1, 128],
  });
  const said = `${stdout.toString('utf8')}\n${stderr}`;
  const permanent = exit === 0 ? undefined : refusal(said);
  if (permanent) throw permanent;
  return { taken: exit === 0, said };
}

const refspec = ({ ref, to }: RefUpdate): string => `${id(to)}:${ref}`;

/**
 * A new ref must not be there yet, and what stays must be where it is: without a lease it would be pushed back to there. An
 * append needs none: it is a fast-forward, and a lease would lift that check.
 */
const leases = (updates: readonly RefUpdate[]): string[] =>
  updates.flatMap(({ ref, from, to }) =>
    from === undefined || from === to ? [`--force-with-lease=${ref}:${from ?? ''}`] : [],
  );

async function refsNow({ run, lens }: PushPlace): Promise<Map<string, string>> {
  const { stdout } = await run({ gitDir: lens, args: ['for-each-ref', '--format=%(refname) %(objectname)'] });
  return new Map(lines(stdout).map((one) => one.split(' ') as [string, string]));
}

/**
 * A push whose answer was lost may have landed, and somebody may have gone on from there since. All refs move or none does, so
 * that one which holds its new commit speaks for all.
 */
async function hasLanded(
  { run, lens }: PushPlace,
  updates: readonly RefUpdate[],
  now: ReadonlyMap<string, string>,
): Promise<boolean> {
  if (updates.every(({ ref, to }) => now.get(ref) === to)) return true;
  for (const { ref, from, to } of updates) {
    const tip = now.get(ref);
    if (tip === undefined || from === to) continue;
    // 128: a commit that never got there is not known here.
    const args = ['merge-base', '--is-ancestor', id(to), id(tip)];
    if ((await run({ gitDir: lens, args, accept: [0, 1, 128] })).exit === 0) return true;
  }
  return false;
}

/** What no second try changes (github.md G13, G14). */
function refusal(said: string): Fault | undefined {
  if (/GH006|GH013|protected branch|rule violations/i.test(said)) {
    return new Fault(
      'refused',
      'remote-protected',
      `a rule of the repository forbids the push: ${short(said, /GH0\d\d|error:|remote:/)}`,
      'Let the token pass for refs/planfile/** and refs/heads/plan/** in the rulesets.',
    );
  }
  if (/without `?workflows`? permission/.test(said)) {
    return new Fault(
      'refused',
      'remote-workflows',
      'GITHUB_TOKEN may not push changes of workflow files',
      'Leave .github/workflows out of the phase, or push with the token of an app that may.',
    );
  }
  if (/does not support --atomic/.test(said)) {
    return new Fault(
      'configuration',
      'remote-not-atomic',
      'the remote cannot move several refs at once, so that branch and record could part',
      'Host the repository where git push --atomic is served.',
    );
  }
  if (/\b40[13]\b|Authentication failed|could not read Username|Permission to .+ denied/.test(said)) {
    return new Fault(
      'credentials',
      'remote-read-only',
      `the remote does not let this token push: ${short(said)}`,
      'Give the job `permissions: contents: write`.',
    );
  }
  return undefined;
}

function short(said: string, wanted = /fatal|error|rejected|remote:/): string {
  const found = said.split('\n').find((one) => wanted.test(one)) ?? said;
  return found.replace(/\s+/g, ' ').trim().slice(0, 300);
}
