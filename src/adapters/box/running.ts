/** A process over a tree, whoever confines it, and what a box needs of the machine that starts it. */
import type { Readable, Writable } from 'node:stream';
import type { ToolboxConfig } from '../../models/toolbox.ts';
import type { Fault } from '../../ports/fault.ts';
import type { AnswerCheck } from './connection.ts';

export interface Running {
  readonly input: Writable;
  readonly output: Readable;
  /** Settles when nothing of it lives any more. Rejects with a fault when that could not be seen. */
  readonly over: Promise<Ending>;
  /** Kills all of it. The first reason counts. */
  end(reason: string): void;
}

export interface Ending {
  /** Exit code of the command; null when it was killed. */
  exit: number | null;
  /** Why we ended it, if we did. */
  reason: string | undefined;
  /** Did the command itself start? Without it the launch failed, for the reason in `complaint`. */
  started: boolean;
  /** The end of what the launch wrote to stderr. */
  complaint: string;
}

export interface Host {
  start(command: readonly string[]): Running;
  toolbox: { command: readonly string[]; config: ToolboxConfig };
  /** What each message of the toolbox must pass. */
  checks: readonly AnswerCheck[];
  /** What an answer may take beyond a command's own time, in seconds; undefined: nothing has its time (tests only). */
  graceSeconds: number | undefined;
  /** What one command may print altogether. */
  floodBytes: number;
  cannotStart(complaint: string): Fault;
  /** Before the first process, and after the last: whose the tree is. */
  giveAway(): Promise<void>;
  takeBack(): Promise<void>;
}
