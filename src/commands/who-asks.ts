/** Who set this run to work, by the forge's word, and whether they may (trust.md T10): asked before anything is started. */
import type { Doubt } from '../lifecycle/asked.ts';
import { type AskGuard, askGuards, mayAsk } from '../lifecycle/asker.ts';
import type { Recorded } from '../lifecycle/record.ts';
import type { StepOf } from '../lifecycle/step.ts';
import { Fault } from '../ports/fault.ts';
import type { Account, Remark, RunFacts } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { ask } from './asking.ts';

/** The run of a workflow that asks to start phases. */
export interface RunAsk {
  run: string;
  attempt: number;
  /** The comment that commands it, fetched; undefined: it was dispatched. */
  comment?: Remark | undefined;
  /** The run whose wave dispatched this one. */
  after?: string | undefined;
  /** How it is asked for, where that is not the execution of a plan. */
  fix?: string;
}

export interface WhoAsks {
  /** What the wave may start: by a person's word also what failed and is named; else only what is pending. */
  mode: 'person' | 'dispatch';
  by: StepOf<'start'>['by'];
  facts: RunFacts;
}

/** Throws a `refused` fault where they may not, an `undecided` one where that could not be asked. */
export async function whoAsks(
  { run, attempt, comment, after, fix }: RunAsk,
  record: readonly Recorded[],
  { forge }: Pick<Ports, 'forge'>,
  guards: readonly AskGuard[] = Object.values(askGuards),
): Promise<WhoAsks> {
  const facts = await forge.runs.find(run, attempt);
  if (facts === undefined) {
    throw new Fault(
      'undecided',
      'run-unknown',
      `the forge knows no run ${run}, attempt ${attempt}: who asks cannot be told`,
      'Give the job `permissions: actions: read`, and run it in a workflow.',
    );
  }
  const pressed = facts.triggeredBy;
  const permissionOf = (account: Account) => ask(() => forge.people.permission(account));
  const starts = record.flatMap(({ step }) => (step.type === 'start' ? [step] : []));
  const before = starts.filter(({ holder }) => holder.run === after);
  const doubt = mayAsk(
    {
      pressed,
      permission: pressed.kind === 'person' ? await permissionOf(pressed) : { known: 'none' },
      said: comment,
      saidPermission: comment && (await permissionOf(comment.author)),
      by: ASKED[facts.event] ?? 'itself',
      after: after === undefined ? undefined : { run: after, known: before.length > 0 },
    },
    guards,
  );
  if (doubt) throw refused(doubt, fix);
  const person = comment?.author ?? pressed;
  return {
    mode: after === undefined ? 'person' : 'dispatch',
    by:
      after !== undefined && pressed.kind !== 'person'
        ? before.at(-1)?.by
        : { name: person.login, account: person.id },
    facts,
  };
}

/** Of a run on a timer the forge names a person too: who last changed the timer. */
const ASKED: Readonly<Record<string, 'comment' | 'dispatch'>> = {
  issue_comment: 'comment',
  workflow_dispatch: 'dispatch',
  // A label that a workflow hears is as good as a button of its own.
  issues: 'dispatch',
};

const refused = (
  { verdict, code, why }: Doubt,
  fix = 'Who may write to the repository starts it: by the workflow, or with a comment `/planfile execute <plan>`.',
): Fault =>
  new Fault(verdict === 'undecided' ? 'undecided' : 'refused', code, `nothing was started: ${why}`, fix);
