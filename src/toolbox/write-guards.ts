/**
 * What `write` and `edit` refuse, with the reason, so that the model learns of a border before its work is measured
 * against it. The border itself is drawn again, from bytes, by whoever makes the commit (trust.md T15, T17).
 */
import { relative, sep } from 'node:path';
import { type AgentToolContext, resolvePath } from '@anthropic-ai/sdk/tools/agent-toolset/node';
import type { ToolboxConfig } from '../models/toolbox.ts';
import { matches } from '../outcomes/paths.ts';
import { protectedReason, unlocked } from '../outcomes/protected.ts';

/** Looks at a path relative to the tree, links resolved; gives the reason to refuse. */
export type WriteGuard = (path: string, paths: readonly string[]) => string | undefined;

export const WRITE_GUARDS: readonly WriteGuard[] = [insideTree, notProtected, withinPaths];

/** The first guard's reason, or undefined: write. Follows links, so that a link in `paths` opens nothing beyond them. */
export async function writeRefusal(
  file: string,
  context: AgentToolContext,
  config: Pick<ToolboxConfig, 'paths'>,
  guards: readonly WriteGuard[],
): Promise<string | undefined> {
  if (config.paths === undefined || file === '') return undefined;
  try {
    const tree = await resolvePath(context, '.');
    const path = relative(tree, await resolvePath(context, file))
      .split(sep)
      .join('/');
    for (const guard of guards) {
      const reason = guard(path, config.paths);
      if (reason) return reason;
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function insideTree(path: string): string | undefined {
  const outside = path === '..' || path.startsWith('../');
  return outside ? 'the file lies outside the tree; use bash for scratch files' : undefined;
}

function notProtected(path: string, paths: readonly string[]): string | undefined {
  const reason = protectedReason(path);
  if (!reason || unlocked(path, paths)) return undefined;
  return `${path} is protected (${reason}) and this phase's paths do not name it; if the phase cannot be built without it, escalate`;
}

function withinPaths(path: string, paths: readonly string[]): string | undefined {
  if (matches(path, paths)) return undefined;
  return `${path} is outside this phase's paths (${paths.join(', ')}); if the phase cannot be built within them, escalate`;
}
