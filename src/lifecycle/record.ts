/**
 * The record as text: one canonical JSON line a step, in the order in which the steps were accepted. Reading it believes
 * nothing and loses nothing: a line that does not fit is a problem, a step of a newer version is kept as it is.
 */
import canonicalize from 'canonicalize';
import { type Step, step, stepTypes } from './step.ts';

/** A step and the line that it stands on, from 1. The order of the lines is the order of the steps. */
export interface Recorded<T extends Step = Step> {
  step: T;
  line: number;
}

/** A step whose type this version does not know. It has no effect here, and no writer may drop it. */
export interface OpaqueStep {
  type: string;
  key: string;
  line: number;
}

export type RecordProblemCode =
  | 'record-line-too-long'
  | 'record-not-json'
  | 'record-not-canonical'
  | 'record-not-a-step'
  | 'record-step-misfit'
  | 'record-key-repeated';

export interface RecordProblem {
  code: RecordProblemCode;
  line: number;
  message: string;
  fix: string;
}

export interface RecordReading {
  steps: Recorded[];
  opaque: OpaqueStep[];
  problems: RecordProblem[];
}

/** Characters of one line: an approval of 200 phases takes a tenth of it. */
export const MAX_LINE = 262_144;

const KEY = /^[0-9a-f]{32}$/;

export function parseRecord(text: string): RecordReading {
  const reading: RecordReading = { steps: [], opaque: [], problems: [] };
  const lineOfKey = new Map<string, number>();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    const read = readLine(content);
    if ('code' in read) {
      reading.problems.push({ ...read, line, fix: FIX });
      continue;
    }
    const { key } = read.step;
    const first = lineOfKey.get(key);
    if (first !== undefined) {
      const message = `this step is already on line ${first}, which stands`;
      reading.problems.push({ code: 'record-key-repeated', line, message, fix: FIX });
      continue;
    }
    lineOfKey.set(key, line);
    if (read.known) reading.steps.push({ step: read.step, line });
    else reading.opaque.push({ ...read.step, line });
  }
  return reading;
}

/** The one line that a step is in a record, without its line end: RFC 8785. */
export function printStep(one: Step): string {
  return canonicalize(one)!;
}

/**
 * The union of two records, for a writer that lost a race: the remote's bytes unchanged, then those of my lines whose step
 * it does not have. Never sorted: the order of the lines is the order in which the ref accepted them.
 */
export function union(remote: string, mine: readonly string[]): string {
  const missing = withoutKeysAlreadyThere(remote, mine);
  if (missing.length === 0) return remote;
  const closed = remote === '' || remote.endsWith('\n') ? remote : `${remote}\n`;
  return `${closed}${missing.join('\n')}\n`;
}

/** Those of `lines` whose step `record` does not have yet, each once: an orphaned push may have brought it already. */
export function withoutKeysAlreadyThere(record: string, lines: readonly string[]): string[] {
  const there = new Set(record.split('\n').map(identity));
  return lines.filter((line) => {
    const own = identity(line);
    if (line === '' || there.has(own)) return false;
    there.add(own);
    return true;
  });
}

const FIX =
  'The line has no effect. Records are written by planfile alone: find out who pushed it with `git log -p` on the ref.';

type ReadLine =
  | { known: true; step: Step }
  | { known: false; step: { type: string; key: string } }
  | { code: RecordProblemCode; message: string };

function readLine(content: string): ReadLine {
  if (content.length > MAX_LINE) {
    return { code: 'record-line-too-long', message: `the line has more than ${MAX_LINE} characters` };
  }
  const data = parseJson(content);
  if (data === undefined) return { code: 'record-not-json', message: 'the line is not JSON' };
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    return { code: 'record-not-a-step', message: 'the line is not a JSON object' };
  }
  // A key given twice, or a number written in another way, could be read otherwise by another implementation.
  if (canonical(data) !== content) {
    return { code: 'record-not-canonical', message: 'the line is not in canonical form (RFC 8785)' };
  }
  const { type, key } = data as Record<string, unknown>;
  if (typeof type !== 'string' || typeof key !== 'string' || !KEY.test(key)) {
    return { code: 'record-not-a-step', message: 'a step has a `type`, and a `key` of 32 hex digits' };
  }
  if (!stepTypes.has(type)) return { known: false, step: { type, key } };
  const parsed = step.safeParse(data);
  if (parsed.success) return { known: true, step: parsed.data };
  const issue = parsed.error.issues[0]!;
  const at = issue.path.join('.') || 'its top';
  return { code: 'record-step-misfit', message: `the ${type} step does not fit at ${at}: ${issue.message}` };
}

/** What makes a line the same step as another: its key; for what has none, the line itself. */
function identity(line: string): string {
  const data = parseJson(line);
  const key = typeof data === 'object' && data !== null ? (data as Record<string, unknown>).key : undefined;
  return typeof key === 'string' && KEY.test(key) ? `key ${key}` : `line ${line}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** undefined for what has no canonical form: lone surrogates, or nesting too deep to walk. */
function canonical(data: unknown): string | undefined {
  try {
    return canonicalize(data);
  } catch {
    return undefined;
  }
}
