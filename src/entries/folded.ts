/**
 * Progress in a workflow's log: the lines of each step fold into a group of the step's name
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands), so that what failed is found at a glance.
 */
import type { Progress } from '../ports/progress.ts';
import { clean, cleanLine } from '../report/clean.ts';

/** `lines` prints within the group; `write` prints the group's own lines. */
export function folded(lines: Progress, write: (line: string) => unknown): Progress & { end(): void } {
  let open = false;
  const end = (): void => {
    if (open) write('::endgroup::\n');
    open = false;
  };
  return {
    step(name, detail) {
      end();
      write(`::group::${cleanLine(`${name} ${detail ?? ''}`, 100)}\n`);
      open = true;
    },
    // A line of a model's or a file's words must not be taken for a command, wherever in it one stands.
    tool: (call) => lines.tool({ ...call, target: clean(call.target) }),
    note: (text) => lines.note(clean(text)),
    end,
  };
}
