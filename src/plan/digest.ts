/**
 * Canonical texts and their hashes. The text of a phase is all that the phase means: the JSON of
 * `PhaseContent`, as RFC 8785 writes it. Whoever approves a digest approves that text; whoever prompts a
 * model renders that text.
 */
import { hash } from 'node:crypto';
import type { Effort, Models, PhaseBudget, PlanBudget } from './schema.ts';

/**
 * What the canonical text of a phase holds. Keys without a value are left out; lists and mappings are there
 * even when empty.
 */
export interface PhaseContent {
  /** Version of the spec. */
  planfile: 1;
  plan: {
    id: string;
    title: string;
    models: Models;
    effort?: Effort;
    budget: PlanBudget;
    allow: { rule: string; reason: string }[];
    body: string;
  };
  phase: {
    id: string;
    title: string;
    paths: string[];
    verify: string[];
    models: Models;
    effort?: Effort;
    budget: PhaseBudget;
    allow: { rule: string; reason: string }[];
    section: string;
    criteria: string[];
  };
  /** Sorted by id, each once. */
  needs: { id: string; digest: string }[];
}

/**
 * The canonical text of a phase. RFC 8785 sorts keys and nests texts, so the part of the plan, which is the
 * same in all its phases and often the longest, may be given ready: `planText(content.plan)`.
 */
export function phaseText(content: PhaseContent, plan = planText(content.plan)): string {
  const { plan: _, planfile, ...before } = content;
  const start = canonical(before);
  return `${start.slice(0, -1)},"plan":${plan},"planfile":${canonical(planfile)}}`;
}

export function planText(plan: PhaseContent['plan']): string {
  return canonical(plan);
}

/** SHA-256 of a canonical text in UTF-8, 64 hex digits. */
export function phaseDigest(text: string): string {
  return sha256(text);
}

/** What is named where digests are shown to people. */
export const SHOWN_DIGITS = 32;

export interface PhaseRef {
  id: string;
  digest: string;
}

/** The canonical text of a set of phases: `[["<id>","<digest>"],…]`, sorted by id. */
export function setText(phases: readonly PhaseRef[]): string {
  const pairs = phases.map(({ id, digest }) => [id, digest] as const);
  return canonical(pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Names any set of phases; SHA-256, 64 hex digits, of which people are shown the first 32. */
export function setDigest(phases: readonly PhaseRef[]): string {
  return sha256(setText(phases));
}

/**
 * RFC 8785. `JSON.stringify` writes texts and numbers as it asks for; what is left is the order of keys, and
 * to refuse what is not I-JSON. Written here because the texts of plans are long, and a library that looks at
 * each character took longer than the hash; the tests hold it against that library.
 */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>;
    const keys = Object.keys(fields).filter((key) => fields[key] !== undefined);
    return `{${keys
      .sort()
      .map((key) => `${canonical(key)}:${canonical(fields[key])}`)
      .join(',')}}`;
  }
  const json =
    typeof value === 'string' ? value.isWellFormed() : typeof value === 'boolean' || value === null;
  if (!json && !Number.isFinite(value)) throw new TypeError('no canonical text: the value is not JSON');
  return JSON.stringify(value);
}

function sha256(text: string): string {
  return hash('sha256', text);
}
