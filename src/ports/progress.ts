/** What a person sees while a command works; goes to stderr, never into an outcome. */
export interface Progress {
  /** A step of the way begins: `schedule`, `execute slugify`, `verify`, … */
  step(name: string, detail?: string): void;
  /** One tool call of a session, with what has been spent so far. */
  tool(call: ToolLine): void;
  /** Something worth a line: a wait, a retry, a refusal. Model and file text must be passed through `clean` before. */
  note(text: string): void;
  /** What a session does at this moment: for a view that is updated in place. Lines leave it out. */
  now?(state: SessionNow): void;
  /** The command is over; what comes now is its answer. */
  end?(): void;
}

export interface ToolLine {
  phase: string;
  tool: string;
  /** What it worked on: a path, or the first line of a command. */
  target: string;
  ok: boolean;
  seconds: number;
  turns: number;
  usd: number;
  /** The budget that `usd` is held against. */
  mostUsd: number;
}

export interface SessionNow {
  phase: string;
  /** A tool and its target; empty: the model is asked. */
  doing: string;
  turns: number;
  mostTurns: number;
  tokens: number;
  usd: number;
  mostUsd: number;
}
