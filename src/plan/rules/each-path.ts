/** Every entry of every `paths`; its place is looked up only when something is wrong with it. */
import type { PlanDocument } from '../document.ts';
import type { Place } from '../problem.ts';

interface PathEntry {
  path: string;
  phase: string;
  place: () => Required<Place>;
}

export function* eachPath({ front, header }: PlanDocument): Generator<PathEntry> {
  for (const [index, { id, paths }] of header?.value?.phases.entries() ?? [])
    for (const [position, path] of paths.entries())
      yield { path, phase: id, place: () => front!.placeAt(['phases', index, 'paths', position]) };
}
