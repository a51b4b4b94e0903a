/** The command line, built from the table of commands (commands.ts). */
import { Command, CommanderError, Option } from 'commander';
import { Fault } from '../ports/fault.ts';
import { type CommandName, type CommandSpec, commands, globalOptions, type OptionSpec } from './commands.ts';

/** What somebody asked for, parsed; values are strings as typed. */
export interface Call {
  command: CommandName;
  arguments: readonly string[];
  options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

export type Parsed = { call: Call } | { help: string } | { version: string };

const GROUPS = { people: 'For people:', workflows: 'For workflows (the steps of `run`):' } as const;

/** Parses arguments (without node and script). Throws a `usage` fault with commander's own suggestion for typos. */
export async function parseCall(argv: readonly string[], version: string, colour: boolean): Promise<Parsed> {
  let call: Call | undefined;
  let help = '';
  let complaint = '';
  const program = new Command('planfile')
    .description(
      'Plans as code for AI-written changes: a plan in the repository, approved phase by phase, built as agreed.',
    )
    .version(version, '-V, --version')
    .helpOption('-h, --help', 'say what a command does')
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => {
        help += text;
      },
      writeErr: (text) => {
        complaint += text;
      },
      getOutHasColors: () => colour,
      getErrHasColors: () => false,
    });
  for (const option of Object.values(globalOptions)) program.addOption(optionOf(option));
  for (const [name, spec] of Object.entries<CommandSpec>(commands)) {
    const command = program
      .command(name)
      .helpGroup(GROUPS[spec.group])
      .summary(spec.summary)
      .copyInheritedSettings(program);
    command.description(spec.exits ? `${spec.summary}\n\nExit codes: ${spec.exits}.` : spec.summary);
    for (const argument of spec.arguments ?? []) {
      const label = argument.variadic ? `${argument.name}...` : argument.name;
      command.argument(argument.required ? `<${label}>` : `[${label}]`, argument.description);
    }
    for (const option of Object.values(spec.options ?? {})) command.addOption(optionOf(option));
    command.action(() => {
      call = {
        command: name as CommandName,
        arguments: command.args,
        options: { ...program.opts(), ...command.opts() },
      };
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.version') return { version };
    if (error.exitCode === 0) return { help };
    // Without a command its help goes to stderr; somebody who asks nothing wants to know what there is to ask.
    if (error.code === 'commander.help') return { help: complaint };
    const [message = 'unusable arguments', ...more] = complaint
      .replace(/^error: /, '')
      .trim()
      .split('\n');
    throw new Fault(
      'usage',
      'arguments',
      message,
      more.join(' ').replace(/^\(|\)$/g, '') || 'planfile --help',
      { cause: error },
    );
  }
  if (call === undefined) return { help: program.helpInformation() };
  return { call };
}

function optionOf(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.description);
  if (spec.choices) option.choices([...spec.choices]);
  if (spec.repeatable)
    option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
  if (spec.default !== undefined) option.default(spec.default);
  return option;
}
