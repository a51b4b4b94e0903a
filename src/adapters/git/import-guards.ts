/** What import refuses of each new or changed entry, whatever the plan's `paths` say. Pure. */
import { Fault } from '../../ports/fault.ts';
import { isDotGit, misleadingPath, unsafeLink } from './paths.ts';

export interface ImportGuard {
  /** Also the fault's code. */
  name: string;
  refuse(entry: { path: string; link: string | undefined }): string | undefined;
}

export const importGuards: readonly ImportGuard[] = [
  {
    name: 'git-in-tree',
    refuse: ({ path }) => (path.split('/').some(isDotGit) ? 'git keeps that name for itself' : undefined),
  },
  { name: 'misleading-path', refuse: ({ path }) => misleadingPath(path) },
  {
    name: 'link-out-of-tree',
    refuse: ({ path, link }) => (link === undefined ? undefined : unsafeLink(path, link)),
  },
];

export function requireAllowed(guards: readonly ImportGuard[], path: string, link: string | undefined): void {
  for (const { name, refuse } of guards) {
    const why = refuse({ path, link });
    if (why !== undefined) throw refused(name, path, why);
  }
}

/** `path` is empty where no single one is to blame. */
export function refused(code: string, path: string, why: string): Fault {
  const what = path === '' ? 'The tree is refused' : `${JSON.stringify(path)} is refused`;
  return new Fault(
    'refused',
    code,
    `${what}: ${why}.`,
    'Run the phase again without it, or change the plan.',
  );
}
