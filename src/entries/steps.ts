/** Commands that are the steps of a wave: `run`, or a workflow, puts them together. */
import { type CommandSpec, context, fix, out, phase, plan, sandboxOptions } from './options.ts';

export const steps = {
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
  publish: {
    group: 'workflows',
    summary:
      'land what passed verify, with its record, in one step; or bring a draft, or the review of a pull request, to the forge',
    options: { out },
    exits:
      '0: landed, or said what did not; a draft became a plan; a review passes. 1: a draft asks, a review blocks; 3: not published, or no valid draft or review',
  },
} satisfies Record<string, CommandSpec>;
