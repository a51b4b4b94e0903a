/**
 * issues: one issue for the plan and one for each phase, brought to what is proved of it now. Everything is looked up anew and
 * only differences are written, so that a run that was cut off is made up for by the next, and a second one changes nothing.
 */
import { fold, type PlanState } from '../lifecycle/fold.ts';
import { prove } from '../lifecycle/landed.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { Fault } from '../ports/fault.ts';
import type { Issue, Issues } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { issueEdit, linkEdits, newIssue } from '../report/issues/edits.ts';
import { type Mark, readBody } from '../report/issues/mark.ts';
import { OWN_LABEL, type WantedIssue, wantedParent, wantedPhase } from '../report/issues/wanted.ts';
import { readBranch } from './branch.ts';
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
  const here = (await forge.origins.repository()).name;
  const keeper = new Keeper(plan, prove(claimed, landed), here, forge.issues);
  return keeper.keep();
}

interface Kept {
  issue: Issue;
  mark: Mark;
}

/** One run over one plan's issues. */
class Keeper {
  private readonly written: string[] = [];
  private readonly notes: string[] = [];
  private readonly phases = new Map<string, Issue>();
  private parent: Issue | undefined;
  private links: 'issues' | 'text' = 'issues';
  private readonly plan: Plan;
  private readonly state: PlanState;
  private readonly here: string;
  private readonly forge: Issues;

  constructor(plan: Plan, state: PlanState, here: string, forge: Issues) {
    this.plan = plan;
    this.state = state;
    this.here = here;
    this.forge = forge;
  }

  async keep(): Promise<IssuesReport> {
    const own = this.byPhase(await this.forge.ours());
    const parent = own.get(null);
    this.links = parent?.mark.links ?? 'issues';
    const remembered = parent?.mark ?? (await this.findParent([...own.values()]));
    this.parent ??= parent?.issue;
    const children = this.parent ? await this.forge.children(this.parent.number) : [];
    for (const phase of this.plan.phases) {
      const issue = own.get(phase.id)?.issue ?? (await this.make(phase, remembered, children));
      if (issue) this.phases.set(phase.id, issue);
    }
    await this.adopt(children);
    await this.settle();
    await this.order();
    await this.retire([...own.values()]);
    return {
      plan: this.plan.id,
      issue: this.parent ? { number: this.parent.number, url: this.parent.url } : null,
      phases: [...this.phases].map(([phase, { number, url, state }]) => ({ phase, number, url, state })),
      links: this.links,
      written: this.written,
      notes: this.notes,
    };
  }

  /** The first of each counts: a second one came of two runs at once, and is told. */
  private byPhase(all: readonly Issue[]): Map<string | null, Kept> {
    const found = new Map<string | null, Kept>();
    for (const issue of all) {
      const mark = readBody(issue.body)?.mark;
      if (mark?.plan !== this.plan.id) continue;
      const first = found.get(mark.phase);
      if (first)
        this.notes.push(`#${issue.number} stands for the same as #${first.issue.number}: close one of them`);
      else found.set(mark.phase, { issue, mark });
    }
    return found;
  }

  /** Where the plan's issue went, with what it remembers; or a new one. */
  private async findParent(own: readonly Kept[]): Promise<Mark | undefined> {
    for (const number of new Set(own.flatMap(({ mark }) => mark.of ?? []))) {
      const there = await this.forge.get(number);
      if (there === undefined) continue;
      this.notes.push(this.whereItIs('the issue of the plan', there));
      return readBody(there.body)?.mark;
    }
    this.parent = await this.open(wantedParent(this.facts()), {}, `plan ${this.plan.id}`);
    return undefined;
  }

  /** An issue for a phase that has none here: made, unless the one that it had lives on elsewhere (github.md G19). */
  private async make(
    phase: Phase,
    before: Mark | undefined,
    children: readonly Issue[],
  ): Promise<Issue | undefined> {
    const number = before?.phases?.[phase.id];
    const there =
      children.find((child) => this.isElsewhere(child) && readBody(child.body)?.mark.phase === phase.id) ??
      (number === undefined ? undefined : await this.forge.get(number));
    if (there) {
      this.notes.push(this.whereItIs(phase.id, there));
      return undefined;
    }
    const more = this.parent ? { of: this.parent.number } : {};
    return this.open(wantedPhase(phase, this.facts()), more, phase.id);
  }

  private whereItIs(what: string, there: Issue): string {
    return this.isElsewhere(there)
      ? `${what} was moved to ${there.repository}#${there.number}: it is left there, and none is made anew`
      : `${what} is #${there.number}, and its mark was taken out: it is left alone, and none is made anew`;
  }

  private isElsewhere = ({ repository }: Issue): boolean =>
    repository.toLowerCase() !== this.here.toLowerCase();

