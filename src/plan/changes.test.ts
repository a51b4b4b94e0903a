import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentChanges } from './changes.ts';
import { readPlan } from './read.ts';

interface Edits {
  plan: string[];
  edits: { name: string; from: string; to: string; changes: string[] }[];
}
const vectors = new URL('../../plan-spec/vectors/digest-edits.json', import.meta.url);
const { plan: lines, edits } = JSON.parse(readFileSync(vectors, 'utf8')) as Edits;
const PLAN = lines.join('');
const texts = (source: string) =>
  new Map(
    readPlan(new TextEncoder().encode(source), 'plans/slugs.md').plan!.phases.map(({ id, text }) => [
      id,
      text,
    ]),
  );
const changesOf = (source: string, phase: string) =>
  contentChanges(texts(PLAN).get(phase)!, texts(source).get(phase)!);

describe('contentChanges', () => {
  it.each(edits)('has something to say exactly when the digest changed: $name', ({ from, to, changes }) => {
    const source = PLAN.replace(from, to);
    for (const id of texts(source).keys())
      expect(changesOf(source, id).length > 0).toBe(changes.includes(id));
  });

  it('shows the lines', () => {
    expect(changesOf(PLAN.replace('What to build.', 'What to make.\nAnd why.'), 'one')).toEqual([
      {
        part: 'phase.section',
        what: 'its section',
        lines: [
          { sign: '-', text: 'What to build.' },
          { sign: '+', text: 'What to make.' },
          { sign: '+', text: 'And why.' },
        ],
      },
    ]);
    expect(changesOf(PLAN.replace('turns: 60', 'turns: 61'), 'one')[0]).toMatchObject({
      part: 'phase.budget',
      lines: [
        { sign: '-', text: 'turns: 60' },
        { sign: '+', text: 'turns: 61' },
      ],
    });
  });

  it('names what a phase builds on', () => {
    expect(changesOf(PLAN.replace('What to build.', 'What to make.'), 'two')).toEqual([
      { part: 'needs.one', what: 'one, on which it builds', lines: [] },
    ]);
    expect(changesOf(PLAN.replace('needs: [one]', 'needs: []'), 'two')[0]?.what).toBe('it needs one no more');
  });
});
