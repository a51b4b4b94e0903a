/**
 * review --base: a branch, a commit or the working tree against the place where it left its base, before or without a pull
 * request. The same reading, the same two passes and the same outcome as for a wave; only where the change comes from differs.
 */
import { fold } from '../lifecycle/fold.ts';
import type { Review } from '../outcomes/review.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { inForce } from '../policy/inforce.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault, unforeseen } from '../ports/fault.ts';
import type { Repository, Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import { contextDocuments } from './introduction.ts';
import { writeOutcome } from './outcome-files.ts';
import { inForceOf, policyOf } from './policy.ts';
import { requireSandbox } from './ready-box.ts';
import { stepsOf } from './record.ts';
import {
  causeOf,
  judge,
  nothingJudged,
  oneLine,
  type ReviewGuards,
  type ReviewingPorts,
  reviewGuards,
} from './reviewing.ts';
import { treeAtHand } from './tree-at-hand.ts';
import { findPlan } from './where.ts';

export interface ChangeAsk {
  /** A branch, a tag, a full ref name or a full commit id: what the change would go to. */
  base: string;
  /** The same; undefined: the working tree as it is now. */
  head: string | undefined;
  cwd: string;
  context: readonly string[];
  /** Where the outcome is written; undefined: nowhere. */
  folder: string | undefined;
  run: string;
  attempt: number;
  signal?: AbortSignal | undefined;
}

export async function reviewBranch(
  ask: ChangeAsk,
  ports: ReviewingPorts,
  guards: ReviewGuards = reviewGuards,
): Promise<{ review: Review; fault: Fault | null }> {
  const { repository } = ports.git;
  const documents = await contextDocuments(ask.context, ask.cwd, ports);
  await using workshop = await ports.git.workshop();
  const ends = await endsOf(ask, repository);
  const policyCommit = await trustedCommit(ends, repository);
  const policy = await policyOf(policyCommit, ports);
  const place = await placeOf(ask, ends, policy, workshop, ports);
  const { plan, phases } = await plannedWork(place.branch, ask.cwd, ports);
  const blank: Review = {
    planfile: 1,
    kind: 'review',
    plan: plan?.id ?? null,
    run: ask.run,
    attempt: ask.attempt,
    nonce: ports.clock.nonce(),
    tree: place.tree,
    base: place.base,
    head: place.head,
    ...nothingJudged,
  };
  let outcome: Review;
  let fault: Fault | null = null;
  try {
    if (place.tree === (await repository.treeOf(place.base))) {
      outcome = { ...blank, verdict: 'pass', why: `nothing differs from ${ask.base}` };
    } else {
      ports.model.requireCredentials();
      await requireSandbox(ports, policy);
      ports.progress.note(`models are asked at ${ports.model.endpoint}`);
      const force = plan ? inForceOf(policy, plan) : withoutPlan(policy);
      const { base, tree } = place;
      const told = await judge(
        {
          workshop,
          base,
          tree,
          phases,
          policy,
          inForce: force,
          policyCommit,
          documents,
          signal: ask.signal,
        },
        ports,
        guards,
      );
      outcome = { ...blank, ...told.judged, notes: [...place.notes, ...told.judged.notes].slice(0, 100) };
      fault = told.fault;
    }
  } catch (thrown) {
    fault = unforeseen(thrown);
    outcome = { ...blank, why: oneLine(fault.message), cause: causeOf(fault) };
    if (ask.folder !== undefined) await writeOutcome(ports.files, ask.folder, redacted(outcome, ports));
    throw fault;
  }
  const review = redacted(outcome, ports);
  if (ask.folder !== undefined) await writeOutcome(ports.files, ask.folder, review);
  return { review, fault };
}

const redacted = (review: Review, { model }: Pick<Ports, 'model'>): Review =>
  redactOutcome(review, (text) => model.redact(text));

const withoutPlan = (policy: Policy) => {
  const force = inForce(policy, { models: {}, budget: {} });
  if (force.ok) return force.inForce;
  throw new Error('a policy that refuses what nobody asked for');
};

interface Place {
  /** The commit where the change left its base, and the tree that it ends in. */
  base: string;
  tree: string;
  /** The commit of that tree; null: a working tree that differs from its commit. */
  head: string | null;
  /** The branch that is reviewed, where one was named or is checked out. */
  branch: string | undefined;
  notes: string[];
}

/** What is compared, as commits: of a working tree the one that is checked out. */
interface Ends {
  target: string;
  commit: string;
}

async function endsOf({ base, head }: ChangeAsk, repository: Repository): Promise<Ends> {
  const target = await commitNamed(repository, base);
  const commit = head === undefined ? (await repository.head()).commit : await commitNamed(repository, head);
  if (commit !== undefined) return { target, commit };
  throw new Fault('usage', 'no-commits', 'the repository has no commit yet', 'Commit something first.');
}

/** Policy and attributes are the default branch's. Where that is the change itself, as in a repository of its own: the base's. */
async function trustedCommit({ target, commit }: Ends, repository: Repository): Promise<string> {
  const known = await repository.defaultCommit();
  if (known === undefined) return target;
  const ofChange =
    (await repository.isAncestor(known, commit)) && !(await repository.isAncestor(known, target));
  return ofChange ? target : known;
}

async function placeOf(
  { base, head }: ChangeAsk,
  { target, commit }: Ends,
  policy: Policy,
  workshop: Workshop,
  { git, files }: Pick<Ports, 'git' | 'files'>,
): Promise<Place> {
  const { repository } = git;
  const notes: string[] = [];
  const left = await repository.mergeBase(target, commit);
  if (left === undefined)
    notes.push(`${base} and the change have no single common ancestor: compared with ${base} itself`);
  const from = { base: left ?? target, notes };
  if (head !== undefined) {
    return { ...from, tree: await repository.treeOf(commit), head: commit, branch: branchName(head) };
  }
  const { root } = repository;
  if (root === undefined) {
    throw new Fault(
      'usage',
      'head-missing',
      'there is no working tree here to review',
      `planfile review --base ${base} --head <branch>`,
    );
  }
  const tree = await treeAtHand({ root, commit, limits: policy.limits }, workshop, { git, files });
  notes.push(...tree.notes);
  const clean = tree.id === (await repository.treeOf(commit));
  const { branch } = await repository.head();
  return { ...from, tree: tree.id, head: clean ? commit : null, branch };
}

const branchName = (ref: string): string =>
  ref.replace(/^refs\/heads\//, '').replace(/^(?:refs\/remotes\/)?origin\//, '');

/** As people name commits: never by git's own guessing, which would find more than one thing. */
async function commitNamed(repository: Pick<Repository, 'resolve' | 'head'>, name: string): Promise<string> {
  const found: (string | undefined)[] = [];
  if (name === 'HEAD') found.push((await repository.head()).commit);
  else if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name) || name.startsWith('refs/')) {
    found.push(await repository.resolve(name));
  } else {
    for (const prefix of ['refs/heads/', 'refs/remotes/', 'refs/tags/', 'refs/remotes/origin/'])
      found.push(await repository.resolve(`${prefix}${name}`));
  }
  const commit = found.find((one) => one !== undefined);
  if (commit !== undefined) return commit;
  throw new Fault(
    'usage',
    'ref-unknown',
    `there is no branch, tag or commit ${JSON.stringify(name.slice(0, 200))} here`,
    'Name a branch, a remote branch (origin/main), a tag, or a whole commit id; fetch it first where it is not here.',
  );
}

/** On `plan/<id>` the criteria of what is done are judged; where the record says that nothing is, those of the whole plan. */
async function plannedWork(
  branch: string | undefined,
  cwd: string,
  ports: Pick<Ports, 'git' | 'files'>,
): Promise<{ plan: Plan | undefined; phases: readonly Phase[] }> {
  const id = /^plan\/([a-z][a-z0-9-]{0,47})$/.exec(branch ?? '')?.[1];
  if (id === undefined) return { plan: undefined, phases: [] };
  const { plan } = await findPlan({ name: id, cwd }, ports);
  const state = fold(plan, stepsOf((await ports.git.repository.record(id))?.text));
  const done = new Set(state.phases.flatMap(({ phase, state }) => (state === 'done' ? [phase] : [])));
  const phases = plan.phases.filter(({ id }) => done.has(id));
  return { plan, phases: phases.length > 0 ? phases : plan.phases };
}
