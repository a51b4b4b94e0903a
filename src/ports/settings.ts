/** How a repository of the forge is set up, as far as the token may know: asked by `init`, before workflows rest on it. */
export interface Settings {
  defaultBranch(): Promise<string>;
  /** The kinds of rules that a push to this branch would meet (github.md G13). */
  rulesOf(branch: string): Promise<readonly string[]>;
  /** "Allow GitHub Actions to create and approve pull requests" (G14). Only administrators see it. */
  mayActionsOpenPulls(): Promise<boolean>;
  /** undefined: there is none, or this token does not see it. */
  environment(name: string): Promise<Environment | undefined>;
  /** Names of the secrets in an environment; nobody reads their values. */
  secretsOf(environment: string): Promise<readonly string[]>;
  /**
   * Makes a ref at the default branch's commit, and takes it away again. A ref that may not be made is a value; one that stays
   * behind is a fault that names it.
   */
  tryRef(ref: string): Promise<{ allowed: true } | { allowed: false; why: string }>;
}

export interface Environment {
  /** Branches whose jobs may use it: patterns, `protected` ones, or `every`. */
  branches: 'every' | 'protected' | readonly string[];
}
