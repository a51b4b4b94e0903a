/** Problems of plans and policies: for a terminal, as data, and as a workflow's annotations. */
import { cleanLine } from './clean.ts';
import { codeFrame, type FramePlace } from './frame.ts';
import { type Paint, plain } from './paint.ts';
import { counted } from './words.ts';

/** What every problem of ours has, whatever it is about (plan/problem.ts, policy). */
export interface ReportedProblem extends FramePlace {
  code: string;
  severity: 'error' | 'warning' | 'note';
  file: string;
  message: string;
  fix: string;
  phase?: string;
}

const SEVERITIES = ['error', 'warning', 'note'] as const;

export interface ProblemsAsk {
  problems: readonly ReportedProblem[];
  /** Paths that were looked at. */
  files: readonly string[];
  /** Whole texts by path, for code frames; a file that could not be read has none. */
  texts: ReadonlyMap<string, string>;
}

/** All problems in the order given, each with its frame, then one line that counts them. */
export function problemsText({ problems, files, texts }: ProblemsAsk, paint: Paint = plain): string {
  const tint = { error: paint.red, warning: paint.yellow, note: paint.cyan };
  const blocks = problems.map((problem) => {
    const { file, line, column, severity, code, message, fix } = problem;
    const place = `${cleanLine(file)}:${line}:${column}`;
    const head = `${paint.bold(place)} ${tint[severity](severity)} ${paint.dim(code)} ${cleanLine(message, 500)}`;
    const source = texts.get(file);
    const frame = source === undefined ? '' : codeFrame(source, problem, paint);
    return [
      head,
      ...(frame ? [frame] : []),
      ...(fix ? [`  ${paint.cyan('fix:')} ${cleanLine(fix, 500)}`] : []),
    ].join('\n');
  });
  return [...blocks, problemsSummary({ problems, files }, paint)].join('\n\n');
}

/** `2 errors, 1 warning in 1 of 3 files`, or that nothing is wrong. */
export function problemsSummary(
  { problems, files }: Omit<ProblemsAsk, 'texts'>,
  paint: Paint = plain,
): string {
  const looked = counted(files.length, 'file');
  if (problems.length === 0) return paint.green(`No problems in ${looked}.`);
  const counts = SEVERITIES.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count > 0 ? [counted(count, severity)] : [];
  });
  const touched = new Set(problems.map(({ file }) => file)).size;
  const text = `${counts.join(', ')} in ${touched < files.length ? `${touched} of ${looked}` : looked}.`;
  return problems.some(({ severity }) => severity === 'error') ? paint.red(text) : paint.yellow(text);
}

/** The most annotations of one level that GitHub takes from a step (github.md G9). */
const ANNOTATIONS = 10;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands, worst first; `left` counts those that GitHub would drop, for the summary to tell. */
export function problemsAnnotations(problems: readonly ReportedProblem[]): { lines: string[]; left: number } {
  const kept = SEVERITIES.flatMap((severity) =>
    problems.filter((problem) => problem.severity === severity).slice(0, ANNOTATIONS),
  );
  return { lines: kept.map(annotation), left: problems.length - kept.length };
}

function annotation({ severity, file, code, message, fix, ...place }: ReportedProblem): string {
  const properties = {
    file,
    line: place.line,
    endLine: place.endLine ?? place.line,
    // GitHub shows columns only within one line.
    ...(place.endLine === undefined || place.endLine === place.line
      ? { col: place.column, endColumn: place.endColumn ?? place.column }
      : {}),
    title: code,
  };
  return workflowCommand(
    COMMANDS[severity],
    properties,
    `${cleanLine(message, 1_000).replace(/\.?$/, '.')} ${cleanLine(fix, 1_000)}`.trim(),
  );
}

/** A command of the workflow log. Escaped as @actions/core does it, which prints it itself and so cannot be used here. */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const data = (value: string) =>
    value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (value: string) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${list.join(',')}::${data(text)}`;
}
