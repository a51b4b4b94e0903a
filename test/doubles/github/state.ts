/**
 * The state of one double: plain data. Commits, files and refs are not in it; they are in the real repositories.
 * One file, because everything here refers to everything else.
 */
import type { Clock } from './clock.ts';
import type { BareRepository } from './git/bare.ts';

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export type Permissions = Record<string, 'read' | 'write'>;

export type Account = {
  id: number;
  login: string;
  type: 'User' | 'Bot' | 'Organization';
  name: string;
  email: string;
  /** The account is gone; what it wrote belongs to "ghost" now. */
  deleted?: boolean;
};
export type App = { id: number; slug: string; name: string; bot: Account; permissions: Permissions };

/** Who speaks: a person, a person through an App, an App's installation, or a workflow's `GITHUB_TOKEN`. */
export type Actor = {
  kind: 'person' | 'app-user' | 'app' | 'workflow';
  account: Account;
  app?: App;
  /** What the token may do; a person's own token has no such list. */
  permissions?: Permissions;
  /** A workflow's token belongs to one repository. */
  repository?: Repository;
};

export type Edit = { id: string; by: Account; at: string; body: string };
export type Reaction = { id: number; by: Account; content: string; at: string };
export type Authored = {
  id: number;
  nodeId: string;
  author: Account;
  via?: App;
  body: string;
  createdAt: string;
  updatedAt: string;
  edits: Edit[];
  reactions: Reaction[];
  minimized?: string;
  /** Came in as an answer to a notification. */
  byMail?: true;
};

export type IssueComment = Authored & { kind: 'IssueComment'; issue: Issue };
export type Label = { id: number; name: string; color: string; description: string };
export type IssueEvent = {
  id: number;
  event: string;
  by: Account;
  at: string;
  detail: Record<string, unknown>;
};

export type Issue = Authored & {
  kind: 'Issue';
  repository: Repository;
  number: number;
  title: string;
  state: 'open' | 'closed';
  stateReason?: string;
  closedAt?: string;
  closedBy?: Account;
  labels: Label[];
  locked?: string;
  comments: IssueComment[];
  events: IssueEvent[];
  subIssues: Issue[];
  parent?: Issue;
  blockedBy: Issue[];
  pull?: Pull;
};

export type Pull = {
  kind: 'PullRequest';
  id: number;
  nodeId: string;
  issue: Issue;
  base: { ref: string; sha: string };
  head: { repository: Repository; ref: string; sha: string };
  draft: boolean;
  merged?: { at: string; by: Account; sha: string };
  /** Undefined until GitHub has worked it out, as after every change of head or base. */
  mergeable?: boolean;
  /** The commit of `refs/pull/N/merge`, as far as it was made. */
  testMerge?: string;
  /** Somebody asked since the last change, so the next one who asks is told. */
  asked: boolean;
  reviews: Review[];
  threads: Thread[];
  requestedReviewers: Account[];
};

export type Review = Authored & {
  kind: 'PullRequestReview';
  pull: Pull;
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';
  commit: string;
  submittedAt?: string;
  comments: ReviewComment[];
};

export type Side = 'LEFT' | 'RIGHT';
export type Place = { path: string; line?: number; side: Side; startLine?: number; startSide?: Side };
export type ReviewComment = Authored & {
  kind: 'PullRequestReviewComment';
  review: Review;
  thread: Thread;
  place: Place;
  commit: string;
  diffHunk: string;
  position?: number;
  replyTo?: ReviewComment;
};
export type Thread = {
  kind: 'PullRequestReviewThread';
  nodeId: string;
  pull: Pull;
  comments: ReviewComment[];
  resolvedBy?: Account;
};

export type Annotation = Record<string, unknown>;
export type CheckRun = {
  id: number;
  nodeId: string;
  app: App;
  sha: string;
  name: string;
  status: string;
  conclusion?: string;
  externalId: string;
  detailsUrl?: string;
  startedAt?: string;
  completedAt?: string;
  output: { title: string | null; summary: string | null; text: string | null };
  annotations: Annotation[];
};

export type Job = {
  id: number;
  name: string;
  status: string;
  conclusion?: string;
  startedAt: string;
  completedAt?: string;
};
export type Attempt = {
  status: string;
  conclusion?: string;
  at: string;
  updatedAt: string;
  jobs: Job[];
  triggeredBy: Account;
};
export type Artifact = {
  id: number;
  name: string;
  size: number;
  digest: string;
  at: string;
  expired: boolean;
};
export type WorkflowRun = {
  id: number;
  number: number;
  path: string;
  event: string;
  branch: string;
  sha: string;
  /** A fork, for its pull requests. */
  headRepository?: Repository;
  actor: Account;
  inputs: Record<string, unknown>;
  title: string;
  attempts: Attempt[];
  artifacts: Artifact[];
  /** Environments that it waits for. */
  waitingFor: Environment[];
};
export type Environment = {
  id: number;
  name: string;
  branches?: string[];
  reviewers: Account[];
  /** Names of its secrets; nobody reads their values. */
  secrets: string[];
};
export type Dispatch = { by: Account; event: string; payload: Record<string, unknown>; at: string };

/** Classic branch protection: refused pushes say GH006. `branch` is a glob. */
export type Protection = {
  branch: string;
  pullRequest?: { approvals: number; dismissStale?: boolean };
  checks?: { name: string; app?: App }[];
  enforceAdmins?: boolean;
  pushers?: string[];
};
/** A ruleset: refused pushes say GH013. `refs` are globs of whole ref names. */
export type Ruleset = {
  id: number;
  name: string;
  refs: string[];
  rules: ('creation' | 'update' | 'deletion' | 'non_fast_forward' | 'pull_request' | 'required_signatures')[];
  bypass: Account[];
};

export type Activity = {
  id: number;
  ref: string;
  before: string;
  after: string;
  at: string;
  by?: Account;
  type: string;
};

export type Repository = {
  id: number;
  nodeId: string;
  owner: Account;
  name: string;
  private: boolean;
  defaultBranch: string;
  parent?: Repository;
  git: BareRepository;
  roles: Map<Account, Role>;
  issues: Map<number, Issue>;
  /** Numbers of issues that were deleted: 410 from then on. */
  deleted: Set<number>;
  /** Where an issue went that was transferred (github.md G19). */
  moved: Map<number, Issue>;
  labels: Label[];
  checks: CheckRun[];
  runs: WorkflowRun[];
  dispatches: Dispatch[];
  environments: Environment[];
  protections: Protection[];
  rulesets: Ruleset[];
  activity: Activity[];
  workflowIds: Map<string, number>;
  /** The branches as the double last saw them, and how much of the log of pushes it has read. */
  seen: Map<string, string>;
  read: number;
  /** Pushes under way. */
  receiving: number;
  settings: {
    /** "Allow GitHub Actions to create and approve pull requests" (github.md G14). */
    actionsMayOpenPulls: boolean;
    drafts: boolean;
    deleteBranchOnMerge: boolean;
    workflowPermissions: 'read' | 'write';
  };
};

export type Team = { id: number; slug: string; org: Account; members: Account[] };

export type World = {
  origin: string;
  clock: Clock;
  accounts: Account[];
  members: Set<Account>;
  apps: App[];
  teams: Team[];
  tokens: Map<string, Actor>;
  repositories: Repository[];
  nodes: Map<string, Account | Repository | Issue | Pull | IssueComment | Review | ReviewComment | Thread>;
  nextId(): number;
  folder: string;
};
