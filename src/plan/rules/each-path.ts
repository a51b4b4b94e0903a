/** Every entry of every `paths`, with its place. */
import type { PlanDocument } from '../document.ts';
import type { Place } from '../problem.ts';

export function* eachPath({
  front,
  header,
}: PlanDocument): Generator<{ path: string; phase: string; place: Place }> {
  for (const [index, { id, paths }] of header?.value?.phases.entries() ?? [])
    for (const [position, path] of paths.entries())
      yield { path, phase: id, place: front!.placeAt(['phases', index, 'paths', position]) };
}
