/** When the default branch got what plans landed: for the report, over many plans at once, and whatever the way of the merge. */
import { arrivals, landedEnds } from '../lifecycle/arrival.ts';
import type { RecordReading } from '../lifecycle/record.ts';
import { Fault } from '../ports/fault.ts';
import type { CommitFacts, Repository } from '../ports/git.ts';

export interface Landed {
  /** Of the landed commits, by commit. */
  messages: Map<string, string>;
  mergedAt: string | undefined;
}

/** What each plan landed, and when the default branch had all of it. A history that is not here leaves that open, with a note. */
export async function landedOf(
  ids: readonly string[],
  records: ReadonlyMap<string, RecordReading>,
  { main, notes }: { main: string | undefined; notes: string[] },
  repository: Repository,
): Promise<Map<string, Landed>> {
  const ends = new Map(ids.map((id) => [id, landedEnds(records.get(id)?.steps ?? [])] as const));
  const commits = [
    ...new Set([...ends.values()].flatMap((own) => own.flatMap(({ commit }) => commit ?? []))),
  ];
  if (commits.length === 0 || main === undefined) return new Map();
  try {
    const facts = new Map((await repository.facts(commits)).map((one) => [one.id, one]));
    const [changes, branch, outside] = await Promise.all([
      repository.blobChanges([...facts.values()]),
      sinceFirst(ids, records, main, repository),
      repository.unreached(commits, main),
    ]);
    const brought = await repository.blobChanges(branch);
    const arrived = arrivals(
      branch.map(({ id, committedAt, message }) => ({
        id,
        at: committedAt,
        message,
        changes: brought.get(id) ?? [],
      })),
    );
    const found = new Map<string, Landed>();
    for (const [id, own] of ends) {
      if (own.length === 0) continue;
      const works = own.map(({ digest, commit }) => ({ digest, changes: changes.get(commit!) ?? [] }));
      const last = own.at(-1)!.commit!;
      const at =
        arrived(works)?.at ?? (outside.has(last) ? undefined : await reachedAt(last, branch, repository));
      found.set(id, {
        messages: new Map(own.map(({ commit }) => [commit!, facts.get(commit!)!.message])),
        mergedAt: at,
      });
    }
    return found;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    notes.push(`merges could not be told: ${fault.message}`);
    return new Map();
  }
}

/** The default branch since the first of these plans was started. */
async function sinceFirst(
  ids: readonly string[],
  records: ReadonlyMap<string, RecordReading>,
  main: string,
  repository: Repository,
): Promise<readonly CommitFacts[]> {
  const starts = ids
    .flatMap((id) => records.get(id)?.steps ?? [])
    .flatMap(({ step }) => (step.type === 'start' ? [step] : []))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const base = starts[0]?.base;
  try {
    return await repository.between(base === undefined ? [] : [base], main);
  } catch (fault) {
    // A record may name a base that is nowhere.
    if (!(fault instanceof Fault)) throw fault;
    return repository.between([], main);
  }
}

/** A merge that changed what it brought (people edited the same file) still has the commit itself: looked for by halves. */
async function reachedAt(
  commit: string,
  branch: readonly CommitFacts[],
  repository: Repository,
): Promise<string | undefined> {
  let [low, high] = [0, branch.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (await repository.isAncestor(commit, branch[middle]!.id)) high = middle;
    else low = middle + 1;
  }
  return branch[low]?.committedAt;
}
