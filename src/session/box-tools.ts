/** The toolbox's tools as a conversation takes them: their calls run in the box, one after the other, in the model's order. */
import pLimit from 'p-limit';
import type { ToolDefinition } from '../models/tools.ts';
import type { Tool } from '../ports/model.ts';
import type { Box, ToolAnswer } from '../ports/sandbox.ts';
import { cleanLine } from '../report/clean.ts';

export interface Called {
  tool: string;
  /** A path, or the first line of a command. */
  target: string;
  ok: boolean;
}

/** Puts calls in a row: what a model writes into one turn may build on what stands before it there. */
export type Row = (work: () => Promise<ToolAnswer>) => Promise<ToolAnswer>;

/** `closed` is asked as a call's turn comes: after an ending nothing may change what was verified. */
export const inRow = (closed: () => boolean): Row => {
  const limit = pLimit(1);
  return (work) =>
    limit(async () => (closed() ? { content: 'the session has ended', isError: true } : work()));
};

export const boxTools = (
  definitions: readonly ToolDefinition[],
  box: Box,
  row: Row,
  onCall: (called: Called) => void,
  around: (tool: string, work: () => Promise<ToolAnswer>) => Promise<ToolAnswer> = (_, work) => work(),
): Tool[] =>
  definitions.map((definition) => ({
    ...definition,
    run: (input, signal) =>
      row(() =>
        around(definition.name, async () => {
          const answer = await box.tool(definition.name, input, signal);
          onCall({ tool: definition.name, target: targetOf(input), ok: !answer.isError });
          return answer;
        }),
      ),
  }));

const TARGETS = ['file_path', 'command', 'pattern', 'path'];

export function targetOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const fields = input as Record<string, unknown>;
  const target = TARGETS.map((name) => fields[name]).find((value) => typeof value === 'string');
  return target === undefined ? '' : cleanLine(firstLine(target as string), 100);
}

const firstLine = (text: string): string => text.trimStart().split('\n', 1)[0]!;
