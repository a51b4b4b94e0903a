/**
 * The sandbox of Linux machines with bubblewrap 0.8 or newer (https://github.com/containers/bubblewrap). Everything that it
 * holds off has a name in guards/index.ts.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getuid, platform } from 'node:process';
import type { BoxSpec, Probe, Sandbox } from '../../ports/sandbox.ts';
import { openBox } from '../box/box.ts';
import { cannotStart } from './cannot-start.ts';
import { start } from './confined.ts';
import { type Guard, type Layout, ofKind } from './guards/guard.ts';
import { GUARDS } from './guards/index.ts';
import { launch } from './launch.ts';
import { checkedMounts } from './mounts.ts';
import { folders, giveAway, takeBack } from './ownership.ts';
import { probe } from './probe.ts';
import { searchPath } from './search-path.ts';
import { setUpBox } from './set-up.ts';
import { readSystem } from './system.ts';

export interface BubblewrapOptions {
  /** The Node binary that runs the toolbox, at /opt/node/bin/node inside. */
  nodePath: string;
  /** The folder with the bundle's toolbox.js, at /opt/toolbox inside. */
  bundleDir: string;
  /** The host's PATH: its folders that are mounted come first in the PATH inside. */
  hostPath?: string;
  /** The home folder: what is mounted of it is also found in the home inside, where tools look for it. */
  hostHome?: string;
  /** Read-only folders of tools that this machine shares, a runner's tool cache; those that are not there are left out. */
  toolCaches?: readonly string[];
}

const TOOLBOX = ['/opt/node/bin/node', '/opt/toolbox/toolbox.js'];

export function bubblewrap(options: BubblewrapOptions, guards: readonly Guard[] = GUARDS): Sandbox {
  const system = memo(readSystem);
  const identity = getuid?.() === 0 ? ofKind(guards, 'identity')[0]?.identity : undefined;

  const layout = (spec: Pick<BoxSpec, 'tree' | 'writable' | 'home'>, mounts: readonly string[]): Layout => ({
    tree: spec.tree,
    writable: spec.writable,
    home: spec.home,
    setUp: undefined,
    runtime: options.nodePath,
    bundle: options.bundleDir,
    mounts: mounts.flatMap((path) => shown(path, options.hostHome)),
    system: system(),
    searchPath: searchPath(options.hostPath ?? '', mounts),
  });

  async function open(spec: BoxSpec) {
    const caches = (options.toolCaches ?? []).filter((path) => existsSync(path));
    const mounts = await checkedMounts([...caches, ...(spec.mounts ?? [])], guards);
    const { writable, paths, limits } = spec;
    const place = layout(spec, mounts);
    const begin = (layout: Layout, command: readonly string[]) =>
      start(launch(layout, guards, identity, command), guards, {
        folders: folders(spec),
        treeBytes: limits.treeBytes,
      });
    const host = {
      start: (command: readonly string[]) => begin(place, command),
      toolbox: {
        command: TOOLBOX,
        config: {
          workdir: '/tree',
          scratch: '/tmp',
          shell: writable,
          writable,
          ...(paths && { paths }),
          outputBytes: limits.outputBytes,
          commandSeconds: limits.commandSeconds,
        },
      },
      checks: ofKind(guards, 'answer').map(({ check }) => check),
      graceSeconds: ofKind(guards, 'deadline')[0]?.graceSeconds,
      floodBytes: ofKind(guards, 'flood')[0]?.bytes ?? Number.POSITIVE_INFINITY,
      cannotStart,
      giveAway: () => giveAway(spec, identity),
      takeBack: () => takeBack(spec),
    };
    if (!spec.hosts) return openBox(spec, host);
    return setUpBox(spec, host, {
      options: {
        socket: `${spec.tree}.gateway`,
        hosts: spec.hosts,
        guards: ofKind(guards, 'gateway'),
        identity,
      },
      start: (gateway, command) =>
        begin({ ...place, setUp: { gateway } }, gateway ? [...TOOLBOX, 'forward', ...command] : command),
    });
  }

  return {
    kind: 'bubblewrap',
    probe: memo(
      async (): Promise<Probe> =>
        platform === 'linux'
          ? // Any folder will do for a tree, and this one is there.
            probe('/usr', (command) =>
              launch(layout({ tree: '/usr', writable: false }, []), guards, identity, command),
            )
          : { ok: false, reason: `bubblewrap is for Linux, this is ${platform}`, fix: ELSEWHERE },
    ),
    open,
  };
}

const ELSEWHERE = [
  '# run planfile in a Linux machine, for instance in the workflow that `planfile init` writes',
];

function shown(path: string, hostHome: string | undefined): { from: string; to: string }[] {
  const place = { from: path, to: path };
  if (hostHome === undefined || !path.startsWith(`${hostHome}/`)) return [place];
  return [place, { from: path, to: join('/home/box', relative(hostHome, path)) }];
}

function memo<Value>(read: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= read());
}
