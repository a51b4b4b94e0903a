/**
 * Steps of a record, so that a test reads like a story: `story(plan).approve('a').start('a').done('a')`. Keys and ids come from
 * a counter; nothing is random, and every step fits the schema.
 */
import { createHash } from 'node:crypto';
import type { PhaseFacts } from '../../src/lifecycle/fold.ts';
import { parseRecord, printStep, type Recorded } from '../../src/lifecycle/record.ts';
import type { Evidence, Step, StepOf } from '../../src/lifecycle/step.ts';
import type { Reason } from '../../src/outcomes/header.ts';

export const digestOf = (seed: string): string => createHash('sha256').update(seed).digest('hex');
export const objectOf = (seed: string): string => createHash('sha1').update(seed).digest('hex');

/** `{ a: [], b: ['a'] }`: phases by name with their needs; the digest is that of the name and `revision`. */
export function planOf(phases: Record<string, readonly string[]>, revision = 1) {
  const list = Object.entries(phases).map(([id, needs]) => ({
    id,
    needs: [...needs],
    digest: digestOf(`${id} ${revision}`),
  }));
  return { id: 'story', phases: list satisfies PhaseFacts[] };
}
export type StoryPlan = ReturnType<typeof planOf>;

/** One line of usage that cost so much. */
export const usage = (usd: number | null, model = 'claude-sonnet-5-5') => [
  { role: 'executor' as const, model, calls: 1, input: 1, cacheRead: 0, cacheWrite: 0, output: 1, usd },
];

export const START = Date.parse('2026-11-01T09:00:00Z');
const COMMENT: Evidence = { kind: 'comment', repository: 'octo/site', on: 7, id: 99 };

/** `teller` keeps the keys of two writers of one story apart. */
export function story(plan: StoryPlan, teller = 'one') {
  const steps: Step[] = [];
  const entry = (id: string) => ({ phase: id, digest: plan.phases.find((one) => one.id === id)!.digest });
  const common = () => {
    const n = steps.length;
    return {
      key: digestOf(`${teller} ${n}`).slice(0, 32),
      at: new Date(START + n * 60_000).toISOString(),
    };
  };
  const by = (name: string) => ({ name });
  const lastStart = (phase: string) =>
    steps.findLast((one) => one.type === 'start' && one.phase === phase)?.key ?? 'none';
  const told = {
    add(step: Step) {
      steps.push(step);
      return told;
    },
    approve(phases: string | readonly string[], who = 'ada', evidence: Evidence = COMMENT) {
      const list = [phases].flat().map(entry);
      return told.add({ ...common(), type: 'approve', by: by(who), phases: list, evidence });
    },
    revoke(phases: string | readonly string[], who = 'ada', evidence: Evidence = COMMENT) {
      const list = [phases].flat().map(entry);
      return told.add({ ...common(), type: 'revoke', by: by(who), phases: list, evidence });
    },
    start(phase: string, over: Partial<StepOf<'start'>> & { run?: string } = {}) {
      const { run = `run-${steps.length}`, ...rest } = over;
      const holder = { run, attempt: 1, nonce: digestOf(run).slice(0, 32) };
      const base = objectOf('base');
      return told.add({ ...common(), type: 'start', ...entry(phase), base, attempt: 1, holder, ...rest });
    },
    end(phase: string, over: Partial<StepOf<'end'>> = {}) {
      return told.add({
        ...common(),
        type: 'end',
        ...entry(phase),
        start: lastStart(phase),
        outcome: 'done',
        reason: null,
        message: '',
        commit: objectOf(`commit of ${phase} ${steps.length}`),
        tree: objectOf(`tree of ${phase}`),
        verified: true,
        turns: 3,
        seconds: 10,
        usage: [],
        ...over,
      });
    },
    done: (phase: string, over: Partial<StepOf<'end'>> = {}) => told.end(phase, over),
    failed: (phase: string, reason: Reason = 'verify') =>
      told.end(phase, { outcome: 'failed', reason, verified: false, commit: null, tree: null }),
    blocked: (phase: string) =>
      told.end(phase, { outcome: 'blocked', reason: 'escalated', verified: false, commit: null, tree: null }),
    reset(phase: string, who = 'ada') {
      return told.add({ ...common(), type: 'reset', by: by(who), ...entry(phase), reason: 'set free' });
    },
    review(tree: string, phases: readonly string[], over: Partial<StepOf<'review'>> = {}) {
      const findings = { blocker: 0, major: 0, minor: 0, nit: 0 };
      return told.add({
        ...common(),
        type: 'review',
        tree: objectOf(tree),
        verdict: 'pass',
        why: 'all met',
        model: 'claude-opus-5-5',
        findings,
        phases: [...phases],
        unmet: [],
        usage: [],
        ...over,
      });
    },
    draft(commit: string, revision = 1) {
      const phases = plan.phases.map(({ id }) => entry(id));
      return told.add({
        ...common(),
        type: 'draft',
        by: by('ada'),
        revision,
        commit: objectOf(commit),
        phases,
      });
    },
    lines: (): string[] => steps.map(printStep),
    text: (): string => steps.map((one) => `${printStep(one)}\n`).join(''),
    /** Through the text and back, as everybody reads it. */
    steps(): Recorded[] {
      const { steps: read, problems } = parseRecord(told.text());
      if (problems.length > 0) throw new Error(`the story does not fit: ${problems[0]!.message}`);
      return read;
    },
  };
  return told;
}
