/** Folders that policy or `--mount` names: there, and none that the guards refuse. Zero matches of a name is a failure. */
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import { type Guard, ofKind } from './guards/guard.ts';

/** The folders as given. Both the name and the place that links lead to must pass. */
export async function checkedMounts(mounts: readonly string[], guards: readonly Guard[]): Promise<string[]> {
  for (const mount of mounts) {
    const place = await realpath(mount).catch(() => undefined);
    const facts = place === undefined ? undefined : await stat(place);
    if (!isAbsolute(mount) || place === undefined || !facts) throw refused(mount, 'there is no such folder');
    if (!facts.isDirectory() && !facts.isFile()) throw refused(mount, 'it is neither a folder nor a file');
    for (const guard of ofKind(guards, 'mount')) {
      const reason = guard.refuse(mount) ?? guard.refuse(place);
      if (reason) throw refused(mount, reason);
    }
  }
  return mounts.map((mount) => mount.replace(/(?<=.)\/+$/, ''));
}

function refused(mount: string, reason: string): Fault {
  return new Fault(
    'configuration',
    'mount-refused',
    `${mount} is not mounted into the sandbox: ${reason}`,
    'name the one folder below it that the commands need, as an absolute path',
  );
}
