/** Cuts what a session says to the sizes that outcomes hold (outcomes/header.ts), so that no length makes one invalid. */
import type { z } from 'zod';
import type { commandRun } from '../outcomes/header.ts';
import type { CommandRun as Run } from '../ports/sandbox.ts';

export type CommandRun = z.infer<typeof commandRun>;

const PARAGRAPH = 20_000;
const LINE = 1_000;
const COMMAND = 4_000;

export const paragraph = (text: string): string => cut(text, PARAGRAPH);
export const line = (text: string): string => cut(text.replace(/\s+/g, ' ').trim(), LINE);

/** Of output the end is kept: it says what failed. */
export const runOutcome = ({ command, exit, seconds, tail, timedOut }: Run): CommandRun => ({
  command: cut(command, COMMAND),
  exit,
  seconds,
  tail: tail.slice(-PARAGRAPH),
  timedOut,
});

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
