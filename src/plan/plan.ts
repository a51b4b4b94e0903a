/** A plan as the rest of the program sees it: read, checked, with its digests. Only `read.ts` makes one. */
import type { AllowEntry, Effort, Models, PhaseBudget, PlanBudget } from './schema.ts';

export interface Plan {
  /** From the top of the repository, with slashes. */
  path: string;
  id: string;
  title: string;
  /** A number in this repository, or `owner/name#number`. */
  issue?: number | string;
  models: Models;
  effort?: Effort;
  budget: PlanBudget;
  /** Warnings that are meant to be so. */
  allow: AllowEntry[];
  /** The body outside the phase sections and without the title: LF, task marks unchecked. */
  body: string;
  phases: Phase[];
}

export interface Phase {
  id: string;
  title: string;
  needs: string[];
  paths: string[];
  verify: string[];
  models: Models;
  effort?: Effort;
  budget: PhaseBudget;
  /** The section below its heading: LF, task marks unchecked. */
  section: string;
  criteria: Criterion[];
  /**
   * The canonical RFC 8785 text of all that the digest covers; prompts are rendered from it and from nothing
   * else.
   */
  text: string;
  /** SHA-256 of `text`, 64 hex digits. */
  digest: string;
  /** The line of the section's heading, for people. */
  line: number;
}

export interface Criterion {
  /** Counts from 1 within the phase. */
  number: number;
  text: string;
  line: number;
}
