/**
 * `run` does locally what the forge's jobs do: each step is a process of its own, with only the environment that its power
 * needs (design.md §3: model, code and write jobs).
 */
export interface Steps {
  /** Starts `planfile <args>`; resolves with its exit code. Aborting asks it to end, and kills it after five seconds. */
  start(step: StepCall): Promise<number>;
}

export interface StepCall {
  /** A model step gets the endpoint's credentials; a code or write step has none in its environment. */
  power: 'model' | 'code' | 'write';
  args: readonly string[];
  signal?: AbortSignal | undefined;
}
