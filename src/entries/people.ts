/** Commands that people type. */
import { type CommandSpec, context, fix, phase, plan, sandboxOptions } from './options.ts';

export const people = {
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
} satisfies Record<string, CommandSpec>;
