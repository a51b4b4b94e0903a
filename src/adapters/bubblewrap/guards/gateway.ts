/** Which tunnels set-up gets: to hosts that policy names, and through their names to no address of this machine. */
import { BlockList, isIPv6 } from 'node:net';

export interface GatewayGuard {
  name: string;
  /** Looks at what is asked for, as `host:port`; gives the reason to refuse. */
  host?(target: string, hosts: readonly string[]): string | undefined;
  /** Looks at the address that the host's name leads to. */
  address?(address: string, host: string): string | undefined;
}

export const GATEWAY_GUARDS: readonly GatewayGuard[] = [
  {
    name: 'named-hosts',
    host: (target, hosts) =>
      hosts.some((host) => (host.includes(':') ? host : `${host}:443`) === target)
        ? undefined
        : "the policy's setup.hosts does not name it",
  },
  {
    name: 'not-this-machine',
    // A name is its owner's to point anywhere: here, or at the metadata service of a cloud machine.
    address: (address, host) =>
      host !== 'localhost' && host !== address && OURS.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
        ? `its name leads to ${address}, which is this machine's own`
        : undefined,
  },
];

const OURS = new BlockList();
OURS.addSubnet('0.0.0.0', 8, 'ipv4');
OURS.addSubnet('127.0.0.0', 8, 'ipv4');
OURS.addSubnet('169.254.0.0', 16, 'ipv4');
OURS.addAddress('::', 'ipv6');
OURS.addAddress('::1', 'ipv6');
OURS.addSubnet('fe80::', 10, 'ipv6');
