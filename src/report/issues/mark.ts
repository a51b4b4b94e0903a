/**
 * How an issue of ours is known again: a mark in its body, which anybody can copy, and its author, whom nobody can. The mark keeps
 * what we wrote last, so that what people changed since is told apart and left alone (github.md G19).
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const mark = z.strictObject({
  plan: z.string(),
  /** null: the issue of the plan itself. */
  phase: z.string().nullable(),
  /** Hashes of title and text as we wrote them. */
  title: z.string(),
  text: z.string(),
  /** The state and the labels that we gave last. */
  state: z.enum(['open', 'closed']),
  labels: z.array(z.string()),
  /** Of the plan's issue: the number of each phase's. */
  phases: z.record(z.string(), z.int()).optional(),
  /** Of a phase's issue: the number of the plan's. */
  of: z.int().optional(),
  /** Links stand in the text, for the token may not make real ones. */
  links: z.literal('text').optional(),
});
export type Mark = z.infer<typeof mark>;

const BEGIN = '<!-- planfile: what stands between these marks is written by planfile -->';
const END = /<!-- planfile-issue (\{[^\n]*\}) -->/g;

export interface MarkedBody {
  mark: Mark;
  /** Between the marks. */
  text: string;
  before: string;
  after: string;
}

/** undefined: there is no mark of ours in it, or not a whole one. */
export function readBody(body: string): MarkedBody | undefined {
  const plain = body.replace(/\r\n?/g, '\n');
  const from = plain.indexOf(BEGIN);
  const rest = plain.slice(from + BEGIN.length);
  // The last one: what stands above it is text, whatever it looks like.
  const end = [...rest.matchAll(END)].at(-1);
  if (from < 0 || end === undefined) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(end[1]!);
  } catch {
    return undefined;
  }
  const parsed = mark.safeParse(data);
  if (!parsed.success) return undefined;
  return {
    mark: parsed.data,
    text: rest.slice(0, end.index).trim(),
    before: plain.slice(0, from),
    after: rest.slice(end.index + end[0].length),
  };
}

/** A text for between the marks, which can hold none: what a plan says stands there too. */
export const withoutMarks = (text: string): string => text.replaceAll('<!--', '<! --');

/** Ids have no character that could end the comment early. */
export const writeBody = ({ mark, text, before, after }: MarkedBody): string =>
  `${before}${BEGIN}\n${text.trim()}\n\n<!-- planfile-issue ${JSON.stringify(mark)} -->${after}`;

/** Ticking a task is no rewriting. */
export const hashOf = (text: string): string =>
  createHash('sha256')
    .update(text.trim().replace(/^(\s*- )\[[xX]\] /gm, '$1[ ] '))
    .digest('hex')
    .slice(0, 16);

/** The tasks of `text`, ticked where people ticked the same ones before. */
export function withTicks(text: string, before: string): string {
  const ticked = new Set([...before.matchAll(/^\s*- \[[xX]\] (.*)$/gm)].map(([, task]) => task!.trim()));
  return text.replace(/^(\s*- )\[ \] (.*)$/gm, (line, start: string, task: string) =>
    ticked.has(task.trim()) ? `${start}[x] ${task}` : line,
  );
}
