/**
 * When a session's work is put aside before its end: after a commit's worth of work, and at the latest five minutes after
 * something may have changed (trust.md T7). The tree is only read while nothing runs in the box (T13), so the box is stopped
 * first; its next call starts it anew, and the model is told what that cost.
 */
import type { Clock } from '../ports/clock.ts';
import type { Box, ToolAnswer } from '../ports/sandbox.ts';
import type { Row } from './box-tools.ts';

/** A commit's worth of work: this many files written or edited, or a verify that failed. Choice of ours. */
export const EDITS = 10;
/** issue 5: or five minutes. */
export const MINUTES = 5;

export interface CheckpointOptions {
  box: Pick<Box, 'stop'>;
  clock: Pick<Clock, 'sleep'>;
  /** Everything that touches the tree stands in this row. */
  row: Row;
  /** Reads the tree; throws when that cannot be done. */
  save(): Promise<void>;
  onFailed(why: string): void;
  signal: AbortSignal;
}

export interface Checkpointing extends AsyncDisposable {
  /** One call of a tool, from inside the row; its answer says when the shell has begun anew. */
  around(tool: string, work: () => Promise<ToolAnswer>): Promise<ToolAnswer>;
  /** A verify has failed and goes back to the model; from inside the row. */
  failed(): Promise<void>;
  /** Somebody else has stopped the box, to look at the tree. */
  stopped(): void;
}

export function checkpointing({ box, clock, row, save, onFailed, signal }: CheckpointOptions): Checkpointing {
  let edits = 0;
  let shellUsed = false;
  let untold = false;
  let timer: AbortController | undefined;
  let over = false;
  let taking = Promise.resolve();

  const take = (): Promise<void> => {
    taking = putAside();
    return taking;
  };

  async function putAside(): Promise<void> {
    timer?.abort();
    timer = undefined;
    edits = 0;
    // Whoever ends the session now reads the tree a moment later.
    if (over || signal.aborted) return;
    try {
      await box.stop();
      stopped();
      await save();
    } catch (thrown) {
      onFailed(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }

  function stopped(): void {
    untold ||= shellUsed;
    shellUsed = false;
  }

  /** Something may have changed: from now on the clock runs. */
  function changed(): void {
    if (timer) return;
    timer = new AbortController();
    const due = clock.sleep(MINUTES * 60_000, AbortSignal.any([timer.signal, signal]));
    due.then(
      () => row(async () => take().then(() => NOTHING)),
      () => {}, // Put aside before, or over.
    );
  }

  return {
    async around(tool, work) {
      const answer = await work();
      if (CHANGING.has(tool)) changed();
      if (tool === 'bash') shellUsed = true;
      if (EDITING.has(tool) && !answer.isError) edits += 1;
      if (edits >= EDITS) await take();
      if (!untold) return answer;
      untold = false;
      return { ...answer, content: `${answer.content}\n${SHELL_ANEW}` };
    },
    failed: take,
    stopped,
    [Symbol.asyncDispose]: () => {
      over = true;
      timer?.abort();
      return taking;
    },
  };
}

const EDITING: ReadonlySet<string> = new Set(['write', 'edit']);
const CHANGING: ReadonlySet<string> = new Set([...EDITING, 'bash']);

const NOTHING: ToolAnswer = { content: '', isError: false };

const SHELL_ANEW =
  '[The program has put your work aside. The shell begins anew: its folder, its variables, what ran in the background and what lay in $TMPDIR are gone; the tree is as it was.]';
