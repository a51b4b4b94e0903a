import type { CommandName } from '../commands.ts';
import type { Handler } from './answer.ts';

/** Loaded by command: `validate` does not load what `run` needs. */
export const handlers: Record<CommandName, () => Promise<Handler>> = {
  validate: async () => (await import('./plans.ts')).onValidate,
  explain: async () => (await import('./plans.ts')).onExplain,
  draft: async () => (await import('./draft.ts')).onDraft,
  request: async () => (await import('./drafting.ts')).onRequest,
  'request-review': async () => (await import('./reviewing.ts')).onRequestReview,
  approve: async () => (await import('./plans.ts')).onApprove,
  gate: async () => (await import('./plans.ts')).onGate,
  status: async () => (await import('./plans.ts')).onStatus,
  init: async () => (await import('./init.ts')).onInit,
  report: async () => (await import('./report.ts')).onReport,
  issues: async () => (await import('./issues.ts')).onIssues,
  run: async () => (await import('./run.ts')).onRun,
  reset: async () => (await import('./reset.ts')).onReset,
  demo: async () => (await import('./run.ts')).onDemo,
  'approve-comment': async () => (await import('./comments.ts')).onApproveComment,
  schedule: async () => (await import('./schedule.ts')).onSchedule,
  execute: async () => (await import('./steps.ts')).onExecute,
  verify: async () => (await import('./steps.ts')).onVerify,
  review: async () => (await import('./review.ts')).onReview,
  publish: async () => (await import('./steps.ts')).onPublish,
};
