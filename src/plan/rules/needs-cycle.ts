import { example } from './example.ts';
import { defineRule } from './rule.ts';

const entry = (id: string, need: string) =>
  `  - id: ${id}\n    needs: [${need}]\n    paths: [src/${id}.ts]\n    verify: [npm test]\n`;

export const rule = defineRule({
  code: 'needs-cycle',
  title: 'Phases that wait for each other',
  doc: 'A phase that needs itself, over others or at once, can never start, and has no digest.',
  good: [example()],
  bad: [
    { plan: example({ phases: entry('build', 'build') }), at: [6, 12] },
    { plan: example({ phases: entry('one', 'two') + entry('two', 'one') }), at: [6, 12] },
  ],
  *check({ front, header }) {
    const phases = header?.value?.phases ?? [];
    const needs = new Map(phases.map((phase) => [phase.id, phase.needs]));
    const told = new Set<string>();
    for (const [index, { id }] of phases.entries()) {
      const circle = told.has(id) ? undefined : wayBack(id, needs);
      if (!circle) continue;
      for (const member of circle) told.add(member);
      yield {
        ...front!.placeAt(['phases', index, 'needs']),
        phase: id,
        message: `These phases wait for each other: ${[...circle, id].join(' → ')}.`,
        fix: 'Take one of these needs out.',
      };
    }
  },
});

/** The phases on a shortest way from a phase back to itself. */
function wayBack(start: string, needs: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const from = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const need of needs.get(id) ?? []) {
      if (need === start) {
        const way = [id];
        for (let step = id; step !== start; step = from.get(step)!) way.unshift(from.get(step)!);
        return way;
      }
      if (from.has(need)) continue;
      from.set(need, id);
      queue.push(need);
    }
  }
  return undefined;
}
