/** More folders than the list has are mounted only where a person named them, and never these (trust.md T14). */
import type { Guard } from './guard.ts';

const contains = (folder: string, path: string) =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** Kernel, devices and sockets of the host; /tmp and /home/box are the sandbox's own. */
const NEVER_BELOW = [
  '/proc',
  '/sys',
  '/dev',
  '/run',
  '/var/run',
  '/boot',
  '/home/box',
  '/tree',
  '/opt/toolbox',
];
/** Too much at once: everybody's files, keys among them. Folders in them may be named. */
const NEVER_WHOLE = ['/', '/home', '/root', '/etc', '/var', '/tmp', '/opt', '/mnt', '/media', '/srv', '/usr'];
const KEYS = /\/\.(ssh|gnupg|aws|azure|config|docker|kube|netrc|npmrc|git-credentials|password-store)(\/|$)/;
/** Tools' folders that hold credentials beside what commands need: a folder in them may be named. */
const KEYS_BESIDE = /\/\.(cargo|m2|gradle|npm|gem|composer|local)\/?$/;

export const MOUNT_CHECKS: readonly Guard[] = [
  {
    kind: 'mount',
    name: 'no-host-folders',
    refuse: (path) =>
      NEVER_BELOW.some((folder) => contains(folder, path)) || NEVER_WHOLE.includes(path)
        ? 'it belongs to the host or to the sandbox itself'
        : undefined,
  },
  {
    kind: 'mount',
    name: 'no-whole-home',
    refuse: (path) => (/^\/home\/[^/]+$/.test(path) ? 'it is a whole home folder' : undefined),
  },
  {
    kind: 'mount',
    name: 'no-keys',
    refuse: (path) => (KEYS.test(path) || KEYS_BESIDE.test(path) ? 'keys are kept there' : undefined),
  },
];
