/** One tree and what runs over it: the toolbox, started with its first call, and commands, each in a sandbox of its own. */
import type { Box, BoxSpec, CommandRun, ToolAnswer } from '../../ports/sandbox.ts';
import { runCommand } from './command.ts';
import { type Confined, start } from './confined.ts';
import type { Identity } from './guards/guard.ts';
import { type Guard, ofKind } from './guards/guard.ts';
import type { CommandLine } from './launch.ts';
import { giveAway, takeBack } from './ownership.ts';
import { openToolbox, type RunningToolbox } from './running-toolbox.ts';

export interface BoxWiring {
  guards: readonly Guard[];
  /** Who owns the tree while it is the box's; undefined: we ourselves. */
  identity: Identity | undefined;
  line(command: readonly string[]): CommandLine;
}

export function openBox(spec: BoxSpec, wiring: BoxWiring): Box {
  const { guards, identity } = wiring;
  const running = new Set<Confined>();
  let handedOver: Promise<void> | undefined;
  let toolbox: RunningToolbox | undefined;
  let closed = false;

  /** The tree belongs to the box from its first process to the last. */
  async function begin(command: readonly string[]): Promise<Confined> {
    if (closed) throw new Error('this box is closed');
    handedOver ??= giveAway(spec, identity);
    await handedOver;
    const confined = start(wiring.line(command), guards, {
      tree: spec.tree,
      treeBytes: spec.limits.treeBytes,
    });
    running.add(confined);
    confined.over.then(
      () => running.delete(confined),
      () => running.delete(confined),
    );
    return confined;
  }

  async function tool(name: string, input: unknown, signal?: AbortSignal): Promise<ToolAnswer> {
    toolbox ??= openToolbox(spec, guards, begin);
    return toolbox.call(name, input, signal);
  }

  const run = (command: string, signal?: AbortSignal): Promise<CommandRun> =>
    runCommand(command, spec.limits, ofKind(guards, 'deadline').length > 0, begin, signal);

  async function stop(): Promise<void> {
    const all = [...running];
    for (const confined of all) confined.end('the box was stopped');
    await Promise.all(all.map(({ over }) => over));
    if (handedOver && spec.writable) await takeBack(spec);
  }

  return {
    tool,
    run,
    stop,
    [Symbol.asyncDispose]: () => {
      closed = true;
      return stop();
    },
  };
}
