/**
 * The workflows that `planfile init` writes, each a text with slots and one entry here. The permissions stand in this table alone:
 * they are written into the workflow with their reason, explained by `init`, and held against what the commands really call.
 */
import approve from './approve.yml';
import draft from './draft.yml';
import execute from './execute.yml';
import issues from './issues.yml';
import review from './review.yml';
import validate from './validate.yml';

export interface Workflow {
  /** Its name in `.github/workflows`. */
  file: string;
  /** What it does, in one line. */
  summary: string;
  /** Text with slots (render.ts). */
  template: string;
  jobs: Readonly<Record<string, Job>>;
}

export interface Job {
  /** design.md §3: never two of them. `write` has the token, `model` the key, `code` neither. */
  power: 'write' | 'model' | 'code';
  /** What the job's token may, and why. What is not here it may not. */
  permissions: Readonly<Partial<Record<Permission, readonly ['read' | 'write', string]>>>;
}

export type Permission = 'actions' | 'checks' | 'contents' | 'issues' | 'pull-requests';

/** The environment that holds the key, and how the key is called there (trust.md T18). */
export const ENVIRONMENT = 'planfile';
export const KEY = 'ANTHROPIC_API_KEY';

/** A wave has at most so many legs: each has an output of its own name (trust.md T5). */
export const LEGS = 32;

export const workflows: readonly Workflow[] = [
  {
    file: 'planfile-validate.yml',
    summary: 'checks the plans of every pull request, those of forks too',
    template: validate,
    jobs: {
      validate: {
        power: 'write',
        permissions: {
          contents: ['read', 'reads the plans'],
          'pull-requests': [
            'write',
            'one comment that says what to paste to approve; on forks there is none',
          ],
        },
      },
    },
  },
  {
    file: 'planfile-approve.yml',
    summary: 'hears approvals in comments, checks who gave them, and answers',
    template: approve,
    jobs: {
      approve: {
        power: 'write',
        permissions: {
          contents: ['write', 'pushes the step to the record, refs/planfile/<id>'],
          issues: ['write', 'answers where the comment stands, and reacts to it'],
          'pull-requests': ['read', 'asks who opened, reviewed and merged what the approval rests on'],
        },
      },
    },
  },
  {
    file: 'planfile-draft.yml',
    summary: 'drafts a plan from an issue, or the next revision of a plan, for people to read',
    template: draft,
    jobs: {
      request: {
        power: 'write',
        permissions: {
          actions: ['read', 'asks who started the run'],
          contents: ['read', 'reads the plans and their records'],
          issues: ['write', 'reads the issue, answers there and reacts to the comment'],
          'pull-requests': ['read', 'finds the plan whose pull request was commented on'],
        },
      },
      draft: { power: 'model', permissions: { contents: ['read', 'reads the code and the record'] } },
      publish: {
        power: 'write',
        permissions: {
          contents: ['write', 'pushes the plan on the branch plan/<id>, and its record'],
          issues: ['write', 'says under the issue what came of it'],
          'pull-requests': ['write', "opens and refreshes the plan's pull request"],
        },
      },
    },
  },
  {
    file: 'planfile-execute.yml',
    summary: 'builds approved phases in a sandbox, verifies, reviews and publishes them, wave after wave',
    template: execute,
    jobs: {
      schedule: {
        power: 'write',
        permissions: {
          actions: ['read', 'asks whether a run that holds a phase is over'],
          checks: ['read', 'asks which reviews of the record are its own'],
          contents: ['write', 'pushes the starts to the record, refs/planfile/<id>'],
          issues: ['write', 'answers the comment that asked, and reacts to it'],
          'pull-requests': ['read', 'asks who opened, reviewed and merged what an approval rests on'],
        },
      },
      execute: { power: 'model', permissions: { contents: ['read', 'reads the code and the record'] } },
      verify: {
        power: 'code',
        permissions: { contents: ['read', 'checks out the code; the step gets no token'] },
      },
      review: { power: 'model', permissions: { contents: ['read', 'reads the code and the record'] } },
      publish: {
        power: 'write',
        permissions: {
          actions: ['write', 'dispatches the next wave, and the CI that the policy names'],
          checks: ['write', 'sets the check'],
          contents: ['write', 'pushes the branch plan/<id> and the record'],
          'pull-requests': ['write', "opens and refreshes the plan's pull request"],
        },
      },
    },
  },
  {
    file: 'planfile-review.yml',
    summary: 'reviews pull requests that somebody asks it to, and sets the check of every other',
    template: review,
    jobs: {
      request: {
        power: 'write',
        permissions: {
          actions: ['read', 'asks who started the run, and what the run that it follows was about'],
          contents: ['read', 'reads the policy, and the heads of pull requests as objects'],
          issues: ['write', 'answers and reacts to the comment that asked'],
          'pull-requests': ['read', 'reads the pull request, and what was reviewed before'],
        },
      },
      review: {
        power: 'model',
        permissions: { contents: ['read', 'reads the head as objects, and the policy'] },
      },
      publish: {
        power: 'write',
        permissions: {
          checks: ['write', 'sets the check'],
          contents: [
            'write',
            "pushes the review of a plan's own pull request to its record, and closes conversations that are settled",
          ],
          'pull-requests': ['write', 'posts the review, and answers where it is settled'],
        },
      },
    },
  },
  {
    file: 'planfile-issues.yml',
    summary: 'keeps one issue for each phase of the plans that people name',
    template: issues,
    jobs: {
      issues: {
        power: 'write',
        permissions: {
          contents: ['read', 'reads plans, records and what landed'],
          issues: ['write', 'opens, changes, closes and links the issues of plans'],
        },
      },
    },
  },
];
