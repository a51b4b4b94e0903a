/** What the issues of a plan should say, from the plan and from what is proved of it. */
import type { PlanState } from '../../lifecycle/fold.ts';
import type { PhaseStateName } from '../../lifecycle/transitions.ts';
import type { Phase, Plan } from '../../plan/plan.ts';
import { codeSpan, forgeLine, forgeMarkdown } from '../markdown.ts';
import { plainLine } from '../plain.ts';
import { withoutSecrets } from '../redact.ts';
import { withoutMarks } from './mark.ts';

export interface WantedIssue {
  /** null: the plan's own. */
  phase: string | null;
  title: string;
  text: string;
  state: 'open' | 'closed';
  /** Of ours; what people added is theirs. */
  labels: string[];
}

export interface WantedFacts {
  plan: Plan;
  /** Proved (`prove`): an issue is not closed on the record's word. */
  state: PlanState;
  /** Numbers to link to in the text, where the token may not make real links. */
  links?: { parent: number; phases: ReadonlyMap<string, number> } | undefined;
}

export const OWN_LABEL = 'planfile';
/** What may run next, and what somebody has to look at. */
const STATE_LABELS: Partial<Record<PhaseStateName, string>> = {
  running: 'planfile: running',
  failed: 'planfile: failed',
  blocked: 'planfile: blocked',
};
const NEXT_LABEL = 'planfile: next';
/** No others that begin like ours: `planfile: draft` is a person's word to the planner. */
const OWN_LABELS = new Set([OWN_LABEL, NEXT_LABEL, ...Object.values(STATE_LABELS)]);
export const isOwnLabel = (name: string): boolean => OWN_LABELS.has(name);

/** Prose of a phase, and a title, in characters: the whole stands in the document. */
const MOST_PROSE = 12_000;
const MOST_TITLE = 200;

export function wantedParent({ plan, state, links }: WantedFacts): WantedIssue {
  const done = state.phases.filter((track) => track.state === 'done').length;
  const rows = plan.phases.map(({ id, title }, index) => {
    const number = links?.phases.get(id);
    const link = number === undefined ? '' : ` #${number}`;
    return `- ${codeSpan(id)}${link}: ${forgeLine(title, 300)} (${state.phases[index]!.state})`;
  });
  const text = [
    `**${forgeLine(plan.title, 500)}**`,
    `The plan ${codeSpan(plan.id)} (${codeSpan(plan.path)}), ${done} of ${plan.phases.length} phases done.${typeof plan.issue === 'number' ? ` Asked for in #${plan.issue}.` : ''}`,
    rows.join('\n'),
    ...(links ? ['Links stand here because this token may not make sub-issues and dependencies.'] : []),
    `A comment ${codeSpan(`/planfile execute ${plan.id}`)} starts what is approved and ready. This text follows the plan; what people write outside of it, and in comments, is left alone.`,
  ].join('\n\n');
  return {
    phase: null,
    title: titleOf(`Plan ${plan.id}: ${plan.title}`),
    text: withoutMarks(text),
    state: done === plan.phases.length && done > 0 ? 'closed' : 'open',
    labels: [OWN_LABEL],
  };
}

export function wantedPhase(phase: Phase, facts: WantedFacts): WantedIssue {
  const { plan, state, links } = facts;
  const track = state.phases.find((one) => one.phase === phase.id)!;
  const mark = STATE_LABELS[track.state] ?? (isNext(phase, state) ? NEXT_LABEL : undefined);
  const needs = phase.needs.map((need) => {
    const number = links?.phases.get(need);
    return `${codeSpan(need)}${number === undefined ? '' : ` #${number}`}`;
  });
  const text = [
    `Phase ${codeSpan(phase.id)} of plan ${codeSpan(plan.id)}${links ? `, part of #${links.parent}` : ''}.${needs.length > 0 ? ` It needs ${needs.join(', ')}.` : ''}`,
    forgeMarkdown(withoutTasks(phase.section), MOST_PROSE),
    ...(phase.criteria.length > 0
      ? [
          `**It is done when**\n\n${phase.criteria.map(({ text }) => `- [ ] ${forgeLine(text, 1_000)}`).join('\n')}`,
        ]
      : []),
    `May change ${phase.paths.map((path) => codeSpan(path)).join(', ')}. ${phase.verify.length > 0 ? `Verified by ${phase.verify.map((command) => codeSpan(command)).join(', ')}.` : ''}`.trim(),
    ...(track.state === 'failed' || track.state === 'blocked'
      ? [
          `It ${track.state === 'failed' ? 'failed' : 'is blocked'}${track.reason ? ` (${track.reason})` : ''}${track.message ? `: ${forgeLine(track.message, 2_000)}` : '.'}`,
        ]
      : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  return {
    phase: phase.id,
    title: titleOf(`${phase.id}: ${phase.title}`),
    text: withoutMarks(withoutSecrets(text)),
    state: track.state === 'done' ? 'closed' : 'open',
    labels: [OWN_LABEL, ...(mark === undefined ? [] : [mark])],
  };
}

const isNext = ({ id, needs }: Phase, { phases }: PlanState): boolean => {
  const stateOf = (phase: string) => phases.find((one) => one.phase === phase)?.state;
  return stateOf(id) === 'pending' && needs.every((need) => stateOf(need) === 'done');
};

const titleOf = (text: string): string =>
  plainLine(withoutSecrets(text)).slice(0, MOST_TITLE).toWellFormed().trim();

/** The criteria stand as tasks of their own. */
const withoutTasks = (section: string): string => section.replace(/^\s*[-*+] \[[ xX]\] .*$/gm, '').trim();
