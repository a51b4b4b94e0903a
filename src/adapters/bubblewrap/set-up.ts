/** A box for set-up: commands with a way to the hosts that policy names, and no tools for a model. */
import type { Box, BoxSpec } from '../../ports/sandbox.ts';
import { openBox } from '../box/box.ts';
import type { Host, Running } from '../box/running.ts';
import { type Gateway, type GatewayOptions, openGateway } from './gateway.ts';

export interface SetUp {
  options: GatewayOptions;
  /** Starts a command with the gateway's socket in reach; without hosts there is none. */
  start(gateway: string | undefined, command: readonly string[]): Running;
}

export function setUpBox(spec: BoxSpec, host: Host, { options, start }: SetUp): Box {
  let gateway: Gateway | undefined;
  const box = openBox(spec, {
    ...host,
    start: (command) => start(gateway?.socket, command),
    giveAway: async () => {
      await host.giveAway();
      if (options.hosts.length > 0) gateway = await openGateway(options);
    },
    takeBack: async () => {
      await gateway?.close();
      gateway = undefined;
      await host.takeBack();
    },
  });
  return {
    ...box,
    tool: async (name) => ({ content: `${name}: a box for set-up serves no tools`, isError: true }),
    run: async (command, signal) => {
      const run = await box.run(command, signal);
      const refused = [...(gateway?.refused ?? [])].slice(0, 5).map((reason) => `[no way to ${reason}]\n`);
      return run.exit === 0
        ? run
        : { ...run, tail: (run.tail + refused.join('')).slice(-spec.limits.outputBytes) };
    },
  };
}
