/** Who does what. Code names roles, never models; plan and policy may put another model in a role. */
import { type Alias, aliases } from './aliases.ts';

export const roles = ['planner', 'executor', 'advisor', 'reviewer'] as const;
export type Role = (typeof roles)[number];

/** Opus decides and judges, Sonnet builds (design.md §4). */
const defaultModels: Readonly<Record<Role, Alias>> = {
  planner: 'opus',
  executor: 'sonnet',
  advisor: 'opus',
  reviewer: 'opus',
};

/** The full id that a role has when neither plan nor policy says otherwise. */
export const defaultModel = (role: Role): string => aliases[defaultModels[role]];
