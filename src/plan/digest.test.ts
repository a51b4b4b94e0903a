/** The digest changes exactly when the spec says so: one edit for each part that counts, one for each that does not. */
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { type PhaseContent, phaseDigest, phaseText, setDigest, setText } from './digest.ts';
import type { Plan } from './plan.ts';
import { readPlan } from './read.ts';
import { toldFrom } from './told.ts';

const PLAN = `---
planfile: 1
id: slugs
issue: 34
models: {executor: sonnet}
effort: high
budget: {usd: 4}
allow:
  - {rule: verify-missing, phase: three, reason: Nothing to run}
phases:
  - id: one
    paths: [src/one/**]
    verify: [npm test]
    budget: {usd: 1, turns: 60}
  - id: two
    needs: [one]
    paths: [src/two.ts]
    verify: [npm test]
  - id: three
    paths: [docs/three.md]
---

# Make slugs

Why.

## Phase one: Write it

What to build.

- [ ] It is there
  more of it
- [x] It is good

## Notes

More.

## Phase two: Wire it

Wire.

- [ ] It is wired

## Phase three: Describe it

Describe.

- [ ] It is described
`;

function read(text: string): Plan {
  const { plan, problems } = readPlan(new TextEncoder().encode(text), 'plans/slugs.md');
  if (!plan) throw new Error(problems.map(({ message }) => message).join('\n'));
  return plan;
}

/** Which phases' digests an edit changes. */
function changed(from: string, to: string): string[] {
  const edited = PLAN.replace(from, to);
  expect(edited).not.toBe(PLAN);
  const digests = new Map(read(PLAN).phases.map(({ id, digest }) => [id, digest]));
  return read(edited)
    .phases.filter(({ id, digest }) => digests.get(id) !== digest)
    .map(({ id }) => id);
}

const ALL = ['one', 'two', 'three'];
const ONE = ['one', 'two'];

describe('what counts', () => {
  it.each([
    ['the plan id', 'id: slugs', 'id: slug', ALL],
    ['the models of the plan', 'executor: sonnet', 'executor: haiku', ALL],
    ['the effort of the plan', 'effort: high', 'effort: low', ALL],
    ['the budget of the plan', 'usd: 4', 'usd: 5', ALL],
    ['the title', '# Make slugs', '# Make a slug', ALL],
    ['the body above the sections', 'Why.', 'Why not.', ALL],
    ['the body between the sections', 'More.', 'Less.', ALL],
    ['an allow of the plan', 'phase: three, ', '', ALL],
    ['an allow of one phase', 'Nothing to run', 'It is a text', ['three']],
    ['the paths of a phase', 'src/one/**', 'src/one/*', ONE],
    ['the commands of a phase', 'verify: [npm test]\n    budget', 'verify: [npm t]\n    budget', ONE],
    ['the budget of a phase', 'turns: 60', 'turns: 61', ONE],
    ['the title of a section', 'Write it', 'Write this', ONE],
    ['the text of a section', 'What to build.', 'What to make.', ONE],
    ['a criterion', 'It is good', 'It is better', ONE],
    ['text within a criterion', 'more of it', 'all of it', ONE],
    ['white space within a line', 'What to build.', 'What  to build.', ONE],
    ['a need', 'needs: [one]', 'needs: []', ['two']],
    ['a phase that nothing needs', 'Describe.', 'Write.', ['three']],
  ])('%s', (_, from, to, expected) => {
    expect(changed(from, to)).toEqual(expected);
  });
});

describe('what does not count', () => {
  it.each([
    ['the issue', 'issue: 34', 'issue: 35'],
    ['a comment in the front matter', 'planfile: 1', '# a comment\nplanfile: 1'],
    ['the style of YAML', 'models: {executor: sonnet}', 'models:\n  executor: "sonnet"'],
    ['the order of keys', 'issue: 34\nmodels: {executor: sonnet}', 'models: {executor: sonnet}\nissue: 34'],
    ['a task mark', '- [ ] It is there', '- [x] It is there'],
    ['a task mark in upper case', '- [x] It is good', '- [X] It is good'],
    ['blank lines around a section', '\n## Notes', '\n\n\n## Notes'],
    ['closing marks of a heading', '## Phase one: Write it', '## Phase one: Write it ##'],
    ['an empty list for none', 'paths: [docs/three.md]', 'needs: []\n    paths: [docs/three.md]'],
  ])('%s', (_, from, to) => {
    expect(changed(from, to)).toEqual([]);
  });

  it('line ends, and a byte order mark', () => {
    const digests = (text: string) => read(text).phases.map(({ digest }) => digest);
    expect(digests(PLAN.replaceAll('\n', '\r\n'))).toEqual(digests(PLAN));
    expect(digests(`\uFEFF${PLAN}`)).toEqual(digests(PLAN));
  });

  it('the order of sections, and of needs', () => {
    const [head, one, two] = PLAN.split(/(?=^## Phase (?:one|two))/m);
    const [section, notes] = one!.split(/(?=^## Notes)/m);
    const moved = `${head}${notes}${two}\n${section}`;
    expect(read(moved).phases.map(({ digest }) => digest)).toEqual(
      read(PLAN).phases.map(({ digest }) => digest),
    );
  });
});

it('hashes the text that it shows, and models are told that text', () => {
  const [one, two] = read(PLAN).phases;
  expect(phaseDigest(two!.text)).toBe(two!.digest);
  const told = toldFrom(two!.text);
  expect(told.needs).toEqual([{ id: 'one', digest: one!.digest }]);
  expect(told.phase).toMatchObject({ id: 'two', title: 'Wire it', section: 'Wire.\n\n- [ ] It is wired' });
  expect(told.plan.body).toBe('Why.\n\n## Notes\n\nMore.');
  expect(toldFrom(one!.text).phase.criteria).toEqual(['It is there more of it', 'It is good']);
  expect(two!.text).not.toContain('issue');
});

it('reads back no text but its own', () => {
  const { text } = read(PLAN).phases[0]!;
  expect(() => toldFrom(text.replace('{', '{ '))).toThrow(TypeError);
  expect(() => toldFrom('{"planfile":1}')).toThrow(TypeError);
});

it('writes what RFC 8785 writes, whatever the order of keys', () => {
  for (const { text } of read(PLAN).phases) {
    const content = JSON.parse(text) as PhaseContent;
    expect(canonicalize(content)).toBe(text);
    expect(phaseText(Object.fromEntries(Object.entries(content).reverse()) as unknown as PhaseContent)).toBe(
      text,
    );
  }
});

it('names a set of phases, whatever their order', () => {
  const [one, two] = read(PLAN).phases;
  expect(setText([two!, one!])).toBe(`[["one","${one!.digest}"],["two","${two!.digest}"]]`);
  expect(setDigest([two!, one!])).toBe(setDigest([one!, two!]));
  expect(setDigest([one!])).not.toBe(setDigest([two!]));
  expect(setDigest([one!])).toMatch(/^[0-9a-f]{64}$/);
});
