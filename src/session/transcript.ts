/**
 * What was said in a session, as lines of JSON: kept only where the policy says so (trust.md T21), with known secrets and what
 * looks like one taken out, each text and the whole capped. Pure: it collects, others write.
 */
import { withoutSecrets } from '../report/redact.ts';

export type TranscriptEntry =
  /** A conversation begins: what the model was told first. */
  | { type: 'begin'; model: string; system: string; prompt: string }
  | { type: 'answer'; model: string; text: string; calls: readonly { name: string; input: unknown }[] }
  | { type: 'result'; tool: string; content: string; isError: boolean }
  /** Something for people: a wait, a checkpoint, another rung. */
  | { type: 'note'; text: string };

export interface Transcript {
  /** `seconds` since the session began. */
  add(seconds: number, entry: TranscriptEntry): void;
  /** JSON Lines, with a last line that says so where something was left out. */
  text(): string;
}

export interface TranscriptLimits {
  /** Characters of one text, and of all lines together. */
  text: number;
  whole: number;
}

const LIMITS: TranscriptLimits = { text: 20_000, whole: 5_000_000 };

export const CLEANERS: readonly ((text: string) => string)[] = [withoutSecrets];

/** `redact` takes out the secrets of this process; `cleaners` what looks like one. */
export function transcript(
  redact: (text: string) => string,
  limits: TranscriptLimits = LIMITS,
  cleaners: readonly ((text: string) => string)[] = CLEANERS,
): Transcript {
  const lines: string[] = [];
  let length = 0;
  let left = 0;

  // Cleaned before it is cut: a secret that is cut in two is found by nobody.
  const safe = (text: string): string => {
    const cleaned = [redact, ...cleaners].reduce((clean, next) => next(clean), text);
    return cleaned.length > limits.text
      ? `${cleaned.slice(0, limits.text)}[cut: ${cleaned.length} characters]`
      : cleaned;
  };
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return safe(value);
    if (Array.isArray(value)) return value.map(deep);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [safe(key), deep(inner)]));
  };

  return {
    add(seconds, entry) {
      const line = JSON.stringify({ seconds: Number(seconds.toFixed(1)), ...(deep(entry) as object) });
      if (left > 0 || length + line.length > limits.whole) {
        left += 1;
        return;
      }
      length += line.length;
      lines.push(line);
    },
    text: () =>
      [...lines, ...(left > 0 ? [JSON.stringify({ type: 'cut', entries: left })] : [])]
        .map((line) => `${line}\n`)
        .join(''),
  };
}
