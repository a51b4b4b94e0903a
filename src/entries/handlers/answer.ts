/** What a handler gives back: the entry prints it, one way for every command. */

import { resolve } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { Call } from '../program.ts';
import type { Wire } from '../wire.ts';

export interface Answer {
  exit: number;
  /** The one document of `--json`. */
  json: unknown;
  /** What a person reads on stdout; empty: nothing is printed. */
  text: string;
  /** Outputs of the action beside those of every command. */
  outputs?: Readonly<Record<string, string>>;
  /** More for the job summary than the document holds; made only when there is one. */
  markdown?: () => Promise<string>;
}

export interface HandlerContext {
  call: Call;
  wire: Wire;
  /** The folder of `-C`, absolute. */
  cwd: string;
  signal: AbortSignal;
}

export type Handler = (context: HandlerContext) => Promise<Answer>;

export const flag = (call: Call, name: string): boolean => call.options[name] === true;
export const text = (call: Call, name: string): string | undefined => {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
};
export const list = (call: Call, name: string): readonly string[] => {
  const value = call.options[name];
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
};

/** The folder of a step's outcomes. Throws a `usage` fault where none is named. */
export function outFolder(call: Call, cwd: string): string {
  const out = text(call, 'out');
  if (out !== undefined) return resolve(cwd, out);
  throw new Fault(
    'usage',
    'out-missing',
    'where are the outcomes of this wave?',
    `planfile ${call.command} --out <the folder that schedule named>`,
  );
}
