/**
 * The command line of a confined process, as data. From the outside in: (as the host's root: a mount namespace and
 * another user) · bash, for descriptors and our own /etc files · bubblewrap · bash, for limits · the command.
 */
import { Fault } from '../../ports/fault.ts';
import { type Guard, type Identity, type Layout, ofKind } from './guards/guard.ts';
import confine from './scripts/confine.bash';
import stage from './scripts/stage.bash';
import { filterProgram } from './seccomp.ts';

export interface CommandLine {
  file: string;
  args: readonly string[];
  /** What bubblewrap is started with; undefined: all that we have (tests only). */
  environment: Readonly<Record<string, string>> | undefined;
}

/** Descriptor on which bubblewrap tells the first process of the sandbox; its end is the end of whoever started us. */
export const INFO = 3;

/** `identity`: the ordinary user to become; undefined where we are one already. */
export function launch(
  layout: Layout,
  guards: readonly Guard[],
  identity: Identity | undefined,
  command: readonly string[],
): CommandLine {
  const environment = ofKind(guards, 'environment')[0]?.environment;
  if (!identity) {
    const [file, ...args] = confined(layout, guards, command);
    return { file: file!, args, environment };
  }
  const staged = stageSources(layout);
  const user = ['--reuid', `${identity.uid}`, '--regid', `${identity.gid}`, '--clear-groups'];
  return {
    file: 'unshare',
    args: [
      ...['--mount', '--propagation', 'private', '--', ...BASH, stage, 'stage'],
      ...[staged.place, ...staged.sources, '--'],
      ...['setpriv', ...user, '--', ...confined(staged.layout, guards, command)],
    ],
    environment,
  };
}

/** With a socket as its input, bash takes itself for a remote login and reads ~/.bashrc, unless it is told not to (tried). */
const QUIET: readonly string[] = ['--noprofile', '--norc', '-c'];
const BASH: readonly string[] = ['bash', ...QUIET];

function confined(layout: Layout, guards: readonly Guard[], command: readonly string[]): string[] {
  const outside = ofKind(guards, 'outside').map(({ script }) => script);
  const inside = ofKind(guards, 'inside').map(({ script }) => script);
  return [
    ...[
      ...BASH,
      confine.replace(/^\{guards\}$/m, () => outside.join('\n')),
      'confine',
      ...ETC,
      filter(guards),
    ],
    ...['bwrap', '--info-fd', `${INFO}`, '--seccomp', '14'],
    ...ofKind(guards, 'argument').flatMap((guard) => guard.arguments(layout)),
    ...['--', '/bin/bash', ...QUIET, [...inside, 'exec "$@"'].join('\n'), 'inside', ...command],
  ];
}

/** In base 64, because an argument holds no zero bytes. */
function filter(guards: readonly Guard[]): string {
  const denials = ofKind(guards, 'filter').flatMap((guard) => guard.denials);
  const program = filterProgram(denials, process.arch);
  if (program) return program.toString('base64');
  throw new Fault(
    'configuration',
    'sandbox-unavailable',
    `the numbers of system calls on ${process.arch} are not known`,
    'run on x64 or arm64',
  );
}

/** /etc/passwd, group, hosts, nsswitch.conf: without them os.userInfo() fails and `localhost` is unknown. */
const ETC: readonly string[] = [
  'root:x:0:0:root:/nonexistent:/bin/false\nbox:x:1000:1000:box:/home/box:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false',
  'root:x:0:\nbox:x:1000:\nnogroup:x:65534:',
  '127.0.0.1 localhost box\n::1 localhost',
  'passwd: files\ngroup: files\nhosts: files',
];

/** A folder to mount over must hide no source; one of these always serves (FHS 3.0). */
function stageSources(layout: Layout): { place: string; sources: string[]; layout: Layout } {
  const sources = [
    ...[layout.tree, layout.runtime, layout.bundle],
    ...(layout.home === undefined ? [] : [layout.home]),
    ...(layout.setUp?.gateway === undefined ? [] : [layout.setUp.gateway]),
    ...layout.mounts.map(({ from }) => from),
  ];
  const place =
    ['/mnt', '/media', '/srv'].find((folder) => !sources.some((path) => path.startsWith(`${folder}/`))) ??
    '/mnt';
  const at = (source: string) => `${place}/${sources.indexOf(source)}`;
  return {
    place,
    sources,
    layout: {
      ...layout,
      tree: at(layout.tree),
      runtime: at(layout.runtime),
      bundle: at(layout.bundle),
      home: layout.home === undefined ? undefined : at(layout.home),
      setUp: layout.setUp && { gateway: layout.setUp.gateway && at(layout.setUp.gateway) },
      mounts: layout.mounts.map(({ from, to }) => ({ from: at(from), to })),
    },
  };
}
