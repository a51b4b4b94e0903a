/** Expressions of workflows, evaluated by GitHub's own evaluator, with the functions of a job's status. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** How what a job needs, or the step before, ended; `cancelled`: somebody cancelled the run. */
export type Status = 'success' | 'failure' | 'cancelled';

const STATUS: Record<string, (status: Status) => boolean> = {
  always: () => true,
  success: (status) => status === 'success',
  failure: (status) => status === 'failure',
  cancelled: (status) => status === 'cancelled',
};

/** @param text with or without `${{ }}`. @param contexts github, inputs, needs, steps, matrix, … */
export function evaluate(
  text: string,
  contexts: Record<string, unknown>,
  status: Status = 'success',
): unknown {
  const expression = /^\$\{\{([\s\S]*)\}\}$/.exec(text.trim())?.[1] ?? text;
  const functions = Object.entries(STATUS).map(([name, of]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(of(status)),
  }));
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const value = new Evaluator(parsed, context, new Map(functions.map((one) => [one.name, one]))).evaluate();
  return JSON.parse(JSON.stringify(value, data.replacer));
}

/** As a runner decides: a condition that does not ask for a status asks for success. */
export function runs(
  condition: string | undefined,
  contexts: Record<string, unknown>,
  status: Status = 'success',
): boolean {
  if (condition === undefined) return status === 'success';
  const asksStatus = /\b(always|success|failure|cancelled)\s*\(\s*\)/.test(condition);
  if (!asksStatus && status !== 'success') return false;
  const value = evaluate(condition, contexts, status);
  return value !== false && value !== null && value !== '' && value !== 0;
}

/** A text with expressions in it, as `with:` and `env:` have them. */
export const fillIn = (text: string, contexts: Record<string, unknown>, status?: Status): string =>
  text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) => {
    const value = evaluate(expression, contexts, status);
    return value === null ? '' : String(value);
  });
