/** Plans in the work tree that no commit has: what was just written is what people look for first, and nothing counts of it. */
import { join } from 'node:path';
import { declaresPlan, isPlanPath } from '../plan/read.ts';
import type { Ports } from '../ports/ports.ts';

/** Their paths, sorted by place. A bare repository has none. */
export async function uncommitted({ git, files }: Pick<Ports, 'git' | 'files'>): Promise<string[]> {
  const { repository } = git;
  const { root } = repository;
  if (root === undefined) return [];
  const { commit } = await repository.head();
  const inPlans = (await files.list(join(root, 'plans'))).map((name) => `plans/${name}`);
  const found: string[] = [];
  for (const path of [...(await files.list(root)), ...inPlans].filter(isPlanPath)) {
    if (commit !== undefined && (await repository.read(commit, path)) !== undefined) continue;
    const bytes = await files.readInside(root, join(root, path)).catch(() => undefined);
    if (bytes && declaresPlan(bytes)) found.push(path);
  }
  return found;
}
