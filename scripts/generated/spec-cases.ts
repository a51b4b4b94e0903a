/** plan-spec/cases/: the examples of the rules, for implementations in any language. */
import { CODES } from '../../src/plan/problem.ts';
import { RULES } from '../../src/plan/rules/index.ts';
import type { Rule } from '../../src/plan/rules/rule.ts';

type Part = string | { text: string; times: number };

export function specCases(): Record<string, string> {
  return Object.fromEntries(
    RULES.map((rule) => [`plan-spec/cases/${rule.code}.json`, print(caseFile(rule))]),
  );
}

function caseFile({ code, title, good, bad }: Rule): object {
  return {
    must: code,
    title,
    severity: CODES[code],
    holds: good.map((plan) => ({ plan: parts(plan) })),
    fails: bad.map(({ plan, at: [line, column] }) => ({ ...content(plan), line, column })),
  };
}

function content(plan: string | Uint8Array): { plan: Part[] } | { base64: string } {
  return typeof plan === 'string' ? { plan: parts(plan) } : { base64: Buffer.from(plan).toString('base64') };
}

/** Lines, and long runs as a text and how often it stands there. */
function parts(plan: string): Part[] {
  const runs = /((?:.|\n){1,12}?)\1{99,}/;
  const all: Part[] = [];
  for (let rest = plan; rest !== ''; ) {
    const run = runs.exec(rest);
    if (run === null) return [...all, ...lines(rest)];
    all.push(...lines(rest.slice(0, run.index)), { text: run[1]!, times: run[0].length / run[1]!.length });
    rest = rest.slice(run.index + run[0].length);
  }
  return all;
}

const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** In ASCII, so that what is not shown is seen. */
function print(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  const ascii = text.replace(
    /[^\n\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${ascii}\n`;
}
