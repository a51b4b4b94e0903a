/** Which plan and phase an issue of ours stands for: so that people can start what they see, where they see it. */
import { Fault } from '../ports/fault.ts';
import type { Account, Forge } from '../ports/forge.ts';
import { readBody } from '../report/issues/mark.ts';

export interface MarkedIssue {
  plan: string;
  /** null: the plan as a whole. */
  phase: string | null;
}

type MarkGuard = (author: Account, self: Account) => boolean;
export type MarkGuards = Readonly<Record<string, MarkGuard>>;

/** What must hold of an issue's author beside its mark, for a comment on it: anybody can copy a mark, and have some app post it. */
export const markGuards: MarkGuards = {
  'our own account opened it': (author, self) => author.id === self.id,
};

/** On a person's machine: the token is theirs, while a workflow's account, or an app's, keeps the issues. */
export const namedGuards: MarkGuards = {
  'no other person opened it': (author, self) => author.kind !== 'person' || author.id === self.id,
};

/** undefined: it is no issue that planfile opened. */
export async function markedIssue(
  on: number,
  { issues, people }: Pick<Forge, 'issues' | 'people'>,
  guards: MarkGuards = markGuards,
): Promise<MarkedIssue | undefined> {
  const issue = await issues.get(on);
  const mark = readBody(issue?.body ?? '')?.mark;
  if (issue === undefined || mark === undefined) return undefined;
  const self = await people.self();
  if (!Object.values(guards).every((holds) => holds(issue.author, self))) return undefined;
  return { plan: mark.plan, phase: mark.phase };
}

/** The same for a person who named the issue, and starts nothing but what this machine's approvals allow (trust.md T11). */
export async function requireMarked(
  on: number,
  forge: Pick<Forge, 'issues' | 'people'>,
): Promise<MarkedIssue> {
  const found = await markedIssue(on, forge, namedGuards);
  if (found) return found;
  throw new Fault(
    'usage',
    'issue-without-plan',
    `#${on} stands for no plan and no phase`,
    'Name the plan: planfile status lists them. Issues of a plan are made by `planfile issues <plan>`.',
  );
}
