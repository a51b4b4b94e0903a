/** Severities of `validate`'s rules, as the policy sets them. */
import { CODES, isProblemCode, type Problem, type ProblemCode } from '../plan/problem.ts';
import { nearest } from './misfit.ts';
import type { Policy } from './schema.ts';

export type RuleSeverity = Policy['rules'][string];

/** undefined: it may. An error says that a plan cannot be read or must not be, and stays one (trust.md T3, T17). */
export function mayBeSet(
  rule: string,
  severity: RuleSeverity,
): { code: ProblemCode; message: string; fix: string } | undefined {
  if (!isProblemCode(rule)) {
    const near = nearest(rule, Object.keys(CODES));
    const fix = near === undefined ? 'Take it out.' : `Did you mean \`${near}\`?`;
    return { code: 'unknown-key', message: `There is no rule \`${rule}\`.`, fix };
  }
  if (severity === CODES[rule]) return undefined;
  if (CODES[rule] !== 'error' && rule !== 'protected-path') return undefined;
  return {
    code: 'wrong-value',
    message: `\`${rule}\` is always ${CODES[rule] === 'error' ? 'an error' : 'a note'}: a policy cannot change it.`,
    fix: 'Take this line out.',
  };
}

/** The problems as the policy sees them: some heavier, some lighter, some not at all. */
export function withSeverities(problems: readonly Problem[], rules: Policy['rules']): Problem[] {
  return problems.flatMap((problem) => {
    const set = Object.hasOwn(rules, problem.code) ? rules[problem.code]! : problem.severity;
    const changes = mayBeSet(problem.code, set) === undefined;
    if (!changes) return [problem];
    return set === 'off' ? [] : [{ ...problem, severity: set }];
  });
}
