/** Which plan and phase an issue of ours stands for: so that people can start what they see, where they see it. */
import { Fault } from '../ports/fault.ts';
import type { Account, Forge } from '../ports/forge.ts';
import { readBody } from '../report/issues/mark.ts';

export interface MarkedIssue {
  plan: string;
  /** null: the plan as a whole. */
  phase: string | null;
}

/** What must hold of an issue's author, beside its mark. */
export const markGuards = {
  'no other person opened it': (author: Account, self: Account) =>
    author.kind !== 'person' || author.id === self.id,
} as const satisfies Record<string, (author: Account, self: Account) => boolean>;

/** undefined: it is no issue that planfile opened. Marks can be copied; an account that opens issues for a workflow is an app's or ours. */
export async function markedIssue(
  on: number,
  { issues, people }: Pick<Forge, 'issues' | 'people'>,
  guards: Readonly<Partial<typeof markGuards>> = markGuards,
): Promise<MarkedIssue | undefined> {
  const issue = await issues.get(on);
  const mark = readBody(issue?.body ?? '')?.mark;
  if (issue === undefined || mark === undefined) return undefined;
  const self = await people.self();
  if (!Object.values(guards).every((holds) => holds(issue.author, self))) return undefined;
  return { plan: mark.plan, phase: mark.phase };
}

/** The same for somebody who named the issue. */
export async function requireMarked(
  on: number,
  forge: Pick<Forge, 'issues' | 'people'>,
): Promise<MarkedIssue> {
  const found = await markedIssue(on, forge);
  if (found) return found;
  throw new Fault(
    'usage',
    'issue-without-plan',
    `#${on} stands for no plan and no phase`,
    'Name the plan: planfile status lists them. Issues of a plan are made by `planfile issues <plan>`.',
  );
}
