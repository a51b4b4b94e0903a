/** Our code against plan-spec/vectors. Each block is all that an implementation needs to run one file. */
import { describe, expect, it } from 'vitest';
import type { CheckedApproval } from '../../src/lifecycle/evidence.ts';
import { fold, type PlanFacts } from '../../src/lifecycle/fold.ts';
import { decide, type PhaseDecision } from '../../src/lifecycle/gate.ts';
import { parseRecord, union } from '../../src/lifecycle/record.ts';
import { wave } from '../../src/lifecycle/schedule.ts';
import { parseTrailers } from '../../src/lifecycle/trailers.ts';
import type { PhaseStateName } from '../../src/lifecycle/transitions.ts';
import { matches } from '../../src/outcomes/paths.ts';
import { phaseDigest, setDigest, setText } from '../../src/plan/digest.ts';
import { readPlan } from '../../src/plan/read.ts';
import { bytesOf, type Part, read } from './suite.ts';

interface Digests {
  plans: { name: string; plan: Part[]; phases: { id: string; text: string; digest: string }[] }[];
  sets: { plan: string; phases: string[]; text: string; digest: string; shown: string }[];
}
describe('digests.json', () => {
  const { plans, sets } = read<Digests>('vectors/digests.json');
  const file = (parts: Part[]) => Buffer.from(bytesOf({ plan: parts })).toString('utf8');
  const phasesOf = (text: string) =>
    readPlan(new TextEncoder().encode(text), 'plans/any.md').plan?.phases.map(({ id, text, digest }) => ({
      id,
      text,
      digest,
    }));

  it.each(plans)('$name', ({ plan, phases }) => {
    const text = file(plan);
    const expected = phases.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const copy of [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`])
      expect(phasesOf(copy)?.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(expected);
    for (const { text: shown, digest } of phases) expect(phaseDigest(shown)).toBe(digest);
  });
  it.each(sets)('the set of $phases', ({ plan, phases, text, digest, shown }) => {
    const all = plans.find(({ name }) => name === plan)!.phases;
    const refs = phases.map((id) => all.find((phase) => phase.id === id)!);
    expect(setText(refs)).toBe(text);
    expect(setDigest(refs)).toBe(digest);
    expect(digest.slice(0, 32)).toBe(shown);
  });
});

describe('digest-edits.json', () => {
  const { plan, edits } = read<{
    plan: Part[];
    edits: { name: string; from: string; to: string; changes: string[] }[];
  }>('vectors/digest-edits.json');
  const text = Buffer.from(bytesOf({ plan })).toString('utf8');
  const digests = (one: string) =>
    readPlan(new TextEncoder().encode(one), 'plans/slugs.md').plan!.phases.map(
      ({ id, digest }) => `${id} ${digest}`,
    );

  it.each(edits)('$name', ({ from, to, changes }) => {
    const before = digests(text);
    const changed = digests(text.replace(from, to)).filter((one) => !before.includes(one));
    expect(changed.map((one) => one.split(' ')[0])).toEqual(changes);
  });
});

describe('patterns.json', () => {
  const { patterns } = read<{ patterns: { pattern: string; matches: string[]; misses: string[] }[] }>(
    'vectors/patterns.json',
  );
  it.each(patterns)('$pattern', ({ pattern, matches: yes, misses: no }) => {
    expect(yes.filter((path) => !matches(path, [pattern]))).toEqual([]);
    expect(no.filter((path) => matches(path, [pattern]))).toEqual([]);
  });
});

const folded = (plan: PlanFacts, lines: readonly string[]) => {
  const { steps, problems } = parseRecord(lines.map((line) => `${line}\n`).join(''));
  const state = fold(plan, steps);
  return {
    phases: state.phases.map(({ phase, state, reason }) => ({ id: phase, state, reason })),
    refused: state.problems.map(({ line, code }) => ({ line, code })),
    problems: problems.map(({ line, code }) => ({ line, code })),
    usd: state.spentUsd,
  };
};

describe('transitions.json', () => {
  const { plan, rows } = read<{
    plan: PlanFacts;
    rows: { state: string; step: string; record: string[]; to: string; refused?: string }[];
  }>('vectors/transitions.json');
  it.each(rows)('$state, $step: $to', ({ state, record, to, refused }) => {
    expect(folded(plan, record.slice(0, -1)).phases[0]!.state).toBe(state);
    const after = folded(plan, record);
    expect(after.phases[0]!.state).toBe(to);
    expect(after.refused.map(({ code }) => code)).toEqual(refused ? [refused] : []);
  });
});

describe('folds.json', () => {
  const { folds } = read<{
    folds: {
      name: string;
      plan: PlanFacts;
      record: string[];
      phases: object[];
      refused: object[];
      problems: object[];
      usd: number;
    }[];
  }>('vectors/folds.json');
  it.each(folds)('$name', ({ plan, record, phases, refused, problems, usd }) => {
    expect(folded(plan, record)).toEqual({ phases, refused, problems, usd });
  });
});

describe('approvals.json', () => {
  const { approvals } = read<{
    approvals: {
      name: string;
      plan: PlanFacts;
      record: string[];
      count: number;
      decisions: Record<string, string>;
    }[];
  }>('vectors/approvals.json');
  it.each(approvals)('$name', ({ plan, record, count, decisions }) => {
    const state = fold(plan, parseRecord(record.join('\n')).steps);
    const held = state.approvals.map(
      (one): CheckedApproval => ({ ...one, verdict: 'holds', code: 'shown', why: '' }),
    );
    const policy = { approvals: { count, stale: 'paths' }, foreignCommits: 'refuse' } as const;
    const found = decide({ plan, state, approvals: held, policy, foreign: [], howToApprove: '' });
    expect(Object.fromEntries(found.map(({ phase, code }) => [phase, code]))).toEqual(decisions);
  });
});

describe('unions.json', () => {
  const { unions } = read<{ unions: { name: string; remote: string; mine: string[]; union: string }[] }>(
    'vectors/unions.json',
  );
  it.each(unions)('$name', ({ remote, mine, union: expected }) => {
    expect(union(remote, mine)).toBe(expected);
    expect(union(expected, mine)).toBe(expected);
  });
});

describe('readiness.json', () => {
  interface Wave {
    name: string;
    phases: { id: string; needs: string[] }[];
    states: Record<string, PhaseStateName>;
    approved: string[];
    wanted?: string[];
    by: 'person' | 'dispatch';
    start: string[];
    held: Record<string, string>;
  }
  const { waves } = read<{ waves: Wave[] }>('vectors/readiness.json');
  it.each(waves)('$name', ({ phases, states, approved, wanted, by, start, held }) => {
    const plan = { id: 'story', phases: phases.map((phase) => ({ ...phase, digest: 'd'.repeat(64) })) };
    const empty = fold(plan, []);
    const state = {
      ...empty,
      phases: empty.phases.map((track) => ({ ...track, state: states[track.phase] ?? ('pending' as const) })),
    };
    const decisions = plan.phases.map(({ id, digest }): PhaseDecision => {
      const yes = approved.includes(id);
      const [decision, code] = yes
        ? (['approved', 'approved'] as const)
        : (['refused', 'not-approved'] as const);
      return { phase: id, digest, decision, code, message: '', fix: '', approvals: [], waitingFor: [] };
    });
    const found = wave(plan, state, decisions, wanted, { by, run: { run: 'now', attempt: 1 }, attempts: 9 });
    expect(found.ok && found.wave.start.map(({ id }) => id)).toEqual(start);
    expect(found.ok && Object.fromEntries(found.wave.held.map(({ phase, code }) => [phase, code]))).toEqual(
      held,
    );
  });
});

describe('trailers.json', () => {
  const { messages } = read<{ messages: { name: string; message: string; trailers: object | null }[] }>(
    'vectors/trailers.json',
  );
  it.each(messages)('$name', ({ message, trailers }) => {
    expect(parseTrailers(message) ?? null).toEqual(trailers);
  });
});
