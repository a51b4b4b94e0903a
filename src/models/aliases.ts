/** The one table of model names: everything else speaks of roles (design.md §4). */

/** Short names that plans and policies may use, for ids pinned here. */
export const aliases = {
  opus: 'claude-opus-5-5',
  sonnet: 'claude-sonnet-5-5',
  haiku: 'claude-haiku-4-5',
} as const;

export type Alias = keyof typeof aliases;

/** An alias or a full id, to a full id. A full id is always allowed and passed on as it is. */
export function resolveModel(name: string): string {
  return Object.hasOwn(aliases, name) ? aliases[name as Alias] : name;
}

/** What people call a model: its alias where it has one, else its id. */
export function callName(model: string): string {
  const named = Object.entries(aliases).find(([alias, id]) => alias === model || id === model);
  return named ? named[0] : model;
}

/** Models that refuse a request with `effort`: Haiku, and what came before the 4.5 generation. */
const WITHOUT_EFFORT = /^claude-(?:haiku-4|3|sonnet-4|opus-4-[01])/;

export const takesEffort = (model: string): boolean => !WITHOUT_EFFORT.test(model);
