/**
 * Text of models and of commands' output, as it stands in an outcome, without secrets (trust.md T20): the record, commits and pull
 * requests are made from it. Paths, ids and digests are left alone: what they may hold is judged where trees are read.
 */
import { withoutSecrets } from './redact.ts';

/** Fields of outcomes (src/outcomes/) that somebody else's words end in. */
const TEXTS: ReadonlySet<string> = new Set([
  ...['message', 'summary', 'deviations', 'because', 'proposal', 'tail', 'notes', 'what'],
  ...['why', 'claim', 'evidence', 'scenario', 'suggestion', 'replacement', 'reason'],
]);

/** The shortest limit that any of these fields has (outcomes/header.ts, `line`). */
const SHORTEST_LIMIT = 1_000;

const textCleaners: readonly ((text: string) => string)[] = [withoutSecrets];

/** `redact` takes out the secrets of this process; `cleaners` what looks like one. No text gets too long by it. */
export function redactOutcome<T>(
  outcome: T,
  redact: (text: string) => string = (text) => text,
  cleaners: readonly ((text: string) => string)[] = textCleaners,
): T {
  const clean = (text: string): string => {
    const cleaned = [redact, ...cleaners].reduce((now, next) => next(now), text);
    return cleaned.slice(0, Math.max(text.length, SHORTEST_LIMIT));
  };
  const walk = (value: unknown, isText: boolean): unknown => {
    if (typeof value === 'string') return isText ? clean(value) : value;
    if (Array.isArray(value)) return value.map((item) => walk(item, isText));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, TEXTS.has(key))]));
  };
  return walk(outcome, false) as T;
}
