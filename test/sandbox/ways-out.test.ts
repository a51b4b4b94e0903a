/** To reach out of the sandbox: network, sockets, places outside the tree, privileges, the kernel's settings. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Guard } from '../../src/adapters/bubblewrap/guards/guard.ts';
import type { CommandRun } from '../../src/ports/sandbox.ts';
import { alsoMounted, attacks, replaced } from './attacks.ts';
import type { TestBox } from './box.ts';

const folder = mkdtempSync(join(tmpdir(), 'planfile-listen-'));
chmodSync(folder, 0o755);
const socket = join(folder, 'agent.sock');
const abstract = `planfile-test-${process.pid}`;

const listeners: Server[] = [];
let port = 0;
beforeAll(async () => {
  const listen = (where: number | string) =>
    new Promise<Server>((resolve) => {
      const server = createServer((connection) => connection.end('reached\n'));
      server.listen(...([where, ...(where === 0 ? ['127.0.0.1'] : [])] as [number, string]), () =>
        resolve(server),
      );
    });
  listeners.push(await listen(0), await listen(socket), await listen(`\0${abstract}`));
  port = (listeners[0]!.address() as AddressInfo).port;
  chmodSync(socket, 0o777);
});
afterAll(() => {
  for (const server of listeners) server.close();
  rmSync(folder, { recursive: true });
});

/** Connects from inside and prints what is said. */
const reaches = async (box: TestBox, where: string): Promise<boolean> => {
  const script = `require('node:net').connect(${where}).on('error', (e) => console.log(e.code)).pipe(process.stdout)`;
  return (await box.run(`/opt/node/bin/node -e "${script}"`)).tail.includes('reached');
};

/** A System V segment of ours, by its number; nothing is in it. */
const sharedMemory =
  /\d+/.exec(spawnSync('ipcmk', ['--shmem', '4099'], { encoding: 'utf8' }).stdout)?.[0] ?? 'none';
afterAll(() => void spawnSync('ipcrm', ['--shmem-id', sharedMemory]));

const calls = process.arch === 'arm64' ? { keyctl: 219, bpf: 280 } : { keyctl: 250, bpf: 321 };
const made = ({ exit }: CommandRun): boolean => {
  if (exit !== 0 && exit !== 9) throw new Error('perl is missing: this attack shows nothing');
  return exit === 0;
};

/** Does this machine's kernel know the family at all? */
function hasSocketFamily(family: number): boolean {
  return spawnSync('perl', ['-e', `socket(S, ${family}, 1, 0) or exit 9`]).status === 0;
}

const argument = (name: string, ...args: string[]): Guard => ({
  kind: 'argument',
  name,
  arguments: () => args,
});

attacks('reach out', [
  {
    name: 'TCP on loopback',
    without: ['network-namespace'],
    attempt: (box) => reaches(box, `{ host: '127.0.0.1', port: ${port} }`),
  },
  {
    name: 'an abstract socket',
    without: ['network-namespace'],
    attempt: (box) => reaches(box, `{ path: '\\0${abstract}' }`),
  },
  {
    name: 'a socket in the file system',
    weakened: alsoMounted(() => folder),
    attempt: (box) => reaches(box, `{ path: '${socket}' }`),
  },
  {
    name: 'to write in the root folder',
    without: ['read-only-root'],
    attempt: async (box) => (await box.run('mkdir /new')).exit === 0,
  },
  {
    name: 'to write in a tree that is only read',
    spec: { writable: false },
    weakened: replaced('tree', {
      kind: 'argument',
      name: 'tree',
      arguments: ({ tree }) => ['--bind', tree, '/tree', '--chdir', '/tree'],
    }),
    attempt: async (box) => (await box.run('touch new')).exit === 0,
  },
  {
    name: 'a user namespace of its own',
    without: ['no-further-user-namespaces'],
    attempt: async (box) => (await box.run('unshare --user --map-root-user true')).exit === 0,
  },
  {
    name: 'a mount of its own',
    without: ['no-further-user-namespaces'],
    attempt: async (box) =>
      (await box.run('unshare --user --mount --map-root-user mount -t tmpfs none /tmp')).exit === 0,
  },
  {
    name: 'vsock, which reaches the machine below from any network namespace',
    without: ['socket-families'],
    // Without a vsock device the family is known all the same; where the kernel has none, there is nothing to hold off.
    skip: !hasSocketFamily(40),
    attempt: async (box) => (await box.run(`perl -e 'socket(S, 40, 1, 0) or exit 9'`)).exit === 0,
  },
  {
    name: "the user's keyrings",
    without: ['no-keyrings'],
    attempt: async (box) =>
      made(await box.run(`perl -e 'exit(syscall(${calls.keyctl}, 0, -3, 1) > 0 ? 0 : $!{ENOSYS} ? 9 : 0)'`)),
  },
  {
    name: 'programs for the kernel',
    without: ['no-kernel-programs'],
    attempt: async (box) =>
      made(await box.run(`perl -e 'syscall(${calls.bpf}, -1, 0, 0); exit($!{ENOSYS} ? 9 : 0)'`)),
  },
  {
    name: "the host's shared memory",
    without: ['ipc-namespace'],
    attempt: async (box) => (await box.run(`ipcs --shmems | grep -cw ${sharedMemory}`)).exit === 0,
  },
  {
    name: 'set-user programs',
    heldBy: 'bubblewrap itself: it sets no_new_privs always, and no other user is mapped',
    attempt: async (box) => !(await box.run('grep NoNewPrivs /proc/self/status')).tail.includes('1'),
  },
  {
    name: 'capabilities',
    heldBy: 'bubblewrap itself: an ordinary user gets none unless it is told to give some',
    attempt: async (box) =>
      !(await box.run('grep CapEff /proc/self/status')).tail.includes('0000000000000000'),
  },
  {
    name: "the kernel's settings",
    asRoot: true,
    without: ['not-root', 'kernel-settings'],
    // Only asked, never written: it would change this machine.
    attempt: async (box) => (await box.run('test -w /proc/sys/kernel/core_pattern')).exit === 0,
  },
  {
    name: "the host's devices",
    weakened: replaced('devices', argument('host-devices', '--dev-bind', '/dev', '/dev')),
    attempt: async (box) =>
      (await box.run('test -e /dev/kmsg || test -e /dev/mem || test -e /dev/vda')).exit === 0,
  },
]);
