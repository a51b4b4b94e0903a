/** Why an approval lapsed: what changed between two canonical texts of a phase, part by part, for people. */
import { diffLines } from 'diff';
import type { PhaseContent } from './digest.ts';
import { toldFrom } from './told.ts';

export interface ContentChange {
  /** Stable: a path in the content, such as `phase.section`, or `needs.<id>` for what the phase builds on. */
  part: string;
  /** In people's words. */
  what: string;
  /**
   * Lines that went and lines that came, in order; unchanged ones are left out. Empty for a need: its own
   * changes say more.
   */
  lines: { sign: '-' | '+'; text: string }[];
}

const WORDS: Record<string, string> = {
  'plan.id': "the plan's id",
  'plan.title': "the plan's title",
  'plan.models': "the plan's models",
  'plan.effort': "the plan's effort",
  'plan.budget': "the plan's budget",
  'plan.allow': "the plan's allowed warnings",
  'plan.body': 'the text outside of the phases',
  'phase.title': 'its title',
  'phase.paths': 'its paths',
  'phase.verify': 'its commands',
  'phase.models': 'its models',
  'phase.effort': 'its effort',
  'phase.budget': 'its budget',
  'phase.allow': 'its allowed warnings',
  'phase.section': 'its section',
};

/** In the order above, then needs. Both must be texts of `phaseText`; else a `TypeError`. */
export function contentChanges(before: string, after: string): ContentChange[] {
  const [old, now] = [toldFrom(before), toldFrom(after)];
  const parts = Object.entries(WORDS).flatMap(([part, what]) => {
    const lines = changedLines(linesOf(old, part), linesOf(now, part));
    return lines.length > 0 ? [{ part, what, lines }] : [];
  });
  return [...parts, ...changedNeeds(old.needs, now.needs)];
}

function linesOf(content: PhaseContent, part: string): string {
  const [outer, inner] = part.split('.') as ['plan' | 'phase', string];
  const value = (content[outer] as Record<string, unknown>)[inner];
  if (typeof value === 'string') return value === '' ? '' : `${value}\n`;
  if (value === undefined) return '';
  const items = Array.isArray(value)
    ? value
    : Object.entries(value as object).map(([key, one]) => `${key}: ${String(one)}`);
  return items
    .map((item) => `${typeof item === 'string' ? item : `${item.rule}: ${item.reason}`}\n`)
    .join('');
}

function changedLines(before: string, after: string): ContentChange['lines'] {
  return diffLines(before, after).flatMap(({ added, removed, value }) => {
    if (!added && !removed) return [];
    const sign = added ? ('+' as const) : ('-' as const);
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ sign, text }));
  });
}

function changedNeeds(before: PhaseContent['needs'], after: PhaseContent['needs']): ContentChange[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [old, now] = [before, after].map((needs) => needs.find((need) => need.id === id)?.digest);
    if (old === now) return [];
    const what =
      old === undefined
        ? `it needs ${id} now`
        : now === undefined
          ? `it needs ${id} no more`
          : `${id}, on which it builds`;
    return [{ part: `needs.${id}`, what, lines: [] }];
  });
}
