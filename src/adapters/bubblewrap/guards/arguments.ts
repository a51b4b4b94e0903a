/**
 * What a process in the sandbox sees (trust.md T14): a list of mounts, never `/`; namespaces of its own; an environment
 * of these variables and no others. https://github.com/containers/bubblewrap documents each option.
 */
import type { Guard, Layout } from './guard.ts';

const always =
  (...args: string[]) =>
  () =>
    args;
const part = (name: string, args: (layout: Layout) => readonly string[]): Guard => ({
  kind: 'argument',
  name,
  arguments: args,
});

export const ARGUMENTS: readonly Guard[] = [
  part('user-namespace', always('--unshare-user', '--uid', '1000', '--gid', '1000')),
  part('no-further-user-namespaces', always('--disable-userns')),
  part('process-namespace', always('--unshare-pid')),
  part('network-namespace', always('--unshare-net')),
  part('ipc-namespace', always('--unshare-ipc')),
  part('host-name', always('--unshare-uts', '--hostname', 'box')),
  part('control-groups', always('--unshare-cgroup-try')),
  part('dies-with-us', always('--die-with-parent')),
  part('own-session', always('--new-session')),
  part('no-capabilities', always('--cap-drop', 'ALL')),

  part('clean-environment', always('--clearenv')),
  part('environment', ({ searchPath }) => [
    ...['--setenv', 'PATH', searchPath],
    ...['--setenv', 'HOME', '/home/box', '--setenv', 'USER', 'box', '--setenv', 'LOGNAME', 'box'],
    ...['--setenv', 'TMPDIR', '/tmp', '--setenv', 'LANG', 'C.UTF-8', '--setenv', 'SHELL', '/bin/bash'],
  ]),

  part('system', ({ system }) => [
    ...system.folders.flatMap(({ path, link }) =>
      link === undefined ? ['--ro-bind', path, path] : ['--symlink', link, path],
    ),
    ...['--perms', '0755', '--dir', '/etc'],
    ...system.etc.flatMap((path) => ['--ro-bind-try', path, path]),
  ]),
  // Written by the script before bubblewrap (scripts/confine.bash): of the host's own, names and addresses stay outside.
  part('people-and-names', always(...fromDescriptors(10, 'passwd', 'group', 'hosts', 'nsswitch.conf'))),
  part('processes', always('--proc', '/proc')),
  part('kernel-settings', always('--ro-bind', '/proc/sys', '/proc/sys')),
  part('devices', always('--dev', '/dev')),
  part('shared-memory', always('--size', '67108864', '--tmpfs', '/dev/shm', '--remount-ro', '/dev')),
  part('temporary-files', always('--size', '1073741824', '--tmpfs', '/tmp')),
  part('home', ({ home }) => [
    ...['--perms', '0755', '--dir', '/opt', '--perms', '0755', '--dir', '/home'],
    ...(home === undefined
      ? ['--perms', '0700', '--size', '536870912', '--tmpfs', '/home/box']
      : ['--bind', home, '/home/box']),
  ]),
  part('runtime', ({ runtime, bundle }) => [
    ...['--ro-bind', runtime, '/opt/node/bin/node', '--ro-bind', bundle, '/opt/toolbox'],
  ]),
  part('more-folders', ({ mounts }) => mounts.flatMap(({ from, to }) => ['--ro-bind', from, to])),
  part('tree', ({ tree, writable }) => [
    writable ? '--bind' : '--ro-bind',
    tree,
    '/tree',
    '--chdir',
    '/tree',
  ]),
  part('read-only-root', always('--remount-ro', '/')),
];

function fromDescriptors(first: number, ...names: string[]): string[] {
  return names.flatMap((name, i) => ['--perms', '0444', '--ro-bind-data', `${first + i}`, `/etc/${name}`]);
}
