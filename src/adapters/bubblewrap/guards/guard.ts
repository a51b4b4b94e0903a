/**
 * Everything that confines is an entry of one list (guards/index.ts), each with a name: a test takes one out and shows
 * what then passes. The order within a kind counts, as bubblewrap applies its arguments in order.
 */
import type { AnswerCheck } from '../../box/connection.ts';
import type { Denial } from '../seccomp.ts';
import type { System } from '../system.ts';
import type { GatewayGuard } from './gateway.ts';

export type Guard =
  /** Arguments of bubblewrap: namespaces, mounts, environment. */
  | { kind: 'argument'; name: string; arguments(layout: Layout): readonly string[] }
  /** System calls that are not there inside. */
  | { kind: 'filter'; name: string; denials: readonly Denial[] }
  /** Lines of bash before bubblewrap starts. */
  | { kind: 'outside'; name: string; script: string }
  /** Lines of bash in the sandbox, before the command. */
  | { kind: 'inside'; name: string; script: string }
  /** Looks at what runs, from outside, now and then. */
  | { kind: 'watch'; name: string; watch: Watch }
  /** Who starts bubblewrap, where we are the host's root. */
  | { kind: 'identity'; name: string; identity: Identity }
  /** What bubblewrap itself is started with. */
  | { kind: 'environment'; name: string; environment: Readonly<Record<string, string>> }
  /** Looks at a folder that somebody asked to mount; gives the reason to refuse. */
  | { kind: 'mount'; name: string; refuse(path: string): string | undefined }
  /** Looks at each tunnel that set-up asks for. */
  | ({ kind: 'gateway' } & GatewayGuard)
  /** Looks at each message of the toolbox. */
  | { kind: 'answer'; name: string; check: AnswerCheck }
  /** A command has its time, an answer of the toolbox some more: we end what does not keep to it. */
  | { kind: 'deadline'; name: string; graceSeconds: number }
  /** At the end of a process the first one of its sandbox is killed, and with it all others. */
  | { kind: 'end'; name: string }
  /** What one command may print altogether: more is a flood, not a message. */
  | { kind: 'flood'; name: string; bytes: number };

export interface Identity {
  uid: number;
  gid: number;
}

/** Where the parts of a box come from, on the host. */
export interface Layout {
  tree: string;
  writable: boolean;
  /** Kept between commands; without one each process has an empty one in memory. */
  home: string | undefined;
  /** The Node binary that runs the toolbox. */
  runtime: string;
  /** The folder with toolbox.js. */
  bundle: string;
  /** A box for set-up: install scripts off, and the socket that leads to the hosts that policy names. */
  setUp: { gateway: string | undefined } | undefined;
  /** More folders, read-only, at the place that they have on the host. */
  mounts: readonly { from: string; to: string }[];
  system: System;
  /** PATH inside. */
  searchPath: string;
}

/** One look; a reason ends the box. Called again `every` milliseconds. */
export interface Watch {
  every: number;
  start(watched: Watched): () => Promise<string | undefined>;
}

export interface Watched {
  /** The sandbox's first process, as the host numbers it. */
  pid: number;
  /** The tree, and the home where one is kept: what is on the disk. */
  folders: readonly string[];
  treeBytes: number;
}

/** The entries of one kind. */
export function ofKind<Kind extends Guard['kind']>(
  guards: readonly Guard[],
  kind: Kind,
): readonly Extract<Guard, { kind: Kind }>[] {
  return guards.filter((guard): guard is Extract<Guard, { kind: Kind }> => guard.kind === kind);
}
