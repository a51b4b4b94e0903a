/**
 * The place where people talk about the repository: comments and reviews with their evidence, permissions, the pull
 * request, the check, dispatches and runs. GitHub is one; locally, files beside the outcomes are another.
 */
import type { PullFile } from '../review/placement.ts';

export interface Forge {
  readonly kind: 'local' | 'github';
  remarks: Remarks;
  people: People;
  pulls: Pulls;
  checks: Checks;
  runs: Runs;
  origins: Origins;
  talks: Talks;
  issues: Issues;
}

/** An account. Logins are renamed, the number stays (github.md G6). */
export interface Account {
  id: number;
  login: string;
  kind: 'person' | 'bot' | 'app';
}

export interface Remarks {
  /** Everything said in the repository since `since` (ISO time), oldest first. */
  since(since: string): AsyncIterable<Remark>;
  /** One remark, fetched anew; undefined when it is gone. */
  get(ref: RemarkRef): Promise<Remark | undefined>;
  /** One comment of ours per marker: edited when it is there and ours, made otherwise. */
  upsert(on: number, marker: string, body: string): Promise<Remark>;
  react(ref: RemarkRef, reaction: '+1' | '-1' | 'eyes' | 'rocket'): Promise<void>;
}

export interface RemarkRef {
  kind: 'comment' | 'review';
  /** The issue or pull request it stands on. */
  on: number;
  id: number;
}

export interface Remark extends RemarkRef {
  /** Where a person reads it, and the id by which GraphQL knows it: for those who follow the chain by hand. */
  url: string;
  node: string;
  author: Account;
  /** Slug of the app that posted in the author's name, if one did. */
  viaApp: string | undefined;
  body: string;
  createdAt: string;
  /** From GraphQL `lastEditedAt`: REST cannot tell (G5). */
  editedAt: string | undefined;
  editedBy: string | undefined;
  /** Came in as an answer to a notification: whoever has that mail's address can post in the person's name. */
  byMail: boolean;
  review?: {
    state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
    commit: string;
    /** Somebody folded it away: as outdated, or for another reason. */
    folded?: boolean;
  };
}

export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface People {
  /** Who our own token speaks for. */
  self(): Promise<Account>;
  /** The permission now. Throws an `undecided` fault when it cannot be asked. */
  permission(account: Account): Promise<Permission>;
  /** Members of a team; undefined when this token cannot see it (G7). */
  team(slug: string): Promise<readonly Account[] | undefined>;
}

export interface Pulls {
  /** Every pull request whose head ever was this branch of this repository, open or not. */
  everyOfBranch(branch: string): Promise<readonly Pull[]>;
  /** The open pull request whose head is this branch of this repository. */
  ofBranch(branch: string): Promise<Pull | undefined>;
  /** Merged pull requests that brought `commit` to the default branch. */
  thatBrought(commit: string): Promise<readonly Pull[]>;
  /**
   * Opened as no draft where the repository has none. Faults: `pulls-not-allowed` (github.md G14), `nothing-to-merge` where the base
   * holds all of it.
   */
  open(pull: NewPull): Promise<Pull>;
  /** Where a person opens it by hand. */
  linkToOpen(base: string, branch: string): string;
  update(number: number, change: Partial<Pick<Pull, 'title' | 'body' | 'draft'>>): Promise<Pull>;
  /** Reviews of a pull request, with their evidence. */
  reviews(number: number): Promise<readonly Remark[]>;
  /**
   * One review, event COMMENT, with its inline comments. All or nothing: the fault `review-refused` where a single line of it is not
   * the forge's to show (github.md G18).
   */
  postReview(number: number, review: NewReview): Promise<{ id: number }>;
  /** By its number; undefined: there is none. */
  get(number: number): Promise<Pull | undefined>;
  /** Open pull requests whose head is `branch` of the repository of `owner`: a fork's, or this one. */
  openFrom(owner: string, branch: string): Promise<readonly Pull[]>;
  /** What it changes, as the forge compares it, with the lines that it shows: the first 3,000 files (github.md G18). */
  files(number: number): Promise<readonly PullFile[]>;
  /** Whom the forge sees in its commits, as author or committer. */
  authors(number: number): Promise<readonly Account[]>;
  /** Threads on its lines, whoever began them, oldest first. */
  threads(number: number): Promise<readonly ReviewThread[]>;
  /** Says something in a thread. */
  answer(number: number, thread: Pick<ReviewThread, 'remarks'>, body: string): Promise<void>;
  /** Closes a thread. Needs `contents: write` beside `pull-requests: write` (github.md G5). */
  resolve(thread: Pick<ReviewThread, 'id'>): Promise<void>;
  /** Folds the text of a review away as outdated; its threads stay. Needs `pull-requests: write`. */
  fold(review: Pick<Remark, 'node'>): Promise<void>;
}

