/** Steps as child processes of the same bundle. */
import { spawn } from 'node:child_process';
import { Fault } from '../../ports/fault.ts';
import type { StepCall, Steps } from '../../ports/steps.ts';

export interface ProcessOptions {
  /** The runtime and the bundle's entry. */
  node: string;
  entry: string;
  /** The whole environment of a step of this power: listed, never inherited (trust.md T11, T18). */
  environment: Record<StepCall['power'], Record<string, string>>;
  /** Milliseconds between asking a step to end and killing it. */
  patience?: number;
}

export function stepProcesses({ node, entry, environment, patience = 5_000 }: ProcessOptions): Steps {
  return {
    start: ({ power, args, signal }) =>
      new Promise((resolve, reject) => {
        // The channel is a lifeline: when this process dies, however it dies, the child's channel closes and it ends
        // its session too, so that a killed run spends no money (entries/lifeline.ts).
        const child = spawn(node, [entry, ...args], {
          env: environment[power],
          stdio: ['inherit', 'ignore', 'inherit', 'ipc'],
        });
        let timer: NodeJS.Timeout | undefined;
        const end = () => {
          child.kill('SIGTERM');
          timer = setTimeout(() => child.kill('SIGKILL'), patience);
        };
        if (signal?.aborted) end();
        signal?.addEventListener('abort', end, { once: true });
        child.once('error', (error) =>
          reject(
            new Fault(
              'configuration',
              'step-not-started',
              `a step could not be started: ${error.message}`,
              'Is the installation whole?',
              { cause: error },
            ),
          ),
        );
        child.once('close', (code) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          resolve(code ?? 3);
        });
      }),
  };
}
