/**
 * Tries verify commands before anybody sees the plan: in the sandbox, after the policy's set-up, on a clean copy of the tree that it is
 * for. That one fails there proves nothing, it may ask for what is still to be built; that one cannot be started does.
 */
import { join } from 'node:path';
import type { InForce } from '../../policy/inforce.ts';
import type { Workshop } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Box, CommandRun } from '../../ports/sandbox.ts';
import { readyBox } from '../ready-box.ts';

export interface Trial extends AsyncDisposable {
  /** Runs what was not tried yet; what is wrong with a command, by command. */
  of(commands: readonly string[]): Promise<ReadonlyMap<string, string>>;
  tried(): CommandRun[];
}

export interface TrialPlace {
  base: string;
  /** A folder of this process; the tree goes into it. */
  folder: string;
  inForce: Pick<InForce, 'limits' | 'setup' | 'mounts'>;
  signal?: AbortSignal | undefined;
}

/** Opens its box at the first command: a draft that ends in questions needs none. */
export function trial(
  { base, folder, inForce, signal }: TrialPlace,
  workshop: Pick<Workshop, 'exportTree'>,
  ports: Pick<Ports, 'sandbox' | 'progress'>,
): Trial {
  const runs = new Map<string, CommandRun>();
  let box: Promise<Box> | undefined;
  const open = async (): Promise<Box> => {
    const tree = join(folder, 'trial');
    await workshop.exportTree(base, tree);
    return readyBox({ tree, writable: true, inForce, signal }, ports);
  };
  return {
    async of(commands) {
      for (const command of commands) {
        if (runs.has(command)) continue;
        box ??= open();
        const run = await (await box).run(command, signal);
        signal?.throwIfAborted();
        runs.set(command, run);
        ports.progress.note(
          `tried ${command}: ${cannotStart(run) ?? `ended with ${run.exit ?? 'a signal'}`}`,
        );
      }
      return new Map(
        commands.flatMap((command) => {
          const why = cannotStart(runs.get(command)!);
          return why === undefined ? [] : [[command, why] as const];
        }),
      );
    },
    tried: () => [...runs.values()],
    async [Symbol.asyncDispose]() {
      await (await box?.catch(() => undefined))?.[Symbol.asyncDispose]();
    },
  };
}

/** A shell's own exits for a command that it cannot find, or may not start. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

function cannotStart({ exit, timedOut, notAllowed, tail }: CommandRun): string | undefined {
  if (notAllowed) return 'a person did not allow it';
  if (timedOut) return 'it runs out of time';
  if (exit === NOT_FOUND || exit === NOT_EXECUTABLE)
    return `it cannot be started here: ${tail.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}`;
  return undefined;
}
