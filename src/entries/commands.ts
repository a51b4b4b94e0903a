/**
 * Every command and every option, written once: the command line is built from these tables, and the reference
 * documentation is generated from them (scripts/generate.ts).
 */
import { people } from './people.ts';
import { steps } from './steps.ts';

export { type CommandSpec, globalOptions, type OptionSpec } from './options.ts';

export const commands = { ...people, ...steps };

export type CommandName = keyof typeof commands;
