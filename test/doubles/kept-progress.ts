/** Keeps what a person would have seen. */
import type { Progress, ToolLine } from '../../src/ports/progress.ts';

export interface KeptProgress extends Progress {
  readonly tools: readonly ToolLine[];
  readonly notes: readonly string[];
}

export function keptProgress(): KeptProgress {
  const tools: ToolLine[] = [];
  const notes: string[] = [];
  return {
    tools,
    notes,
    step() {},
    tool: (line) => void tools.push(line),
    note: (text) => void notes.push(text),
  };
}