export interface ReviewThread {
  id: string;
  path: string;
  side: 'left' | 'right';
  /** Where it stands now, its last line; undefined: the lines that it stood on are gone. */
  line: number | undefined;
  /** Where it stood when it was begun. */
  firstLine: number | undefined;
  /** undefined: it is open. */
  resolvedBy: Account | undefined;
  /** What is said in it, what began it first. */
  remarks: readonly Pick<Remark, 'id' | 'author' | 'body' | 'createdAt' | 'editedAt' | 'byMail'>[];
}

export interface NewPull {
  branch: string;
  base: string;
  title: string;
  body: string;
  draft: boolean;
}

export interface Pull extends NewPull {
  number: number;
  url: string;
  author: Account;
  state: 'open' | 'closed' | 'merged';
  head: string;
  headRepository: string;
  mergedBy?: Account;
  /** ISO times; set when it was closed, with or without a merge. */
  closedAt?: string;
  mergedAt?: string;
  /** The commit on the base that the merge made. */
  mergeCommit?: string;
}

export interface NewReview {
  commit: string;
  body: string;
  comments: readonly {
    path: string;
    line: number;
    /** The first of several lines, all of one hunk. */
    startLine?: number | undefined;
    side: 'left' | 'right';
    body: string;
  }[];
}

export interface Checks {
  /**
   * Takes the place of what was said under this `externalId` (never of a name alone, G8), and is the newest of its name, which is the one
   * that counts. What is there already, and is the newest, is not written again.
   */
  put(check: Check): Promise<void>;
  of(head: string, externalId: string): Promise<Check | undefined>;
  /** All on this commit, whatever they were set for, of each name and id the newest, oldest first: of a name the last is the one that counts. */
  on(head: string): Promise<readonly Check[]>;
}

export interface Check {
  head: string;
  externalId: string;
  name: string;
  conclusion: 'success' | 'failure' | 'action_required' | 'neutral';
  title: string;
  summary: string;
  annotations: readonly {
    path: string;
    line: number;
    endLine: number;
    level: 'notice' | 'warning' | 'failure';
    title: string;
    message: string;
  }[];
}

/** A workflow's run as it is now, at one of its attempts. */
export interface RunFacts {
  run: string;
  attempt: number;
  state: 'waiting' | 'running' | 'completed';
  /** `success`, `failure`, `cancelled`, `skipped`, …; undefined while it is under way. */
  conclusion: string | undefined;
  event: string;
  /** Path of the workflow's file. */
  workflow: string;
  /** The branch whose file of the workflow runs (github.md G4). */
  branch: string;
  /** The commit that it is about, and the repository (`owner/name`) whose branch it is: a fork's, for its pull requests. */
  head: string;
  headRepository: string;
  /** Who caused the run, and who started this attempt: a re-run may be another's. */
  actor: Account;
  triggeredBy: Account;
  /** ISO time. */
  createdAt: string;
  url: string;
}

