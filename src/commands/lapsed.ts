/** What changed since somebody approved: the approved text is looked for in the plan's history, and told part by part. */
import type { PhaseDecision } from '../lifecycle/gate.ts';
import { type ContentChange, contentChanges } from '../plan/changes.ts';
import type { Phase } from '../plan/plan.ts';
import { readPlan } from '../plan/read.ts';
import type { Ports } from '../ports/ports.ts';
import type { Where } from './where.ts';

/** Revisions that are looked through; a plan that was changed more often is told of without the difference. */
const MOST_REVISIONS = 200;

/** By phase, for those whose approval lapsed; a phase whose approved text is in no revision is left out. */
export async function lapsedChanges(
  { plan, path, commit }: Where,
  decisions: readonly PhaseDecision[],
  { git }: Pick<Ports, 'git'>,
): Promise<Map<string, ContentChange[]>> {
  const wanted = new Map(
    decisions.flatMap(({ phase, code, approvals }) => {
      const last = approvals.findLast(({ code }) => code === 'other-digest');
      return code === 'approval-lapsed' && last ? [[phase, last.digest] as const] : [];
    }),
  );
  const changes = new Map<string, ContentChange[]>();
  if (wanted.size === 0) return changes;
  for (const { id } of (await git.repository.history(commit, path)).slice(0, MOST_REVISIONS)) {
    const bytes = await git.repository.read(id, path);
    const then = (bytes && readPlan(bytes, path).plan?.phases) ?? [];
    for (const phase of plan.phases) {
      const approved = approvedText(then, phase.id, wanted.get(phase.id));
      if (approved !== undefined && !changes.has(phase.id))
        changes.set(phase.id, contentChanges(approved, phase.text));
    }
    if (changes.size === wanted.size) break;
  }
  return changes;
}

const approvedText = (phases: readonly Phase[], id: string, digest: string | undefined): string | undefined =>
  phases.find((phase) => phase.id === id && phase.digest === digest)?.text;
