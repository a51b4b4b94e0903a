/**
 * What the SDK's `bash` needs around it, as tried: an `exit` ended its session and lost the output, a timeout lost both,
 * and a failure that had printed something did not say that it was one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolboxConfig } from '../models/toolbox.ts';
import prelude from './shell.bash';

export type Environment = Record<string, string | undefined>;

export interface Shell {
  environment: Environment;
  /** The SDK's input for the same command, run so that the session outlives it. */
  wrapped(input: Record<string, unknown>): Record<string, unknown>;
}

/** What the SDK waits beyond our own deadline, in ms: it is there for a shell that no longer answers. */
const GRACE = 5_000;
const DEFAULT_SECONDS = 120;

export function openShell(config: ToolboxConfig, environment: Environment): Shell {
  const folder = join(config.scratch, '.planfile');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'shell.bash');
  writeFileSync(file, prelude);
  return {
    environment: { ...environment, BASH_ENV: file },
    wrapped: (input) => {
      const { command, timeout_ms: timeout } = input;
      if (typeof command !== 'string' || command === '') return input;
      const asked = typeof timeout === 'number' && timeout > 0 ? timeout / 1000 : DEFAULT_SECONDS;
      const seconds = Math.min(asked, config.commandSeconds);
      return {
        ...input,
        command: `__planfile_call ${seconds.toFixed(1)} ${quoted(command)}`,
        timeout_ms: Math.ceil(seconds * 1000) + GRACE,
      };
    },
  };
}

/** One word for bash, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
