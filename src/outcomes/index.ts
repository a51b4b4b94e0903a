/** The published schemas of all outcomes, by file name, and the one way to read a file that claims to be one. */
import type { z } from 'zod';
import { draft } from './draft.ts';
import { landing } from './landing.ts';
import { request } from './request.ts';
import { result } from './result.ts';
import { review } from './review.ts';
import { schedule } from './schedule.ts';
import { target } from './target.ts';
import { verification } from './verification.ts';

export const outcomeSchemas = {
  schedule,
  result,
  verification,
  review,
  landing,
  request,
  draft,
  target,
} as const;
export type OutcomeKind = keyof typeof outcomeSchemas;

export type ReadOutcome<T> = { ok: true; outcome: T } | { ok: false; message: string };

/** Parses an outcome of the kind that is expected here. Its own claim of another kind is a misfit like any other. */
export function readOutcome<K extends OutcomeKind>(
  kind: K,
  bytes: Uint8Array | undefined,
): ReadOutcome<z.infer<(typeof outcomeSchemas)[K]>> {
  if (bytes === undefined) return { ok: false, message: `there is no ${kind} outcome` };
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, message: `the ${kind} outcome is not JSON` };
  }
  const parsed = outcomeSchemas[kind].safeParse(data);
  if (parsed.success) return { ok: true, outcome: parsed.data as z.infer<(typeof outcomeSchemas)[K]> };
  const issue = parsed.error.issues[0]!;
  return {
    ok: false,
    message: `the ${kind} outcome does not fit at ${issue.path.join('.') || 'its top'}: ${issue.message}`,
  };
}
