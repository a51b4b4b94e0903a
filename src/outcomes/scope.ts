/**
 * Did the work stay where the plan said? Asked by `execute`, which made it, and again by `publish`, which lands it: one
 * implementation, so that the two can never disagree (trust.md T9, T16, T17, T21).
 */
import { matches } from './paths.ts';
import { protectedReason, unlocked } from './protected.ts';
import { loadedByVerify } from './self-verified.ts';

export interface Scope {
  /** Changed outside of `paths`. */
  outside: string[];
  /** Protected, and not named literally by `paths`. */
  protected: string[];
  /** Protected, named, and changed: shown wherever people look. */
  unlocked: string[];
  /** Turned from a file into something that runs, a link, or back: no plan can say that (trust.md T19). */
  modes: string[];
  /** What verify itself loads. */
  selfVerified: string[];
}

type Changed = { path: string; kind?: string };
type Facts = { changes: readonly Changed[]; paths: readonly string[] };
export type ScopeGuard = (change: Changed, paths: readonly string[]) => keyof Scope | undefined;

/** In the order in which they speak: the first that names a path decides what is said of it. */
export const scopeGuards: Record<'protection' | 'paths' | 'modes', ScopeGuard> = {
  protection: ({ path }, paths) => {
    if (protectedReason(path) === undefined) return undefined;
    return unlocked(path, paths) ? 'unlocked' : 'protected';
  },
  paths: ({ path }, paths) => (matches(path, paths) ? undefined : 'outside'),
  modes: ({ kind }) => (kind === 'mode' ? 'modes' : undefined),
};

/** Sorts changed paths; nothing in `outside`, `protected` or `modes` means that the work may land. */
export function scopeOf(
  { changes, paths }: Facts,
  guards: readonly ScopeGuard[] = Object.values(scopeGuards),
): Scope {
  const scope: Scope = { outside: [], protected: [], unlocked: [], modes: [], selfVerified: [] };
  for (const change of changes) {
    const { path } = change;
    for (const guard of guards) {
      const kind = guard(change, paths);
      if (kind === undefined) continue;
      scope[kind].push(path);
      break;
    }
    if (loadedByVerify(path)) scope.selfVerified.push(path);
  }
  return scope;
}

/** One sentence for people, or undefined when the work is inside its scope. */
export function scopeFailure(scope: Scope): string | undefined {
  const said = [];
  if (scope.outside.length > 0) said.push(`changed outside of its paths: ${list(scope.outside)}`);
  if (scope.protected.length > 0) {
    said.push(`changed protected files that its paths do not name: ${list(scope.protected)}`);
  }
  if (scope.modes.length > 0) said.push(`changed what kind of file it is: ${list(scope.modes)}`);
  return said.length > 0 ? said.join('; ') : undefined;
}

const list = (paths: readonly string[]): string =>
  paths.length > 10 ? `${paths.slice(0, 10).join(', ')} and ${paths.length - 10} more` : paths.join(', ');
