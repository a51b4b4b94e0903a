/** The toolset makes files and folders for their owner alone (0600, 0700); a work tree's are readable by all. */
import { chmod, lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AgentToolContext, resolvePath } from '@anthropic-ai/sdk/tools/agent-toolset/node';

/** Runs a `write` or `edit` and gives what it newly made the modes of a work tree; what was there keeps its own. */
export async function readableByAll<Outcome extends { isError: boolean }>(
  context: AgentToolContext,
  input: Record<string, unknown>,
  run: () => Promise<Outcome>,
): Promise<Outcome> {
  const file = await resolvePath(context, String(input.file_path ?? '')).catch(() => undefined);
  const missing = file === undefined ? [] : await missingFrom(file);
  const outcome = await run();
  if (!outcome.isError) {
    for (const path of missing) await chmod(path, path === file ? 0o644 : 0o755);
  }
  return outcome;
}

/** The path and those of its folders that are not there yet. */
async function missingFrom(path: string): Promise<string[]> {
  const there = await lstat(path).then(
    () => true,
    () => false,
  );
  return there || path === dirname(path) ? [] : [path, ...(await missingFrom(dirname(path)))];
}
