/** One tree and what runs over it: the toolbox, started with its first call, and commands, each a process of its own. */
import type { Box, BoxSpec } from '../../ports/sandbox.ts';
import { runCommand } from './command.ts';
import type { Host, Running } from './running.ts';
import { runningToolbox } from './running-toolbox.ts';

export function openBox(spec: BoxSpec, host: Host): Box {
  const running = new Set<Running>();
  let handedOver: Promise<void> | undefined;
  let closed = false;

  /** The tree belongs to the box from its first process to the last. */
  async function begin(command: readonly string[]): Promise<Running> {
    const refuseIfClosed = () => {
      if (closed) throw new Error('this box is closed');
    };
    refuseIfClosed();
    handedOver ??= host.giveAway();
    await handedOver;
    refuseIfClosed();
    const one = host.start(command);
    running.add(one);
    const forget = () => void running.delete(one);
    one.over.then(forget, forget);
    return one;
  }

  async function stop(): Promise<void> {
    const all = [...running];
    for (const one of all) one.end('the box was stopped');
    await Promise.all(all.map(({ over }) => over));
    if (handedOver) await host.takeBack();
    handedOver = undefined;
  }

  const toolbox = runningToolbox(spec, host, begin);
  return {
    tool: (name, input, signal) => toolbox.call(name, input, signal),
    run: (command, signal) => runCommand(command, spec.limits, host, begin, signal),
    stop,
    [Symbol.asyncDispose]: () => {
      closed = true;
      return stop();
    },
  };
}
