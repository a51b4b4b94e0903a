/**
 * What a process in the sandbox sees (trust.md T14): a list of mounts, never `/`; namespaces of its own; an environment
 * of these variables and no others. https://github.com/containers/bubblewrap documents each option.
 */
import { GATEWAY } from '../../../models/toolbox.ts';
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

/** npm, pnpm and yarn 1; yarn 2 and later; pip, which runs a package's code to build it where there is no wheel. */
const SCRIPTS_OFF = {
  npm_config_ignore_scripts: 'true',
  YARN_ENABLE_SCRIPTS: 'false',
  PIP_ONLY_BINARY: ':all:',
};

const AT = `http://127.0.0.1:${GATEWAY.port}`;
const PROXY = {
  ...{ HTTPS_PROXY: AT, https_proxy: AT, HTTP_PROXY: AT, http_proxy: AT },
  ...{ NO_PROXY: 'localhost,127.0.0.1,::1', no_proxy: 'localhost,127.0.0.1,::1' },
  // Node's own fetch, and Java, look elsewhere.
  NODE_USE_ENV_PROXY: '1',
  JAVA_TOOL_OPTIONS: `-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=${GATEWAY.port}`,
};

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
    ...variables({ PATH: searchPath, HOME: '/home/box', USER: 'box', LOGNAME: 'box' }),
    ...variables({ TMPDIR: '/tmp', LANG: 'C.UTF-8', SHELL: '/bin/bash' }),
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
  part('install-scripts-off', ({ setUp }) => (setUp ? variables(SCRIPTS_OFF) : [])),
  part('gateway', ({ setUp }) =>
    setUp?.gateway === undefined ? [] : ['--ro-bind', setUp.gateway, GATEWAY.socket, ...variables(PROXY)],
  ),
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

function variables(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['--setenv', name, value]);
}

function fromDescriptors(first: number, ...names: string[]): string[] {
  return names.flatMap((name, i) => ['--perms', '0444', '--ro-bind-data', `${first + i}`, `/etc/${name}`]);
}
