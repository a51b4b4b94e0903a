/** What a command and an option are made of, and the options that several commands have. */

export interface CommandSpec {
  /** `people` type these; `workflows` are the steps that `run`, or a workflow, puts together. */
  group: 'people' | 'workflows';
  summary: string;
  arguments?: readonly { name: string; description: string; required?: boolean; variadic?: boolean }[];
  options?: Readonly<Record<string, OptionSpec>>;
  /** What its exit codes mean here, where that needs a word. */
  exits?: string;
}

export interface OptionSpec {
  /** As commander reads it: `--phase <id>`. */
  flags: string;
  description: string;
  repeatable?: boolean;
  choices?: readonly string[];
  default?: string;
}

export const plan = { name: 'plan', description: 'the id of a plan, or its path', required: true } as const;
export const phase: OptionSpec = {
  flags: '--phase <id>',
  description: 'only this phase; may be given several times (default: all)',
  repeatable: true,
};
export const fix: OptionSpec = {
  flags: '--fix <finding>',
  description:
    'mend what has landed: a finding of its review by its id, or `blocking` for all that blocks; may be repeated',
  repeatable: true,
};
export const out: OptionSpec = {
  flags: '--out <folder>',
  description: 'the folder of the outcomes of this wave',
};
export const context: OptionSpec = {
  flags: '--context <file>',
  description: 'tell the model this document too (cut where it is long); may be repeated',
  repeatable: true,
};
export const sandboxOptions = {
  sandbox: {
    flags: '--no-sandbox',
    description:
      'run without a sandbox, this once: the model has no commands, and each verify command is asked for',
  },
  allowCommand: {
    flags: '--allow-command <line>',
    description: 'with --no-sandbox: this verify command runs without being asked for; may be repeated',
    repeatable: true,
  },
  mount: {
    flags: '--mount <folder>',
    description:
      'show this folder, read-only, inside the sandbox (a toolchain in your home); may be repeated',
    repeatable: true,
  },
} satisfies Record<string, OptionSpec>;

export const globalOptions: Readonly<Record<string, OptionSpec>> = {
  C: { flags: '-C <folder>', description: 'run as if started in this folder, as git does', repeatable: true },
  json: { flags: '--json', description: 'print exactly one JSON document on stdout' },
};
