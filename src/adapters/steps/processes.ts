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
  /** For each step, who hears it instead of the terminal. */
  listen?: (() => Listener) | undefined;
}

export interface Listener extends Disposable {
  /** What the step sends over its channel. */
  heard(message: unknown): void;
  /** Whole lines of its stderr. */
  said(text: string): void;
}

export function stepProcesses({ node, entry, environment, patience = 5_000, listen }: ProcessOptions): Steps {
  return {
    start: ({ power, args, signal }) =>
      new Promise((resolve, reject) => {
        const listener = listen?.();
        // The channel is a lifeline: when this process dies, however it dies, the child's channel closes and it ends
        // its session too, so that a killed run spends no money (entries/lifeline.ts).
        const child = spawn(node, [entry, ...args], {
          env: environment[power],
          stdio: ['inherit', 'ignore', listener ? 'pipe' : 'inherit', 'ipc'],
        });
        child.on('message', (message) => listener?.heard(message));
        let rest = '';
        child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
          const end = (rest + chunk).lastIndexOf('\n') + 1;
          if (end > 0) listener?.said((rest + chunk).slice(0, end));
          rest = (rest + chunk).slice(end);
        });
        let timer: NodeJS.Timeout | undefined;
        const end = () => {
          child.kill('SIGTERM');
          timer = setTimeout(() => child.kill('SIGKILL'), patience);
        };
        if (signal?.aborted) end();
        signal?.addEventListener('abort', end, { once: true });
        child.once('error', (error) => {
          listener?.[Symbol.dispose]();
          reject(
            new Fault(
              'configuration',
              'step-not-started',
              `a step could not be started: ${error.message}`,
              'Is the installation whole?',
              { cause: error },
            ),
          );
        });
        child.once('close', (code) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          if (rest !== '') listener?.said(`${rest}\n`);
          listener?.[Symbol.dispose]();
          resolve(code ?? 3);
        });
      }),
  };
}
