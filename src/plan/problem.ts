/**
 * Problems: what is wrong with a plan, as values that are collected and never thrown. A code is stable for
 * ever: scripts,
 * `allow:` entries and other implementations match on it, never on the message.
 */

/** An error takes the plan's digests away; a warning or a note leaves the plan usable. */
export type Severity = 'error' | 'warning' | 'note';

/** Every code with its default severity. `rules/` holds one page for each (a test keeps the two in step). */
export const CODES = {
  // The file
  'file-empty': 'error',
  'file-too-large': 'error',
  'not-utf8': 'error',
  'byte-order-mark': 'warning',
  'control-character': 'error',
  'line-too-long': 'error',
  // The front matter as YAML
  'front-matter-missing': 'error',
  'front-matter-unclosed': 'error',
  'front-matter-too-large': 'error',
  'yaml-syntax': 'error',
  'yaml-too-deep': 'error',
  'yaml-duplicate-key': 'error',
  'yaml-anchor': 'error',
  'yaml-alias': 'error',
  'yaml-tag': 'error',
  'yaml-merge-key': 'error',
  'yaml-key': 'error',
  'yaml-number': 'error',
  'yaml-not-nfc': 'error',
  'yaml-ambiguous': 'error',
  // The front matter as a plan
  'unsupported-version': 'error',
  'missing-key': 'error',
  'unknown-key': 'error',
  'wrong-type': 'error',
  'wrong-value': 'error',
  'invalid-id': 'error',
  'repeated-id': 'error',
  'ambiguous-id': 'error',
  'file-name': 'warning',
  'unknown-need': 'error',
  'needs-cycle': 'error',
  'paths-missing': 'error',
  'invalid-path': 'error',
  'locked-path': 'error',
  'protected-path': 'note',
  'allow-unknown': 'error',
  'allow-refused': 'error',
  'allow-unused': 'warning',
  // The body
  'title-missing': 'error',
  'title-repeated': 'error',
  'too-deep': 'error',
  'section-missing': 'error',
  'section-repeated': 'error',
  'section-unknown': 'error',
  'section-heading': 'error',
  'section-misplaced': 'error',
  'section-empty': 'warning',
  'criteria-missing': 'warning',
  'criterion-misplaced': 'warning',
  // What people do not see (trust.md T3)
  'hidden-character': 'error',
  'hidden-html': 'error',
  'hidden-definition': 'error',
  'hidden-title': 'error',
  'hidden-image': 'error',
  'hidden-link': 'error',
  'hidden-fence': 'error',
  'hidden-table-cell': 'error',
  'hidden-math': 'error',
  secret: 'error',
  // What experience advises
  'verify-missing': 'warning',
  'paths-too-wide': 'warning',
  'paths-overlap': 'warning',
  'phase-too-large': 'warning',
  'undecided-text': 'warning',
  'idle-strong-model': 'warning',
  // Across plans, and against the repository
  'plan-id-repeated': 'error',
  'paths-match-nothing': 'note',
  // A guard of our own: a reading without a plan always says why
  unreadable: 'error',
} as const satisfies Record<string, Severity>;

export type ProblemCode = keyof typeof CODES;

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(CODES, text);
}

/** Lines and columns count from 1; columns count UTF-16 code units; an end is exclusive. */
export interface Place {
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

/** The one sure way to mend a problem: this range becomes that text. */
export interface Edit {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  text: string;
}

export interface Problem extends Place {
  code: ProblemCode;
  severity: Severity;
  /** As the caller named it: a path relative to the repository. */
  file: string;
  message: string;
  /** How to go on, in one sentence. */
  fix: string;
  /** The phase it belongs to, where it belongs to one. */
  phase?: string;
  /** Present where `validate --fix` can mend it. */
  edit?: Edit;
}

/** By place, then code: the same order on every machine. */
export function byPlace(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