export interface Runs {
  /** A run at this attempt, or at its last one; undefined: no such run. */
  find(run: string, attempt?: number): Promise<RunFacts | undefined>;
  /** Runs of a workflow, by the path of its file, that were created since (ISO time), newest first. */
  since(workflow: string, since: string): AsyncIterable<RunFacts>;
  /** Did a job of a run begin, at any attempt, by its name in the workflow? One that was skipped did not. */
  ran(run: string, job: string): Promise<boolean>;
  /** Starts the next wave, or the CI that policy names (G3): on the default branch, unless another is named. */
  dispatch(workflow: string, inputs: Record<string, string>, branch?: string): Promise<void>;
  /**
   * Was such a run started by a dispatch? Inputs cannot be asked for: a run is known by its title since a moment (ISO time), or by its
   * commit. A title can be typed by whoever starts a run: it counts only of one that our own account started.
   */
  dispatched(workflow: string, run: { title: string; since: string } | { head: string }): Promise<boolean>;
  /** Do pushes with our token start other workflows? Those of an app do, those of a workflow's own token never (G3). */
  startedByPush(): Promise<boolean>;
  /** Is that attempt over? undefined: no such run (G12). */
  state(run: string, attempt: number): Promise<'waiting' | 'running' | 'completed' | undefined>;
  /** Rules that a push to this branch would meet, asked before money is spent (G13). */
  branchRules(branch: string): Promise<readonly string[]>;
}

/** Who is behind what stands in the repository, by the forge's own word: git's names can be typed by anybody. */
export interface Origins {
  /** `owner/name`, the default branch now, and what time it is there. */
  repository(): Promise<{ name: string; defaultBranch: string; now: Date }>;
  /** Who opened an issue or pull request; undefined when there is none of that number. */
  openedBy(on: number): Promise<Account | undefined>;
  /** The accounts that the forge sees in a commit as its authors. Its committer may have pressed a button only. */
  ofCommit(commit: string): Promise<readonly Account[]>;
  /** What was pushed to a branch, newest first, as far as the forge remembers. */
  pushes(branch: string): AsyncIterable<Push>;
}

export interface Push {
  /** undefined: the branch was not there before, or is not there any more. */
  before: string | undefined;
  after: string | undefined;
  /** ISO time. */
  at: string;
  by: Account | undefined;
  /** A merge moves a branch by a button; who pressed it wrote nothing. */
  kind: 'push' | 'merge';
}

/** Issues that we keep beside a plan. */
export interface Issues {
  /** Those that our token's own account opened, whatever their state, oldest first. */
  ours(): Promise<readonly Issue[]>;
  /** As it is now; one that was transferred tells another repository. undefined: it is gone. */
  get(number: number): Promise<Issue | undefined>;
  open(issue: Pick<Issue, 'title' | 'body'> & { labels: readonly string[] }): Promise<Issue>;
  /** `labels`: all of them. */
  update(
    number: number,
    change: { title?: string; body?: string; state?: Issue['state']; labels?: readonly string[] },
  ): Promise<Issue>;
  /** Sub-issues, those in other repositories too. */
  children(number: number): Promise<readonly Issue[]>;
  /** `child` and `blocker` are ids, for numbers are a repository's own (github.md G19). */
  adopt(parent: number, child: number): Promise<void>;
  blockers(number: number): Promise<readonly Issue[]>;
  block(number: number, blocker: number): Promise<void>;
  unblock(number: number, blocker: number): Promise<void>;
}

export interface Issue {
  /** The database's. */
  id: number;
  number: number;
  url: string;
  /** `owner/name`. */
  repository: string;
  title: string;
  body: string;
  author: Account;
  state: 'open' | 'closed';
  labels: readonly string[];
}

/** What is said under one issue or pull request: for whoever needs the conversation, and not only what commands in it. */
export interface Talks {
  /** What stands at its top; undefined: there is no such issue. */
  topic(on: number): Promise<Topic | undefined>;
  /** Everything said below it, oldest first. */
  remarks(on: number): AsyncIterable<Remark>;
}

export interface Topic {
  on: number;
  url: string;
  title: string;
  body: string;
  author: Account;
  /** ISO times. */
  createdAt: string;
  editedAt: string | undefined;
  state: 'open' | 'closed';
  labels: readonly string[];
  pull: boolean;
}
