/** The action's inputs and outputs, written once: action.yml is generated from this table (scripts/generate.ts). */

export const actionCommands = ['validate', 'status', 'gate', 'approve-comment'] as const;

export const inputs = {
  command: { description: `The step to run: ${actionCommands.join(', ')}.`, default: 'validate' },
  plan: {
    description:
      'The id of a plan, or its path; for validate one path a line. Empty: every plan of the repository.',
    default: '',
  },
  token: {
    description:
      'The token of this job, github.token: it lets validate comment, and is needed by gate and approve-comment.',
    default: '',
  },
  'working-directory': { description: 'Run as if started in this folder.', default: '' },
} as const satisfies Record<string, { description: string; default: string }>;

export const outputs = {
  holds: { description: 'true when what was asked holds: every plan is valid, or the status could be told.' },
  errors: { description: 'How many errors validate found.' },
  json: {
    description: 'The whole answer, as the same JSON document that the command line prints with --json.',
  },
} as const;
