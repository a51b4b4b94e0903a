/**
 * That the digest changes exactly when the spec says so is shown by plan-spec/vectors. Here: that those
 * vectors would catch a digest which leaves out a part that counts, or takes in one that does not, each by
 * name.
 */
import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PhaseContent, phaseDigest, phaseText, planText, setDigest, setText } from './digest.ts';
import type { Plan } from './plan.ts';
import { readPlan } from './read.ts';
import { toldFrom } from './told.ts';

interface Edits {
  plan: string[];
  edits: { name: string; from: string; to: string; changes: string[] }[];
}
const vectors = new URL('../../plan-spec/vectors/digest-edits.json', import.meta.url);
const { plan: lines, edits } = JSON.parse(readFileSync(vectors, 'utf8')) as Edits;
const PLAN = lines.join('');

function read(text: string): Plan {
  const { plan, problems } = readPlan(new TextEncoder().encode(text), 'plans/slugs.md');
  if (!plan) throw new Error(problems.map(({ message }) => message).join('\n'));
  return plan;
}

/** Names of the edits of which a reader with these texts would give other changes than the vectors do. */
function caught(textsOf: (plan: Plan, source: string) => Map<string, string>): string[] {
  const before = textsOf(read(PLAN), PLAN);
  const wrong = edits.filter(({ from, to, changes }) => {
    const source = PLAN.replace(from, to);
    const after = textsOf(read(source), source);
    const changed = [...after].filter(([id, text]) => before.get(id) !== text).map(([id]) => id);
    return changed.join() !== changes.join();
  });
  return wrong.map(({ name }) => name);
}

const phasesOf = (plan: Plan, textOf: (text: string) => string) =>
  new Map(plan.phases.map(({ id, text }) => [id, textOf(text)]));

describe('the vectors', () => {
  it('hold for our texts', () => {
    expect(caught((plan) => phasesOf(plan, (text) => text))).toEqual([]);
  });

  // Needs carry digests, which would show what was left out of the text: they are kept by id alone, but for
  // their own twin.
  const without = (part: string) => (text: string) => {
    const content = JSON.parse(text) as Record<string, Record<string, unknown>>;
    const [outer, inner] = part.split('.') as [string, string];
    delete content[outer]![inner];
    return JSON.stringify({
      ...content,
      needs: (content.needs as unknown as { id: string }[]).map(({ id }) => id),
    });
  };
  it.each([
    ['plan.id', 'the plan id'],
    ['plan.title', 'the title'],
    ['plan.models', 'the models of the plan'],
    ['plan.effort', 'the effort of the plan'],
    ['plan.budget', 'the budget of the plan'],
    ['plan.allow', 'an allow of one phase becomes one of the plan'],
    ['plan.body', 'the body between the sections'],
    ['phase.title', 'the title of a section'],
    ['phase.paths', 'the paths of a phase'],
    ['phase.verify', 'the commands of a phase'],
    ['phase.models', 'the models of a phase'],
    ['phase.budget', 'the budget of a phase'],
    ['phase.effort', 'a key of a phase that was left to the default'],
    ['phase.allow', 'an allow of one phase'],
    ['phase.section', 'the text of a section'],
  ])('catch a digest without %s', (part, name) => {
    const all = (plan: Plan) => phasesOf(plan, without(part));
    expect(caught(all)).toContain(name);
  });

  it('catch a digest that knows needs by their id alone, or not at all', () => {
    const needs = (map: (need: { id: string }) => unknown[]) => (text: string) => {
      const content = JSON.parse(text) as PhaseContent;
      return JSON.stringify({ ...content, needs: content.needs.flatMap(map) });
    };
    expect(
      caught((plan) =>
        phasesOf(
          plan,
          needs(({ id }) => [id]),
        ),
      ),
    ).toContain('the text of a section');
    expect(
      caught((plan) =>
        phasesOf(
          plan,
          needs(() => []),
        ),
      ),
    ).toContain('a need is taken away');
  });

  it.each([
    ['the issue', 'the issue', (plan: Plan) => String(plan.issue)],
    [
      'the front matter as written',
      'the style of YAML',
      (_: Plan, source: string) => source.split('\n---\n')[0]!,
    ],
    ['task marks', 'a task mark', (_: Plan, source: string) => String(source.match(/\[x\]/gi))],
    [
      'marks in upper case',
      'a task mark in upper case',
      (_: Plan, source: string) => String(source.match(/\[X\]/g)),
    ],
    [
      'blank lines',
      'blank lines around a section',
      (_: Plan, source: string) => String(source.split('\n').length),
    ],
    [
      'headings as written',
      'closing marks of a heading',
      (_: Plan, source: string) => String(source.match(/^#.*$/gm)),
    ],
    [
      'other phases',
      'a phase that nothing needs',
      (plan: Plan) => plan.phases.map(({ section }) => section).join(),
    ],
  ])('catch a digest with %s', (_, name, more) => {
    expect(caught((plan, source) => phasesOf(plan, (text) => text + more(plan, source)))).toContain(name);
  });
});

it('hashes the text that it shows, and models are told that text', () => {
  const [one, two] = read(PLAN).phases;
  expect(phaseDigest(two!.text)).toBe(two!.digest);
  const told = toldFrom(two!.text);
  expect(told.digest).toBe(two!.digest);
  expect(told.needs).toEqual([{ id: 'one', digest: one!.digest }]);
  expect(told.phase).toMatchObject({ id: 'two', title: 'Wire it', section: 'Wire.\n\n- [ ] It is wired' });
  expect(told.plan.body).toBe('Why.\n\n## Notes\n\nMore.');
});

it('reads back no text but its own', () => {
  const { text } = read(PLAN).phases[0]!;
  for (const other of [text.replace('{', '{ '), `${text.slice(0, -1)},"zzz":1}`, '{"planfile":1}', 'null'])
    expect(() => toldFrom(other)).toThrow(TypeError);
});

it('writes what RFC 8785 writes, whatever the order of keys', () => {
  for (const { text } of read(PLAN).phases) {
    const content = JSON.parse(text) as PhaseContent;
    expect(canonicalize(content)).toBe(text);
    const reversed = Object.fromEntries(Object.entries(content).reverse()) as unknown as PhaseContent;
    expect(phaseText(reversed)).toBe(text);
  }
});

it('writes what another writer of RFC 8785 writes, of whatever JSON, and nothing of what is none', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      expect(planText(value as never)).toBe(canonicalize(value));
    }),
  );
  for (const value of ['\ud800', { '\udfff': 1 }, [Number.NaN], Number.POSITIVE_INFINITY, undefined])
    expect(() => planText(value as never)).toThrow(TypeError);
});

it('names a set of phases, whatever their order', () => {
  const [one, two] = read(PLAN).phases;
  expect(setText([two!, one!])).toBe(setText([one!, two!]));
  expect(setDigest([two!, one!])).toBe(setDigest([one!, two!]));
  expect(setDigest([one!])).not.toBe(setDigest([two!]));
});
