/** What one run over a plan's issues knows and has done, and the one way in which it changes an issue. */
import type { PlanState } from '../../lifecycle/fold.ts';
import type { Plan } from '../../plan/plan.ts';
import { Fault } from '../../ports/fault.ts';
import type { Issue, Issues } from '../../ports/forge.ts';
import { issueEdit, newIssue } from '../../report/issues/edits.ts';
import type { Mark } from '../../report/issues/mark.ts';
import type { WantedFacts, WantedIssue } from '../../report/issues/wanted.ts';

export interface Keeping {
  readonly plan: Plan;
  /** Proved. */
  readonly state: PlanState;
  /** `owner/name`. */
  readonly here: string;
  readonly forge: Issues;
  /** The plan's issue; undefined: not there yet, or moved elsewhere. */
  parent: Issue | undefined;
  readonly phases: Map<string, Issue>;
  links: 'issues' | 'text';
  readonly written: string[];
  readonly notes: string[];
}

export function factsOf({ plan, state, parent, phases, links }: Keeping): WantedFacts {
  const numbers = new Map([...phases].map(([phase, { number }]) => [phase, number]));
  const named = links === 'text' && parent ? { parent: parent.number, phases: numbers } : undefined;
  return { plan, state, links: named };
}

export async function open(
  keeping: Keeping,
  wanted: WantedIssue,
  { more, what }: { more: { of?: number }; what: string },
): Promise<Issue> {
  const made = await keeping.forge.open(newIssue(wanted, { plan: keeping.plan.id, ...more }));
  keeping.written.push(`opened #${made.number} for ${what}`);
  return made;
}

/** Brings an issue to what is wanted, but for what people changed. */
export async function change(
  keeping: Keeping,
  issue: Issue,
  wanted: WantedIssue,
  more: Partial<Mark>,
): Promise<Issue> {
  const { edit, kept } = issueEdit(issue, wanted, { plan: keeping.plan.id, ...more });
  if (kept.length > 0) keeping.notes.push(`#${issue.number}: people changed ${kept.join(', ')}, which stays`);
  if (edit === undefined) return issue;
  const changed = await tolerant(keeping, issue, () => keeping.forge.update(issue.number, edit));
  if (changed === undefined) return issue;
  const done = edit.state === 'closed' ? 'closed' : edit.state === 'open' ? 'reopened' : 'changed';
  keeping.written.push(`${done} #${issue.number}`);
  return changed;
}

const ITS_OWN = new Set(['forge-forbidden', 'forge-refused', 'forge-not-found']);

/** One issue that may not be changed does not hold up the others. undefined: it was not done, and is told. */
export async function tolerant<T>(
  { notes }: Pick<Keeping, 'notes'>,
  { number }: Issue,
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (fault) {
    if (!(fault instanceof Fault) || !ITS_OWN.has(fault.code)) throw fault;
    notes.push(`#${number}: ${fault.message}`);
    return undefined;
  }
}
