/** Shows that a confined process starts here, with our runtime and our bundle in reach, before any token is spent. */
import type { Probe } from '../../ports/sandbox.ts';
import { fixFor } from './cannot-start.ts';
import { start } from './confined.ts';
import type { CommandLine } from './launch.ts';

const UNREADABLE = 'the toolbox cannot be read inside';
/** What is started. */
export const PROBE: readonly string[] = [
  '/bin/bash',
  '-c',
  'test -r /opt/toolbox/toolbox.js && exec /opt/node/bin/node --version',
];

/** `tree`: any folder, shown read-only. */
export async function probe(tree: string, line: (command: readonly string[]) => CommandLine): Promise<Probe> {
  const confined = start(line(PROBE), [], { folders: [tree], treeBytes: 0 });
  confined.input.end();
  confined.output.resume();
  const timer = setTimeout(() => confined.end('it did not start within 10 seconds'), 10_000);
  const { exit, reason, started, complaint } = await confined.over;
  clearTimeout(timer);
  if (exit === 0) return { ok: true };
  const why = reason ?? (complaint || (started ? UNREADABLE : 'bubblewrap did not start'));
  return { ok: false, reason: why, fix: fixFor(why) };
}
