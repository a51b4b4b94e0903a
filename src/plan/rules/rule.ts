/** The shape of a rule: one code, one page, examples that are its tests, and a check over a document. */
import type { PlanDocument } from '../document.ts';
import type { Edit, Place, ProblemCode } from '../problem.ts';

export interface Finding extends Place {
  message: string;
  fix: string;
  phase?: string;
  edit?: Edit;
}

export interface BadExample {
  plan: string | Uint8Array;
  /** Line and column of the problem that it must give. */
  at: readonly [line: number, column: number];
}

export interface Rule {
  code: ProblemCode;
  /** What is wrong, in a few words: the heading of its page. */
  title: string;
  /** Why it matters and what to do, in markdown. */
  doc: string;
  good: readonly string[];
  bad: readonly BadExample[];
  /** Nothing lowers, raises or silences it (trust.md T3, T17). */
  locked?: true;
  /** Where the rule is a list of words or a number: published, because it is open to dispute. */
  measure?: string;
  check(document: PlanDocument): Iterable<Finding>;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
