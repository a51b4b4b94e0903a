/** What the kernel is not asked from inside (seccomp.ts). Calls that need privileges anyway are not listed. */
import { type Denial, EAFNOSUPPORT, ENOSYS } from '../seccomp.ts';
import type { Guard } from './guard.ts';

const absent = (x64: number, arm64 = x64): Denial => ({ call: { x64, arm64 }, errno: ENOSYS });
const [UNIX, INET, INET6, NETLINK] = [1, 2, 10, 16];

export const FILTERS: readonly Guard[] = [
  {
    kind: 'filter',
    name: 'no-keyrings',
    denials: [absent(248, 217), absent(249, 218), absent(250, 219)], // add_key, request_key, keyctl
  },
  {
    kind: 'filter',
    name: 'no-kernel-programs',
    denials: [
      ...[absent(425), absent(426), absent(427)], // io_uring_setup, io_uring_enter, io_uring_register
      ...[absent(298, 241), absent(321, 280), absent(323, 282)], // perf_event_open, bpf, userfaultfd
    ],
  },
  {
    kind: 'filter',
    name: 'socket-families',
    // AF_VSOCK, AF_ALG, Bluetooth and the rest: of those, not all know network namespaces.
    denials: [{ call: { x64: 41, arm64: 198 }, errno: EAFNOSUPPORT, unless: [UNIX, INET, INET6, NETLINK] }],
  },
];
