/** Revisions: what is kept keeps its digest, what is done is not touched, and each guard has its twin. */
import { describe, expect, test } from 'vitest';
import type { ProposedPhase } from './proposal.ts';
import { readPlan } from './read.ts';
import {
  type RevisionFacts,
  type RevisionProposal,
  revisePlan,
  revisionGuards,
  revisionObjections,
} from './revision.ts';

const text = `---
planfile: 1
id: slugs # people wrote this
issue: 7
budget: {usd: 4}
phases:
  - id: one
    paths: [src/one.ts]
    verify: [npm test]
  # the middle
  - id: two
    needs: [one]
    paths: [src/two.ts]
    verify: [npm test]
  - id: three
    paths: [src/three.ts]
    verify: [npm test]
---

# Slugs

Why, at length.

## Phase one: The first

Write one.

- [ ] One is there

## Phase two: The second

Write two.

- [ ] Two is there

## Phase three: The third

Write three.

- [ ] Three is there
`;
const read = (source: string) => readPlan(new TextEncoder().encode(source), 'plans/slugs.md');
const before = read(text).plan!;
const two: ProposedPhase = {
  id: 'two',
  title: 'The second, otherwise',
  kind: 'build',
  needs: ['one'],
  paths: ['src/two.ts', 'src/router.ts'],
  creates: [],
  unlocks: [],
  verify: ['npm test'],
  work: 'Write two, and wire it.',
  criteria: ['Two is there', 'The router knows it'],
};
const keep = (id: string) => ({ id, phase: null });
const change: RevisionProposal = {
  because: 'the router was forgotten',
  body: null,
  phases: [keep('one'), { id: 'two', phase: two }, keep('three')],
};
const apply = (revision: RevisionProposal, more: Partial<RevisionFacts> = {}) => {
  const after = revisePlan({ text, revision, budgets: new Map(), strong: 'opus' });
  const facts: RevisionFacts = {
    revision,
    before,
    reading: read(after),
    files: ['src/one.ts', 'src/two.ts', 'src/three.ts', 'src/router.ts', '.github/workflows/ci.yml'],
    taken: new Set(),
    commands: ['npm test'],
    fixed: new Set(['one']),
    ...more,
  };
  return { after, facts, digests: facts.reading.plan?.phases.map(({ id, digest }) => [id, digest]) };
};
const digestOf = (id: string) => before.phases.find((phase) => phase.id === id)!.digest;

test('a changed phase is a new digest, the others keep theirs, and what people wrote stays', () => {
  const { after, facts, digests } = apply(change);
  expect(revisionObjections(facts)).toEqual([]);
  expect(digests).toEqual([
    ['one', digestOf('one')],
    ['two', expect.not.stringMatching(digestOf('two'))],
    ['three', digestOf('three')],
  ]);
  expect(after).toContain('id: slugs # people wrote this');
  expect(after).toContain('# the middle');
  expect(after).toMatchSnapshot();
});

test('a phase is added, another dropped, the order changed: the rest keeps its digests', () => {
  const { facts, digests } = apply({
    ...change,
    phases: [keep('three'), keep('one'), { id: 'four', phase: { ...two, id: 'four', needs: ['three'] } }],
  });
  expect(revisionObjections(facts)).toEqual([]);
  expect(digests?.map(([id]) => id)).toEqual(['three', 'one', 'four']);
  expect(digests?.slice(0, 2)).toEqual([
    ['three', digestOf('three')],
    ['one', digestOf('one')],
  ]);
});

test('where nothing is built yet the shared text may change, and then every digest does', () => {
  const { facts, digests } = apply({ ...change, body: 'Why, otherwise.' }, { fixed: new Set() });
  expect(revisionObjections(facts)).toEqual([]);
  expect(facts.reading.plan?.body).toBe('Why, otherwise.');
  expect(digests?.some(([id, digest]) => digest === digestOf(String(id)))).toBe(false);
});

const bad: Record<string, [guard: string, revision: RevisionProposal, more?: Partial<RevisionFacts>]> = {
  'a phase that is not there is kept': [
    'what is kept is there',
    { ...change, phases: [...change.phases, keep('nine')] },
  ],
  'a done phase is changed': [
    'done and running phases stay as they are',
    {
      ...change,
      phases: [{ id: 'one', phase: { ...two, id: 'one', needs: [] } }, keep('two'), keep('three')],
    },
  ],
  'a done phase is dropped': [
    'done and running phases stay as they are',
    { ...change, phases: [keep('two'), keep('three')] },
    { fixed: new Set(['one']) },
  ],
  'what a running phase builds on is changed': [
    'done and running phases stay as they are',
    {
      ...change,
      phases: [{ id: 'one', phase: { ...two, id: 'one', needs: [] } }, keep('two'), keep('three')],
    },
    { fixed: new Set(['two']) },
  ],
  'the shared text is changed under a done phase': [
    'the text outside of the phases stays while phases are done or running',
    { ...change, body: 'Otherwise.' },
  ],
  'nothing changes': ['something changes', { ...change, phases: [keep('one'), keep('two'), keep('three')] }],
  'workflows are unlocked': [
    'checks, owners and instructions are left to people',
    {
      ...change,
      phases: [keep('one'), { id: 'two', phase: { ...two, paths: ['.github/**'] } }, keep('three')],
    },
  ],
  'a command that nobody named': [
    'verify is what the repository knows',
    {
      ...change,
      phases: [keep('one'), { id: 'two', phase: { ...two, verify: ['make it'] } }, keep('three')],
    },
  ],
  'a heading in a changed phase': [
    'what is changed reads back as it was proposed',
    {
      ...change,
      phases: [keep('one'), { id: 'two', phase: { ...two, work: 'x\n\n## y\n\nz' } }, keep('three')],
    },
  ],
};

describe('refused', () => {
  test.each(Object.entries(bad))('%s', (_, [guard, revision, more]) => {
    const { facts } = apply(revision, more);
    expect(revisionGuards[guard]!(facts).length).toBeGreaterThan(0);
    expect(revisionObjections(facts).length).toBeGreaterThan(0);
  });
});
