/** What was read of one plan, for its account. */
import type { Recorded } from '../../lifecycle/record.ts';
import type { Plan } from '../../plan/plan.ts';

export interface PlanMaterial {
  id: string;
  /** undefined: the record outlived the document, or nothing valid is there. */
  plan: Plan | undefined;
  steps: readonly Recorded[];
  /** Lines of the record that could not be read. */
  problems: number;
  /** Commits of the document, oldest first. */
  edits: readonly { at: string; by: string }[];
  /** Messages of landed commits, by commit. */
  messages: ReadonlyMap<string, string>;
  /** When the default branch got all of it. */
  mergedAt: string | undefined;
}
