/** What is known of evidence that a forge keeps, as its guards are given it. */
import type { Asked, Doubt } from './asked.ts';
import type { ApprovalStep } from './evidence.ts';

/** An account as the forge tells of it: logins are renamed, the number stays. */
export interface Who {
  id: number;
  login: string;
  kind: 'person' | 'bot' | 'app';
}

export const PERMISSIONS = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** A comment or a review, as the forge shows it now. */
export interface Said {
  kind: 'comment' | 'review';
  on: number;
  id: number;
  url: string;
  node: string;
  author: Who;
  viaApp: string | undefined;
  body: string;
  createdAt: string;
  editedAt: string | undefined;
  editedBy: string | undefined;
  byMail: boolean;
  review?: { state: 'approved' | 'changes-requested' | 'commented' | 'dismissed'; commit: string };
}

/** A pull request that was merged. */
export interface Merged {
  number: number;
  url: string;
  base: string;
  head: string;
  headRepository: string;
  mergedBy?: Who;
  mergedAt?: string;
  reviews: readonly Said[];
}

export interface Author extends Who {
  /** How: `asked for the plan in #3`, `pushed a change of it`. */
  how: string;
}

/** What holds for all evidence about one plan. */
export interface ForgeFacts {
  plan: { id: string; path: string };
  /** `owner/name`, and the default branch now. */
  repository: string;
  defaultBranch: string;
  /** By the forge's clock. */
  now: Date;
  policy: {
    permission: 'write' | 'maintain' | 'admin';
    author: boolean;
    days: number;
    merge: boolean;
    team?: string | undefined;
  };
  /** When pull requests of the plan's branch were closed. */
  closed: Asked<readonly { number: number; at: string }[]>;
  /** Who is an author of which phase (T9), by phase and digest. */
  authors: Asked<ReadonlyMap<string, readonly Author[]>>;
  /** Members of the team that the policy names. */
  team: Asked<readonly number[]> | undefined;
}

/** What is known of the one who gave it. */
export interface GiverFacts {
  permission: Asked<Permission>;
  /** Files on the base that changed since, by phase: only those in its paths. */
  changed: Asked<Readonly<Record<string, readonly string[]>>>;
}

export interface RemarkCase extends GiverFacts {
  step: ApprovalStep;
  said: Said;
  facts: ForgeFacts;
}

export interface MergeCase extends GiverFacts {
  step: ApprovalStep;
  pull: Merged;
  /** The commit that brought each phase's text to the default branch, and the pull requests that brought the commit. */
  brought: ReadonlyMap<string, { commit: string; pulls: readonly number[] }>;
  facts: ForgeFacts;
}

export type Guard<C> = (one: C) => Doubt | undefined;
export type PhaseGuard<C> = (one: C, entry: { phase: string; digest: string }) => Doubt | undefined;
export interface Guards<C> {
  /** Against the evidence as a whole. */
  whole: Readonly<Record<string, Guard<C>>>;
  /** Against what it says of one phase. */
  phase: Readonly<Record<string, PhaseGuard<C>>>;
}

/** Authors are told apart by what they wrote: a phase at a digest. */
export const phaseKey = ({ phase, digest }: { phase: string; digest: string }): string =>
  `${phase} ${digest}`;
