/** The guards of the sandbox, all of them. Whoever wires it passes this list; only tests pass less. */
import { ANSWER_CHECKS } from '../../box/connection.ts';
import closeDescriptors from '../scripts/close-descriptors.bash';
import lifeline from '../scripts/lifeline.bash';
import { ARGUMENTS } from './arguments.ts';
import { FILTERS } from './filters.ts';
import { GATEWAY_GUARDS } from './gateway.ts';
import type { Guard } from './guard.ts';
import { MOUNT_CHECKS } from './mounts.ts';
import { WATCHES } from './watches.ts';

const limit = (name: string, flag: string, value: number): Guard => ({
  kind: 'inside',
  name,
  // Where the host is stricter already, its own limit stays.
  script: `ulimit ${flag} ${value} 2>/dev/null || :`,
});

export const GUARDS: readonly Guard[] = [
  ...ARGUMENTS,
  ...FILTERS,
  {
    kind: 'identity',
    // Started by the host's root, bubblewrap leaves /proc/sys writable inside, whatever is dropped (tried).
    name: 'not-root',
    identity: { uid: 65534, gid: 65534 },
  },
  {
    kind: 'environment',
    // bubblewrap's own environment stays readable inside as /proc/1/environ, whatever it clears (tried).
    name: 'bare-start',
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' },
  },
  {
    kind: 'outside',
    name: 'descriptors',
    script: closeDescriptors,
  },
  {
    kind: 'outside',
    // Where memory runs out, the kernel takes this before anything of the host.
    name: 'first-to-go',
    script: 'echo 1000 2>/dev/null >/proc/self/oom_score_adj || :',
  },
  { kind: 'outside', name: 'lifeline', script: lifeline },
  { kind: 'end', name: 'killed-as-a-whole' },
  // Inside, because there the count is the sandbox's own: outside it would count all processes of the user.
  limit('process-count', '-u', 256),
  limit('core-dumps', '-c', 0),
  limit('open-files', '-n', 4096),
  limit('file-size', '-f', 1024 * 1024), // in kB: 1 GB
  // None on address space or data: sanitizers and race detectors reserve terabytes of both. Memory is watched.
  // Code inside can stop what should answer (tried), and then nothing inside ends it.
  { kind: 'deadline', name: 'deadline', graceSeconds: 15 },
  { kind: 'flood', name: 'output-flood', bytes: 256 * 1024 ** 2 },
  ...WATCHES,
  ...MOUNT_CHECKS,
  ...GATEWAY_GUARDS.map((guard): Guard => ({ kind: 'gateway', ...guard })),
  ...ANSWER_CHECKS.map((check): Guard => ({ kind: 'answer', name: check.name, check })),
];
