/** What was asked of the double, in order. Tokens are not in it; bodies are, because these are tests. */
import type { Permission } from './permissions.ts';

export type JournalEntry = {
  at: string;
  method: string;
  path: string;
  /** The operation in GitHub's description, `POST /graphql`, or the git service; undefined for what nobody serves. */
  operation?: string;
  query: Record<string, string>;
  body?: unknown;
  /** Login of who asked. */
  actor?: string;
  /** Permissions that a token needs: of each inner list one. What a workflow's `permissions:` is held against. */
  needs?: Permission[][];
  status?: number;
  /** The fault that hit it. */
  fault?: string;
};
