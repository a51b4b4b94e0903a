/** How people go on with a plan on a forge: a line for each thing to do, worst first. The words are ours, names stand in code. */
import type { PhaseStateName } from '../lifecycle/transitions.ts';
import type { CheckWord } from '../review/check.ts';
import { codeSpan, forgeLine } from './markdown.ts';

export interface OnwardFacts {
  plan: string;
  path: string;
  phases: readonly {
    phase: string;
    state: PhaseStateName;
    /** The run that works on it. */
    run: string | null;
    /** Why it may not start, by the gate; null: it may. */
    refused: { decision: 'refused' | 'undecided'; message: string } | null;
  }[];
  /** The comment that gives every approval that is missing. */
  approve: string;
  check: CheckWord;
  /** Phases that the next wave starts by itself. */
  starting: readonly string[];
}

const list = (phases: readonly { phase: string }[]): string =>
  phases.map(({ phase }) => codeSpan(phase)).join(', ');

export function onward(facts: OnwardFacts): string[] {
  const { plan, path, phases, approve, check, starting } = facts;
  const of = (state: PhaseStateName) => phases.filter((phase) => phase.state === state);
  const [blocked, failed, running, pending] = [of('blocked'), of('failed'), of('running'), of('pending')];
  const lines: string[] = [];
  for (const { phase } of blocked)
    lines.push(
      `${codeSpan(phase)} found the plan wrong: revise ${codeSpan(path)} on this branch. A revision is a new digest, and is approved anew.`,
    );
  if (check.conclusion === 'failure')
    lines.push(
      `The review blocks. Have what it found mended by the executor (${codeSpan('/planfile fix')}, or ${codeSpan('/planfile fix <finding>')} for some of it), ` +
        `push a revision of the plan, undo the phase that it names (${codeSpan(`planfile reset ${plan} <phase> --reason "…"`)}), or go on all the same by naming a phase: ${codeSpan(`/planfile execute ${plan} <phase>`)}.`,
    );
  if (failed.length > 0)
    lines.push(
      `To build ${list(failed)} again, comment ${codeSpan(`/planfile execute ${plan} ${failed.map(({ phase }) => phase).join(' ')}`)}.`,
    );
  for (const { phase, run } of running) lines.push(`${codeSpan(phase)} is being built (run ${run ?? '?'}).`);
  const waiting = pending.filter(({ phase }) => !starting.includes(phase));
  const unapproved = waiting.filter(({ refused }) => refused !== null);
  for (const { phase, refused } of unapproved)
    lines.push(`${codeSpan(phase)}: ${forgeLine(refused!.message, 300)}`);
  if (unapproved.some(({ refused }) => refused!.decision === 'refused'))
    lines.push(`Who has read the plan and may approve it comments, alone on a line: ${codeSpan(approve)}`);
  if (starting.length > 0)
    lines.push(`The next wave starts by itself: ${starting.map(codeSpan).join(', ')}.`);
  else if (waiting.length > unapproved.length && running.length === 0)
    lines.push(`To build what is ready, comment ${codeSpan(`/planfile execute ${plan}`)}.`);
  if (check.conclusion === 'action_required' && of('done').length > 0)
    lines.push(
      'There is no valid review of what stands here: comment `/planfile review`, or re-run the job `review` of the run that built it.',
    );
  if (phases.every(({ state }) => state === 'done') && check.conclusion === 'success')
    lines.push('Everything is built and passed its review: read the change, and merge it.');
  return lines;
}