  private async open(wanted: WantedIssue, more: { of?: number }, what: string): Promise<Issue> {
    const made = await this.forge.open(newIssue(wanted, { plan: this.plan.id, ...more }));
    this.written.push(`opened #${made.number} for ${what}`);
    return made;
  }

  /** Links what is not linked. Where the token may not, the texts will say it; each run asks once more. */
  private async adopt(children: readonly Issue[]): Promise<void> {
    const { parent } = this;
    if (parent === undefined) return;
    const linked = new Set(children.map(({ id }) => id));
    this.links = 'issues';
    for (const [phase, child] of this.phases) {
      if (linked.has(child.id)) continue;
      try {
        await this.forge.adopt(parent.number, child.id);
        this.written.push(`linked #${child.number} to #${parent.number}`);
      } catch (fault) {
        if (!(fault instanceof Fault) || fault.kind === 'service') throw fault;
        if (fault.code !== 'forge-refused') {
          this.links = 'text';
          return;
        }
        // Somebody gave it another parent, or there are a hundred already.
        this.notes.push(`${phase} is no sub-issue: ${fault.message}`);
      }
    }
  }

  /** Brings titles, texts, states and labels to what is wanted. */
  private async settle(): Promise<void> {
    const facts = this.facts();
    for (const phase of this.plan.phases) {
      const issue = this.phases.get(phase.id);
      const more = this.parent ? { of: this.parent.number } : {};
      if (issue) this.phases.set(phase.id, await this.change(issue, wantedPhase(phase, facts), more));
    }
    if (this.parent === undefined) return;
    const phases = Object.fromEntries([...this.phases].map(([phase, { number }]) => [phase, number]));
    const earlier = readBody(this.parent.body)?.mark.phases;
    const links = this.links === 'text' ? ({ links: 'text' } as const) : { links: undefined };
    this.parent = await this.change(this.parent, wantedParent(facts), {
      phases: { ...earlier, ...phases },
      ...links,
    });
  }

  private async change(issue: Issue, wanted: WantedIssue, more: Partial<Mark>): Promise<Issue> {
    const { edit, kept } = issueEdit(issue, wanted, { plan: this.plan.id, ...more });
    if (kept.length > 0) this.notes.push(`#${issue.number}: people changed ${kept.join(', ')}, which stays`);
    if (edit === undefined) return issue;
    const changed = await this.tolerant(issue, () => this.forge.update(issue.number, edit));
    if (changed === undefined) return issue;
    const done = edit.state === 'closed' ? 'closed' : edit.state === 'open' ? 'reopened' : 'changed';
    this.written.push(`${done} #${issue.number}`);
    return changed;
  }

  /** "Blocked by", for what a phase needs. Whatever else people linked stays. */
  private async order(): Promise<void> {
    if (this.links === 'text') return;
    const own = new Set([...this.phases.values()].map(({ id }) => id));
    const numbers = new Map([...this.phases.values()].map(({ id, number }) => [id, number]));
    for (const { id, needs } of this.plan.phases) {
      const issue = this.phases.get(id);
      if (issue === undefined) continue;
      const has = (await this.forge.blockers(issue.number)).map((blocker) => blocker.id);
      const wants = needs.flatMap((need) => this.phases.get(need)?.id ?? []);
      const { add, remove } = linkEdits(has, wants, own);
      for (const blocker of add) {
        await this.tolerant(issue, () => this.forge.block(issue.number, blocker));
        this.written.push(`#${issue.number} waits for #${numbers.get(blocker)}`);
      }
      for (const blocker of remove) {
        await this.tolerant(issue, () => this.forge.unblock(issue.number, blocker));
        this.written.push(`#${issue.number} waits no more for #${numbers.get(blocker)}`);
      }
    }
  }

  /** Issues of phases that the plan has no more are closed. */
  private async retire(own: readonly Kept[]): Promise<void> {
    for (const { issue, mark } of own) {
      if (mark.phase === null || this.plan.phases.some(({ id }) => id === mark.phase)) continue;
      const text = readBody(issue.body)!.text;
      const wanted = {
        phase: mark.phase,
        title: issue.title,
        text,
        state: 'closed',
        labels: [OWN_LABEL],
      } as const;
      await this.change(issue, { ...wanted, labels: [...wanted.labels] }, {});
    }
  }

  /** One issue that may not be changed does not hold up the others. */
  private async tolerant<T>({ number }: Issue, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (fault) {
      if (
        !(fault instanceof Fault) ||
        !['forge-forbidden', 'forge-refused', 'forge-not-found'].includes(fault.code)
      )
        throw fault;
      this.notes.push(`#${number}: ${fault.message}`);
      return undefined;
    }
  }

  private facts() {
    const { plan, state, parent } = this;
    const numbers = new Map([...this.phases].map(([phase, { number }]) => [phase, number]));
    const links = this.links === 'text' && parent ? { parent: parent.number, phases: numbers } : undefined;
    return { plan, state, links };
  }
}
