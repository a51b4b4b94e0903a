/** Why no sandbox starts here, and the lines that mend it. */
import { Fault } from '../../ports/fault.ts';

export function cannotStart(complaint: string): Fault {
  return new Fault(
    'configuration',
    'sandbox-unavailable',
    `bubblewrap could not start a sandbox: ${complaint || 'it said nothing'}`,
    fixFor(complaint).join('\n'),
  );
}

/** By what the launch wrote to stderr. */
export function fixFor(complaint: string): string[] {
  return FIXES.find(({ when }) => when.test(complaint))?.lines ?? LOOK;
}

const LOOK = [
  '# what bubblewrap says here on its own:',
  'bwrap --version; bwrap --unshare-all --ro-bind / / true',
];
const INSTALL = ['sudo apt-get update && sudo apt-get install -y bubblewrap'];

/** Lets bubblewrap, and no other program, make user namespaces (github.md G21; the profile that Ubuntu ships for others). */
const PROFILE = [
  "printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap /usr/bin/bwrap flags=(unconfined) {\\n  userns,\\n}\\n' | sudo tee /etc/apparmor.d/bwrap",
  'sudo apparmor_parser -r /etc/apparmor.d/bwrap',
];

const FIXES: readonly { when: RegExp; lines: string[] }[] = [
  {
    when: /cannot be read inside/,
    lines: [
      '# the sandbox runs as another user than root: let it read where planfile is installed',
      'chmod -R a+rX dist',
    ],
  },
  { when: /bwrap: (command )?not found|spawn bwrap ENOENT/, lines: INSTALL },
  { when: /Unknown option --disable-userns/, lines: ['# bubblewrap 0.8 or newer is needed', ...INSTALL] },
  {
    when: /setting up uid map: Permission denied|loopback: Failed RTM_NEWADDR|No permissions to creat(e|ing) (a )?new namespace/i,
    lines: [
      '# this machine does not let bubblewrap make user namespaces; on Ubuntu 23.10 and newer:',
      ...PROFILE,
      '# elsewhere:',
      'sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000',
    ],
  },
  {
    when: /unshare: unshare failed|mount: .*permission denied/i,
    lines: [
      '# root of a container without CAP_SYS_ADMIN: run as an ordinary user, or start the container with it',
    ],
  },
];
