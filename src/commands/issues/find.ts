/** Which issue stands for what: found by mark and author, made where there is none, left where people took it (github.md G19). */
import type { Phase } from '../../plan/plan.ts';
import type { Issue } from '../../ports/forge.ts';
import { type Mark, readBody } from '../../report/issues/mark.ts';
import { wantedParent, wantedPhase } from '../../report/issues/wanted.ts';
import { factsOf, type Keeping, open } from './keeping.ts';

export interface Own {
  issue: Issue;
  mark: Mark;
}

/** By phase; null: the plan's. The first of each counts: a second one came of two runs at once, and is told. */
export function ownIssues({ plan, notes }: Keeping, all: readonly Issue[]): Map<string | null, Own> {
  const found = new Map<string | null, Own>();
  for (const issue of all) {
    const mark = readBody(issue.body)?.mark;
    if (mark?.plan !== plan.id) continue;
    const first = found.get(mark.phase);
    if (first)
      notes.push(`#${issue.number} stands for the same as #${first.issue.number}: close one of them`);
    else found.set(mark.phase, { issue, mark });
  }
  return found;
}

/** Finds or makes all of them. What has moved away is missing in the end, and told. */
export async function findAll(
  keeping: Keeping,
  own: ReadonlyMap<string | null, Own>,
): Promise<readonly Issue[]> {
  const parent = own.get(null);
  keeping.links = parent?.mark.links ?? 'issues';
  keeping.parent = parent?.issue;
  const remembered = parent?.mark ?? (await findParent(keeping, [...own.values()]));
  const children = keeping.parent ? await keeping.forge.children(keeping.parent.number) : [];
  for (const phase of keeping.plan.phases) {
    const issue = own.get(phase.id)?.issue ?? (await makePhase(keeping, phase, remembered, children));
    if (issue) keeping.phases.set(phase.id, issue);
  }
  return children;
}

/** Where the plan's issue went, with what it remembers; or a new one. */
async function findParent(keeping: Keeping, own: readonly Own[]): Promise<Mark | undefined> {
  for (const number of new Set(own.flatMap(({ mark }) => mark.of ?? []))) {
    const there = await keeping.forge.get(number);
    if (there === undefined) continue;
    keeping.notes.push(whereItIs(keeping, 'the issue of the plan', there));
    return readBody(there.body)?.mark;
  }
  const wanted = wantedParent(factsOf(keeping));
  keeping.parent = await open(keeping, wanted, { more: {}, what: `plan ${keeping.plan.id}` });
  return undefined;
}

/** An issue for a phase that has none here: made, unless the one that it had lives on elsewhere. */
async function makePhase(
  keeping: Keeping,
  phase: Phase,
  remembered: Mark | undefined,
  children: readonly Issue[],
): Promise<Issue | undefined> {
  const number = remembered?.phases?.[phase.id];
  const there =
    children.find((child) => isElsewhere(keeping, child) && readBody(child.body)?.mark.phase === phase.id) ??
    (number === undefined ? undefined : await keeping.forge.get(number));
  if (there) {
    keeping.notes.push(whereItIs(keeping, phase.id, there));
    return undefined;
  }
  const more = keeping.parent ? { of: keeping.parent.number } : {};
  return open(keeping, wantedPhase(phase, factsOf(keeping)), { more, what: phase.id });
}

const isElsewhere = ({ here }: Keeping, { repository }: Issue): boolean =>
  repository.toLowerCase() !== here.toLowerCase();

const whereItIs = (keeping: Keeping, what: string, there: Issue): string =>
  isElsewhere(keeping, there)
    ? `${what} was moved to ${there.repository}#${there.number}: it is left there, and none is made anew`
    : `${what} is #${there.number}, and its mark was taken out: it is left alone, and none is made anew`;
