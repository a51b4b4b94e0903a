/** The action's inputs and outputs, written once: action.yml is generated from this table (scripts/generate.ts). */

export const actionCommands = [
  'validate',
  'status',
  'report',
  'issues',
  'gate',
  'approve-comment',
  'request',
  'request-review',
  'draft',
  'schedule',
  'execute',
  'verify',
  'review',
  'publish',
] as const;

export const inputs = {
  command: { description: `The step to run: ${actionCommands.join(', ')}.`, default: 'validate' },
  plan: {
    description:
      'The id of a plan, or its path; for validate one path a line, files or folders. Empty: every plan of the repository; for issues: those that have issues; for schedule: the one that the comment names.',
    default: '',
  },
  goal: {
    description:
      'For request: what is wanted, or the id of a plan and what should change in it. Empty: the issue says it.',
    default: '',
  },
  issue: { description: 'For request: the number of the issue that says what is wanted.', default: '' },
  pull: {
    description: 'For request-review: the number of the pull request. Empty: what the event is about.',
    default: '',
  },
  phases: {
    description: 'For schedule: ids of phases, apart by blanks, commas or lines. Empty: all that are ready.',
    default: '',
  },
  fix: {
    description:
      'For schedule: mend what has landed instead: findings of its review by their ids, apart by blanks, or `blocking`. Empty: build.',
    default: '',
  },
  phase: { description: "For execute: the id of the leg's phase.", default: '' },
  'dry-run': {
    description: 'For schedule: `true` says what would start and what it would cost, and writes nothing.',
    default: 'false',
  },
  after: {
    description:
      "For schedule: the run whose wave dispatched this one. Empty: a person's word, who is asked of GitHub.",
    default: '',
  },
  outcomes: {
    description:
      'The folder of the outcomes of this wave. Downloads of earlier jobs lie in its folder `in`. Empty: `planfile` in the temporary folder of the job.',
    default: '',
  },
  expect: {
    description:
      'For draft, execute, verify, review and publish: what earlier jobs of this run made, one line each: its name (request, draft, target, schedule, leg-0, verification, review) and the digest that the job gave out. What is not named here is not read.',
    default: '',
  },
  context: {
    description: 'For draft, execute and review: documents that the model is told too, one path a line.',
    default: '',
  },
  token: {
    description:
      'The token of this job, github.token: validate comments with it; gate, approve-comment, issues, request, request-review, draft, schedule, execute, review and publish need it. verify gets none.',
    default: '',
  },
  html: { description: 'For report: also write it as one self-contained page, to this file.', default: '' },
  'working-directory': { description: 'Run as if started in this folder.', default: '' },
} as const satisfies Record<string, { description: string; default: string }>;

export type ActionInput = keyof typeof inputs;

export const outputs = {
  holds: { description: 'true when what was asked holds: every plan is valid, or the status could be told.' },
  errors: { description: 'How many errors validate found.' },
  count: {
    description:
      'Of schedule: how many phases were started; of request and request-review: 1 where a model is to be asked. 0: the jobs with the key have nothing to do.',
  },
  legs: { description: 'Of schedule: the matrix, as JSON: [{"leg": 0, "phase": "…"}, …].' },
  plan: {
    description:
      'Of schedule: the id of the plan, also where a comment named it; of request: the plan to revise. Empty: a first draft.',
  },
  outcome: {
    description:
      'Of request, request-review, draft, schedule, execute, verify and review: the folder to upload as one artifact. Empty: none.',
  },
  digest: {
    description: 'Of the same: the SHA-256 over what is in that folder, which the next jobs expect.',
  },
  json: {
    description: 'The whole answer, as the same JSON document that the command line prints with --json.',
  },
} as const;
