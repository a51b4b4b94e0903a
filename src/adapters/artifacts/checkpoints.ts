/**
 * Checkpoints as artifacts of the workflow's run. The client works in a process of its own: the job's tokens are in that process's
 * environment and in no other (trust.md T18), and one that hangs or breaks ends alone.
 */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import { Fault } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';

export interface ArtifactOptions {
  /** The runtime, and the entry that hands out (entries/hand-out.ts). */
  node: string;
  entry: string;
  /** All that the process gets: the service's address, its token, proxies and certificates. */
  environment: Readonly<Record<string, string>>;
  /** The run's attempt: a name is given once in a run. */
  attempt: string;
  /** What one artifact may take, in ms. */
  most?: number;
}

/** Choice of ours: a checkpoint is small, the next is five minutes away, and the client itself tries again for about a minute. */
const MOST = 120_000;

export const artifactCheckpoints = ({
  node,
  entry,
  environment,
  attempt,
  most = MOST,
}: ArtifactOptions): Checkpoints => ({
  async handOut(name, files, signal) {
    const child = spawn(node, [entry, `planfile-${attempt}-${name}`, ...files], {
      env: environment,
      // What the client prints are workflow commands and progress: a log of its own.
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
      timeout: most,
      killSignal: 'SIGKILL',
    });
    const said = tailOf(child.stderr);
    const how = await new Promise<string | undefined>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code) => resolve(code === 0 ? undefined : `it ended without an answer`));
    });
    if (how === undefined) return;
    throw new Fault(
      'service',
      'not-handed-out',
      cleanLine((await said) || how),
      'It still lies in the outcome folder of this job.',
    );
  },
});

/** The end of what was said, as much as makes a message. */
async function tailOf(stream: Readable): Promise<string> {
  let tail = '';
  stream.setEncoding('utf8');
  try {
    for await (const chunk of stream) tail = `${tail}${chunk}`.slice(-1_000);
  } catch {
    // Cut off in the middle: what came is what there is.
  }
  return tail;
}
