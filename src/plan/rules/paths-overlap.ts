import { alternatives, mayOverlap } from '../../outcomes/paths.ts';
import type { PhaseEntry } from '../schema.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

/** A plan that is made to take long is not worth the time: this is advice. */
const MOST_PAIRS = 50_000;

const entry = (id: string, path: string, more = '') =>
  `  - id: ${id}\n    paths: ['${path}']\n    verify: [npm test]\n${more}`;
const sections = ['one', 'two']
  .map((id) => `## Phase ${id}: Do it\n\nText.\n\n- [ ] It is done\n`)
  .join('\n');

export const rule = defineRule({
  code: 'paths-overlap',
  title: 'Two phases that may meet in one file',
  doc: 'Phases that do not need each other may run together, and are joined as git joins branches: where both change one file, they may conflict, and one of them was paid for in vain.',
  good: [
    example({ phases: entry('one', 'src/a/**') + entry('two', 'src/b/**'), sections }),
    example({ phases: entry('one', 'src/**') + entry('two', 'src/**', '    needs: [one]\n'), sections }),
  ],
  bad: [
    { plan: example({ phases: entry('one', 'src/**') + entry('two', 'src/*.ts'), sections }), at: [9, 13] },
  ],
  measure: `At most ${MOST_PAIRS} pairs of patterns are compared.`,
  *check({ front, header }) {
    const phases = header?.value?.phases ?? [];
    const before = ancestors(phases);
    let left = MOST_PAIRS;
    for (const [index, later] of phases.entries()) {
      for (const earlier of phases.slice(0, index)) {
        if (before.get(later.id)?.has(earlier.id) || before.get(earlier.id)?.has(later.id)) continue;
        left -= size(later) * size(earlier);
        if (left < 0) return;
        const position = later.paths.findIndex((path) =>
          earlier.paths.some((other) => mayOverlap(path, other)),
        );
        if (position === -1) continue;
        yield {
          ...front!.placeAt(['phases', index, 'paths', position]),
          phase: later.id,
          message: `\`${later.id}\` may run together with \`${earlier.id}\`, and both may change \`${later.paths[position]}\`.`,
          fix: `Part their paths, or let one need the other.`,
        };
      }
    }
  },
});

/** How many single patterns the phase's paths stand for. */
function size({ paths }: PhaseEntry): number {
  return paths.reduce((sum, path) => sum + alternatives(path).length, 0);
}

/** What each phase needs, over others too. */
function ancestors(phases: readonly PhaseEntry[]): Map<string, Set<string>> {
  const needs = new Map(phases.map((phase) => [phase.id, phase.needs]));
  return new Map(
    phases.map(({ id }) => {
      const all = new Set<string>(needs.get(id));
      for (const one of all) for (const need of needs.get(one) ?? []) all.add(need);
      return [id, all];
    }),
  );
}
