/**
 * The one way from a file's bytes to a plan. Never throws, whatever the bytes are; work is bounded by the
 * limits of source.ts.
 */
import { buildPlan } from './build.ts';
import { type PlanDocument, readDocument } from './document.ts';
import { MAX_FRONT_MATTER } from './front-matter.ts';
import type { Plan } from './plan.ts';
import { byPlace, CODES, type Problem } from './problem.ts';
import { RULES } from './rules/index.ts';
import type { Finding, Rule } from './rules/rule.ts';
import { silenced } from './silence.ts';

export interface PlanReading {
  path: string;
  /** Absent as soon as there is an error: a plan with an error has no digest. */
  plan?: Plan;
  /** Sorted by place. What an `allow` of the plan silences is not among them. */
  problems: Problem[];
  /** The id as written, also where there is no plan. */
  id?: string;
}

/** Of one rule in one file; more would help nobody. */
const MOST_FINDINGS = 100;

/**
 * `path` is only reported, and compared with the plan's id. The rules are a parameter for the tests that take
 * one out.
 */
export function readPlan(bytes: Uint8Array, path: string, rules: readonly Rule[] = RULES): PlanReading {
  const document = readDocument(bytes, path);
  const problems = rules.flatMap((rule) => problemsOf(rule, document));
  const known = silenced(document, problems).sort(byPlace);
  const id = document.header?.value?.id;
  const named = id === undefined ? {} : { id };
  if (known.some(({ severity }) => severity === 'error')) return { path, problems: known, ...named };
  const plan = buildPlan(document);
  if (plan) return { path, plan, problems: known, ...named };
  return { path, problems: [...known, unreadable(path)], ...named };
}

const NONE: readonly Problem[] = [];

function problemsOf(rule: Rule, document: PlanDocument): readonly Problem[] {
  const found: Finding[] = [];
  for (const finding of rule.check(document)) {
    if (found.length === MOST_FINDINGS) {
      const last = found.at(-1)!;
      last.message = `${last.message} (And more of this kind.)`;
      break;
    }
    found.push(finding);
  }
  if (found.length === 0) return NONE;
  const { code } = rule;
  return found.map((finding) => ({
    ...finding,
    code,
    severity: CODES[code],
    file: document.source.path,
  }));
}

/** Only when a rule is missing: the rules name everything that keeps a plan from being built. */
function unreadable(file: string): Problem {
  return {
    code: 'unreadable',
    severity: CODES.unreadable,
    file,
    line: 1,
    column: 1,
    message: 'This file could not be read as a plan, and no rule said why.',
    fix: 'Report this, with the file.',
  };
}

/** Where plans stand: `plans/<name>.md`, or `PLAN.md` at the top. */
export function isPlanPath(path: string): boolean {
  return path === 'PLAN.md' || /^plans\/[^/]+\.md$/.test(path);
}

/**
 * Does a file say of itself that it is a plan? A markdown file in `plans/` that does not is none, unless
 * somebody named it. Looks for the key alone, so that a plan whose front matter is broken is still taken for
 * one.
 */
export function declaresPlan(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 4 * MAX_FRONT_MATTER));
  const lines = start.split(/\r\n|[\n\r]/);
  if (lines[0] !== '---') return false;
  const close = lines.indexOf('---', 1);
  const front = lines.slice(1, close === -1 ? undefined : close);
  return front.some(
    (line) => /^(?:[?{,\s]*)["']?planfile["']?\s*:/.test(line) || /^\?\s*["']?planfile\b/.test(line),
  );
}
