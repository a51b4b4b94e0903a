/**
 * The record's word on a wave's review: once for each outcome, at the landing or later. A wave's steps are known by keys that
 * its nonce gives, so that a second publish sees what was told, and a late one tells only what is new.
 */
import { createHash } from 'node:crypto';
import { fold, type PhaseState } from '../../lifecycle/fold.ts';
import type { Recorded } from '../../lifecycle/record.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import { restOfUsage } from '../../outcomes/usage.ts';
import { isRefuted } from '../../review/verdict.ts';
import { inOrder } from '../wave-work.ts';
import type { PublishPorts, Wave } from './wave.ts';

/** What brought the review: its nonce makes the keys. */
interface Brought extends Pick<Wave, 'review'> {
  schedule: { nonce: string };
}

export interface Judged {
  /** Landed phases that the review speaks for. */
  phases: readonly string[];
  /** The tree that landed; undefined: none did. */
  tree: string | undefined;
}

/** The step that the record lacks, if it lacks one. A review of another tree speaks for no phase; what it cost is told. */
export function reviewSteps(
  { review, schedule }: Brought,
  landed: Judged,
  record: readonly Recorded[],
  { clock }: Pick<PublishPorts, 'clock'>,
): StepOf<'review'>[] {
  if (review === undefined) return [];
  const told = toldOf(schedule.nonce, record);
  const usage = restOfUsage(
    review.usage,
    told.flatMap((step) => step.usage),
  );
  const phases = review.tree === landed.tree ? landed.phases : [];
  const last = told.at(-1);
  const same = last?.tree === review.tree && last.verdict === review.verdict && last.why === review.why;
  if (usage.length === 0 && (same || phases.length === 0)) return [];
  const count = (severity: string) =>
    review.findings.filter((one) => one.severity === severity && !isRefuted(one)).length;
  const unmet = review.criteria.filter(({ phase, met }) => !met && phases.includes(phase));
  return [
    {
      type: 'review',
      key: keyOf(schedule.nonce, told.length),
      at: clock.now().toISOString(),
      tree: review.tree,
      verdict: review.verdict,
      why: review.why,
      model: review.model,
      findings: {
        blocker: count('blocker'),
        major: count('major'),
        minor: count('minor'),
        nit: count('nit'),
      },
      phases: [...phases],
      unmet: [...new Set(unmet.map(({ phase }) => phase))],
      usage,
    },
  ];
}

/** What of a wave that has ended still stands as it landed: a phase that was started again since is another's to judge. */
export function standingOf({ plan, schedule }: Wave, record: readonly Recorded[]): Judged {
  const starts = new Set(schedule.legs.map(({ start }) => start));
  const { phases } = fold(plan, record);
  const ends = inOrder(plan).flatMap(({ id }) => {
    const track = phases.find(({ phase }) => phase === id);
    return track?.state === 'done' && track.end && starts.has(track.end.start) ? [track.end] : [];
  });
  const others = stillStanding(schedule, phases);
  return {
    phases: ends.length === 0 ? [] : [...ends, ...others].map(({ phase }) => phase),
    tree: ends.at(-1)?.tree ?? undefined,
  };
}

/** Of the phases that a fix has judged again: those that stand as they stood when it began. */
export const stillStanding = (
  { fix }: Pick<Wave['schedule'], 'fix'>,
  phases: readonly PhaseState[],
): NonNullable<Wave['schedule']['fix']>['standing'] =>
  (fix?.standing ?? []).filter(({ phase, start }) =>
    phases.some((track) => track.phase === phase && track.state === 'done' && track.end?.start === start),
  );

/** The steps that this wave's own outcome has brought, and that say what it says: of those that anybody can type, none. */
export function ownSteps(
  { review, schedule }: Brought,
  landed: Judged,
  record: readonly Recorded[],
): StepOf<'review'>[] {
  if (review === undefined) return [];
  const phases = review.tree === landed.tree ? landed.phases : [];
  const unmet = (phase: string) => review.criteria.some((one) => one.phase === phase && !one.met);
  return toldOf(schedule.nonce, record).filter(
    (step) =>
      step.tree === review.tree &&
      step.verdict === review.verdict &&
      step.why === review.why &&
      step.phases.every((phase) => phases.includes(phase) && unmet(phase) === step.unmet.includes(phase)),
  );
}

function toldOf(nonce: string, record: readonly Recorded[]): StepOf<'review'>[] {
  const told: StepOf<'review'>[] = [];
  for (;;) {
    const key = keyOf(nonce, told.length);
    const step = record.find((one) => one.step.key === key)?.step;
    if (step?.type !== 'review') return told;
    told.push(step);
  }
}

const keyOf = (nonce: string, nth: number): string =>
  createHash('sha256').update(`${nonce} review ${nth}`).digest('hex').slice(0, 32);
