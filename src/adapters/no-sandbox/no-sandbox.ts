/**
 * The sandbox's port without a sandbox: for `--no-sandbox`, given for one run, and for the demo's own commands where
 * bubblewrap is missing (trust.md, "Locally"). The model has no shell; each verify command is shown and asked for.
 */
import { join } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { Box, BoxSpec, Sandbox } from '../../ports/sandbox.ts';
import { openBox } from '../box/box.ts';
import { ANSWER_CHECKS } from '../box/connection.ts';
import { startPlain } from './plain.ts';

export interface NoSandboxOptions {
  /** The Node binary that runs the toolbox. */
  nodePath: string;
  /** The folder with the bundle's toolbox.js. */
  bundleDir: string;
  /** All that commands and tools get of the environment. */
  environment: Readonly<Record<string, string>>;
  /** Commands that run unasked. */
  allowed: readonly string[];
  /** Asks a person; a command that is not allowed does not run. undefined: nobody is there. */
  confirm: ((command: string) => Promise<boolean>) | undefined;
}

export function noSandbox(options: NoSandboxOptions): Sandbox {
  return {
    kind: 'none',
    probe: async () => ({ ok: true }),
    unanswerable: (commands) =>
      options.confirm ? [] : commands.filter((command) => !options.allowed.includes(command)),
    open: async (spec) => asking(openPlainBox(spec, options), options),
  };
}

function openPlainBox(spec: BoxSpec, { nodePath, bundleDir, environment }: NoSandboxOptions): Box {
  const { tree, writable, paths, limits } = spec;
  return openBox(spec, {
    start: (command) => startPlain(command, tree, environment),
    toolbox: {
      command: [nodePath, join(bundleDir, 'toolbox.js')],
      config: {
        workdir: tree,
        scratch: tree,
        shell: false,
        writable,
        ...(paths && { paths }),
        outputBytes: limits.outputBytes,
        commandSeconds: limits.commandSeconds,
      },
    },
    checks: ANSWER_CHECKS,
    graceSeconds: 15,
    floodBytes: 256 * 1024 ** 2,
    cannotStart: (complaint) =>
      new Fault('configuration', 'no-toolbox', `the toolbox did not start: ${complaint}`, 'npm ci'),
    giveAway: async () => {},
    takeBack: async () => {},
  });
}

/** The box, but no command runs that was not allowed. */
function asking(box: Box, { allowed, confirm }: NoSandboxOptions): Box {
  return {
    ...box,
    shell: false,
    run: async (command, signal) =>
      allowed.includes(command) || (await confirm?.(command))
        ? box.run(command, signal)
        : {
            command,
            exit: null,
            seconds: 0,
            tail: '[not run: it was not allowed]',
            timedOut: false,
            notAllowed: true,
          },
  };
}
