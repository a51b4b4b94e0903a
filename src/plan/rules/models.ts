/**
 * Which model builds a phase, as far as the plan says: what it leaves open is the policy's, whose default is
 * a fast one.
 */
import type { FrontMatter } from '../schema.ts';

export function executorOf(header: FrontMatter | undefined, phase: string): string | undefined {
  const entry = header?.phases.find(({ id }) => id === phase);
  return entry?.models?.executor ?? header?.models?.executor;
}

/** Opus, by alias or by full id. */
export function isStrong(model: string | undefined): boolean {
  return model !== undefined && /\bopus\b/.test(model);
}
