/**
 * Every command and every option, written once: the command line is built from this table, and the reference
 * documentation is generated from it (scripts/generate.ts).
 */

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

const plan = { name: 'plan', description: 'the id of a plan, or its path', required: true } as const;
const phase: OptionSpec = {
  flags: '--phase <id>',
  description: 'only this phase; may be given several times (default: all)',
  repeatable: true,
};
const fix: OptionSpec = {
  flags: '--fix <finding>',
  description:
    'mend what has landed: a finding of its review by its id, or `blocking` for all that blocks; may be repeated',
  repeatable: true,
};
const out: OptionSpec = { flags: '--out <folder>', description: 'the folder of the outcomes of this wave' };
const context: OptionSpec = {
  flags: '--context <file>',
  description: 'tell the model this document too (cut where it is long); may be repeated',
  repeatable: true,
};
const sandboxOptions = {
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

export const commands = {
  init: {
    group: 'people',
    summary:
      'write the workflows for GitHub and a policy to begin with, and say what the repository still needs',
    options: {
      yes: { flags: '--yes', description: 'do not ask' },
      remove: { flags: '--remove', description: 'take away what init wrote and nobody changed' },
      dryRun: { flags: '--dry-run', description: 'only say what would be done; write and try nothing' },
    },
    exits:
      '0: what it writes stands (whatever the repository still needs); 1: a file differs and was left as it is',
  },
  validate: {
    group: 'people',
    summary: 'check plans: all problems of all files, each with its place and its fix',
    arguments: [
      {
        name: 'files',
        description: 'plan files, or folders of them (default: every plan of the repository)',
        variadic: true,
      },
    ],
    options: {
      format: {
        flags: '--format <format>',
        description: 'how problems are printed',
        choices: ['text', 'json', 'github'],
        default: 'text',
      },
      fix: { flags: '--fix', description: 'first mend what has one sure way to be mended, in the files' },
    },
    exits: '0: no errors; 1: at least one',
  },
  explain: {
    group: 'people',
    summary: 'say what a code means that `validate` reports, with examples',
    arguments: [{ name: 'code', description: 'for example hidden-html', required: true }],
  },
  draft: {
    group: 'people',
    summary: 'have the planner think a goal through and write a plan, or the next revision of one',
    arguments: [
      {
        name: 'goal',
        description: 'what is wanted, in words; or the plan that turned out wrong',
      },
      { name: 'why', description: 'of a plan: why it is to be revised, as with --because', variadic: true },
    ],
    options: {
      issue: { flags: '--issue <n>', description: 'the issue that says what is wanted, with its discussion' },
      from: {
        flags: '--from <file>',
        description:
          'revise the plan, for what this outcome says (a result, a review, any text); may be repeated',
        repeatable: true,
      },
      because: { flags: '--because <why>', description: 'revise the plan, for what you say here' },
      context: {
        ...context,
        description: 'tell the planner this document too (cut where it is long); may be repeated',
      },
      out: { flags: '--out <file>', description: 'the file to write the plan to (default: plans/<id>.md)' },
      outcomes: { flags: '--outcomes <folder>', description: 'the folder of the outcome' },
      ...sandboxOptions,
    },
    exits: '0: a plan was written; 1: questions, or nothing should be built; 3: no valid plan came of it',
  },
  approve: {
    group: 'people',
    summary: 'allow phases of a plan to be built: binds your word to what they say now',
    arguments: [plan],
    options: { phase, yes: { flags: '--yes', description: 'do not ask' } },
  },
  status: {
    group: 'people',
    summary: 'where plans stand: phases, approvals, what is next, and why not what is not',
    arguments: [{ ...plan, required: false }],
    options: {
      policy: {
        flags: '--policy',
        description: 'what the policy of the default branch says, key by key, and where each value is from',
      },
    },
    exits: '0 whenever it could answer',
  },
  report: {
    group: 'people',
    summary: 'what plans take, cost and wait for: estimates before, figures after, from records alone',
    arguments: [{ ...plan, required: false }],
    options: {
      format: {
        flags: '--format <format>',
        description: 'how it is printed',
        choices: ['text', 'markdown'],
        default: 'text',
      },
      html: { flags: '--html <file>', description: 'also write it as one self-contained page, to this file' },
    },
    exits: '0 whenever it could answer',
  },
  issues: {
    group: 'people',
    summary: 'keep an issue for the plan and one for each phase, closed when it lands',
    arguments: [
      {
        ...plan,
        description: 'the id of a plan, or its path (default: plans that have issues)',
        required: false,
      },
    ],
    exits: '0 whenever it could be done; what people changed is left alone, and told',
  },
  run: {
    group: 'people',
    summary: 'build the approved phases, wave after wave, verified and reviewed, on branch plan/<id>',
    arguments: [{ ...plan, required: false }],
    options: {
      phase,
      fix,
      issue: {
        flags: '--issue <n>',
        description: 'in place of a plan: the issue that stands for a plan or a phase (needs GH_TOKEN)',
      },
      jobs: {
        flags: '--jobs <n>',
        description: 'phases of a wave that are built at the same time',
        default: '2',
      },
      context,
      ...sandboxOptions,
    },
    exits:
      '1: verify, scope, budget, conflict, escalated or a blocking review; 3: crashed, cancelled, refused, error',
  },
  reset: {
    group: 'people',
    summary:
      'set a failed or blocked phase free, with a reason; undo a done one by a revert; end one whose run is unknown here',
    arguments: [plan, { name: 'phase', description: 'the id of the phase', required: true }],
    options: { reason: { flags: '--reason <why>', description: 'why; it stays in the record' } },
    exits: '0: it is pending again; 1: it is pending, still being built, or cannot be undone',
  },
  demo: {
    group: 'people',
    summary: 'the whole way on an embedded example; needs no key and no account',
    options: {
      live: {
        flags: '--live',
        description: 'with real models and your key, instead of the recorded answers',
      },
      keep: { flags: '--keep', description: 'leave the repository, to look around in it' },
    },
  },
  gate: {
    group: 'workflows',
    summary: 'decide whether phases may run now, with the chain of evidence',
    arguments: [plan],
    options: { phase },
    exits: '0: every phase named is approved; 1: one is refused; 3: one cannot be decided',
  },
  'approve-comment': {
    group: 'workflows',
    summary: 'act on a comment that commands to approve or revoke, and answer where people look',
    options: {
      event: {
        flags: '--event <file>',
        description: 'the event that started the job (default: the one that the runner names)',
      },
    },
    exits: '0: all that was commanded is done, or nothing was; 1: refused; 3: could not be decided',
  },
  request: {
    group: 'workflows',
    summary: 'check who asks for a plan, by a comment, a label or a dispatch, and fix what they said',
    arguments: [{ name: 'goal', description: 'what is wanted, where it was dispatched' }],
    options: {
      issue: { flags: '--issue <n>', description: 'the issue that says what is wanted' },
      out,
    },
    exits: '0: it may be drafted, or nothing was asked; 1: refused; 3: could not be decided',
  },
  'request-review': {
    group: 'workflows',
    summary: 'check who asks for the review of a pull request, and fix what stands there now',
    arguments: [{ name: 'pull', description: 'its number, where it was dispatched' }],
    options: { out },
    exits: '0: it may be reviewed, or nobody asks; 1: refused; 3: could not be decided',
  },
  schedule: {
    group: 'workflows',
    summary: 'start every phase that is ready: steps in the record, one outcome',
    arguments: [plan],
    options: {
      phase,
      fix,
      out,
      run: { flags: '--run <id>', description: 'the run that this wave belongs to (default: of the job)' },
      attempt: { flags: '--attempt <n>', description: "the run's attempt (default: of the job, or 1)" },
      after: {
        flags: '--after <run>',
        description: 'on a forge: the run whose wave dispatched this one (default: a person asks)',
      },
      dryRun: {
        flags: '--dry-run',
        description: 'say what would start, and what it would cost; write nothing',
      },
    },
    exits: '0: something starts, or nothing is amiss; 1: held or refused; 3: could not be decided',
  },
  execute: {
    group: 'workflows',
    summary: 'build one phase of the wave with the executor; yields a bundle and a result',
    options: {
      out,
      phase: { flags: '--phase <id>', description: 'the phase to build' },
      context,
      ...sandboxOptions,
    },
    exits:
      '0: built; 1: verify, scope, budget, conflict or escalated; 2: no credentials; 3: crashed, cancelled, refused, error',
  },
  verify: {
    group: 'workflows',
    summary: "join the wave's work and run its verify commands on a clean tree",
    options: { out, ...sandboxOptions },
    exits: '0: all of it passed; 1: a phase was left out; 3: it could not be run',
  },
  review: {
    group: 'people',
    summary:
      "have the reviewer read a change: yours against --base, or a wave's joined work against its plan",
    options: {
      base: {
        flags: '--base <ref>',
        description: 'review what the branch, tag or commit given here would get: no plan is needed',
      },
      head: {
        flags: '--head <ref>',
        description: 'with --base: this branch, tag or commit (default: the working tree as it is now)',
      },
      format: {
        flags: '--format <format>',
        description: 'how the review is printed',
        choices: ['text', 'json', 'markdown', 'sarif'],
        default: 'text',
      },
      context,
      out: {
        flags: '--out <folder>',
        description: 'the folder of the outcomes of this wave; with --base: where the outcome is written too',
      },
      ...sandboxOptions,
    },
    exits: '0: it passes; 1: it blocks; 2: no credentials; 3: there is no valid review, or not all was read',
  },
  publish: {
    group: 'workflows',
    summary:
      'land what passed verify, with its record, in one step; or bring a draft, or the review of a pull request, to the forge',
    options: { out },
    exits:
      '0: landed, or said what did not; a draft became a plan; a review passes. 1: a draft asks, a review blocks; 3: not published, or no valid draft or review',
  },
} satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;
