/**
 * issues: one issue for the plan and one for each phase, brought to what is proved of it now. Everything is looked up anew and
 * only differences are written, so that a run that was cut off is made up for by the next, and a second one changes nothing.
 */
import { fold } from '../lifecycle/fold.ts';
import { prove } from '../lifecycle/landed.ts';
import { Fault } from '../ports/fault.ts';
import type { Issue } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { type Mark, readBody } from '../report/issues/mark.ts';
import { OWN_LABEL, wantedParent, wantedPhase } from '../report/issues/wanted.ts';
import { readBranch } from './branch.ts';
import { findAll, type Own, ownIssues } from './issues/find.ts';
import { change, factsOf, type Keeping } from './issues/keeping.ts';
import { adopt, order } from './issues/links.ts';
import { stepsOf } from './record.ts';
import { findPlan } from './where.ts';

export interface IssuesReport {
  plan: string;
  /** The plan's own; null: it was moved to another repository. */
  issue: { number: number; url: string } | null;
  phases: { phase: string; number: number; url: string; state: Issue['state'] }[];
  /** `text`: the token may not link issues, so that links stand in their texts. */
  links: 'issues' | 'text';
  /** What was written, in words. */
  written: string[];
  /** What was left alone, and why. */
  notes: string[];
}

/** Plans that somebody had issues made for. */
export async function plansWithIssues({ forge }: Pick<Ports, 'forge'>): Promise<string[]> {
  requireForge(forge);
  const ids = (await forge.issues.ours()).flatMap(({ body }) => readBody(body)?.mark.plan ?? []);
  return [...new Set(ids)].sort();
}

function requireForge({ kind }: Ports['forge']): void {
  if (kind !== 'local') return;
  throw new Fault(
    'usage',
    'no-forge',
    'there are no issues here: they are kept where the repository is hosted',
    'Run the workflow Planfile issues (planfile init writes it).',
  );
}

export type IssuesPorts = Pick<Ports, 'git' | 'files' | 'forge'>;

export async function issues(ask: { name: string; cwd: string }, ports: IssuesPorts): Promise<IssuesReport> {
  const { forge, git } = ports;
  requireForge(forge);
  const { plan } = await findPlan(ask, ports);
  const claimed = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
  const { landed } = await readBranch({ plan, state: claimed, trustBase: false }, git);
  const keeping: Keeping = {
    plan,
    state: prove(claimed, landed),
    here: (await forge.origins.repository()).name,
    forge: forge.issues,
    parent: undefined,
    phases: new Map(),
    links: 'issues',
    written: [],
    notes: [],
  };
  const own = ownIssues(keeping, await forge.issues.ours());
  const children = await findAll(keeping, own);
  await adopt(keeping, children);
  await settle(keeping);
  await order(keeping);
  await retire(keeping, [...own.values()]);
  const { parent, phases, links, written, notes } = keeping;
  return {
    plan: plan.id,
    issue: parent ? { number: parent.number, url: parent.url } : null,
    phases: [...phases].map(([phase, { number, url, state }]) => ({ phase, number, url, state })),
    links,
    written,
    notes,
  };
}

/** Brings titles, texts, states and labels to what is wanted. */
async function settle(keeping: Keeping): Promise<void> {
  const { plan, parent, phases } = keeping;
  const facts = factsOf(keeping);
  for (const phase of plan.phases) {
    const issue = phases.get(phase.id);
    const more = parent ? { of: parent.number } : {};
    if (issue) phases.set(phase.id, await change(keeping, issue, wantedPhase(phase, facts), more));
  }
  if (parent === undefined) return;
  const numbers = Object.fromEntries([...phases].map(([phase, { number }]) => [phase, number]));
  // What has moved away is remembered, so that it is not made anew.
  const earlier = readBody(parent.body)?.mark.phases;
  const links = keeping.links === 'text' ? 'text' : undefined;
  const more = { phases: { ...earlier, ...numbers }, links } as Partial<Mark>;
  keeping.parent = await change(keeping, parent, wantedParent(facts), more);
}

/** Issues of phases that the plan has no more are closed. */
async function retire(keeping: Keeping, own: readonly Own[]): Promise<void> {
  for (const { issue, mark } of own) {
    const { phase } = mark;
    if (phase === null || keeping.plan.phases.some(({ id }) => id === phase)) continue;
    const { text } = readBody(issue.body)!;
    await change(
      keeping,
      issue,
      { phase, title: issue.title, text, state: 'closed', labels: [OWN_LABEL] },
      {},
    );
  }
}
