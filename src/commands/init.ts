/**
 * init: writes the workflows and a policy to begin with, and says what the repository still needs. What somebody wrote or changed is
 * never touched; what an earlier init wrote, and nobody changed, is renewed, and with `remove` taken away.
 */
import { join } from 'node:path';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { permissionsText } from '../report/init.ts';
import { plain } from '../report/paint.ts';
import {
  actionFor,
  differenceOf,
  type FileAction,
  isOwn,
  type OwnGuards,
  ownGuards,
  type WantedFile,
  wantedFiles,
} from '../workflows/files.ts';
import type { Pin } from '../workflows/pins.ts';
import { type Check, type Place, repositoryChecks } from './init-checks.ts';

export interface InitAsk {
  cwd: string;
  yes: boolean;
  remove: boolean;
  /** Writes nothing, and tries nothing at the forge. */
  dryRun: boolean;
  version: string;
  /** Our own action, as the workflows will name it. */
  planfile: Pin;
  place: Place;
}

export interface InitReport {
  server: string;
  /** `owner/name`; null where the clone has no remote of the forge. */
  repository: string | null;
  /** The server of the clone's remote, where that is another one: nothing there runs the workflows. */
  elsewhere: string | null;
  /** How the workflows name our own action. */
  planfile: Pin;
  files: InitFile[];
  checks: Check[];
  removed: boolean;
  dryRun: boolean;
  /** Was a person told what the jobs may, and asked? */
  asked: boolean;
  /** Does everything stand that init writes, or is everything gone that it may take away? */
  holds: boolean;
}

export interface InitFile {
  path: string;
  summary: string;
  /** What was done, or with a dry run would be: `remove` and `leave` are those of `--remove`. */
  does: FileAction | 'remove' | 'leave';
  /** Where it differs: how, as a unified diff. */
  difference?: string;
}

export type InitPorts = Pick<Ports, 'git' | 'files' | 'person' | 'clock'>;

export async function init(
  ask: InitAsk,
  ports: InitPorts,
  guards: OwnGuards = ownGuards,
): Promise<InitReport> {
  const root = requireRoot(ports);
  const wanted = wantedFiles(ask.planfile, ask.version);
  const found = new Map<WantedFile, string | undefined>();
  for (const file of wanted) found.set(file, await textAt(root, file.path, ports));
  const files = [...found].flatMap(([file, text]) =>
    ask.remove ? removal(file, text, guards) : writing(file, text, guards),
  );
  const changing = files.filter(({ does }) => does === 'write' || does === 'renew' || does === 'remove');
  const trying = !ask.remove && !ask.dryRun && ask.place.settings !== undefined;
  const asked =
    !ask.dryRun && (changing.length > 0 || trying) && (await requireLeave(ask, { changing, trying }, ports));
  if (!ask.dryRun) await apply(root, { wanted, changing }, ports);
  return {
    server: ask.place.server,
    repository: ask.place.repository ?? null,
    elsewhere: ask.place.elsewhere ?? null,
    planfile: ask.planfile,
    files,
    checks: ask.remove ? [] : await repositoryChecks({ place: ask.place, trying, root }, ports),
    removed: ask.remove,
    dryRun: ask.dryRun,
    asked,
    holds: files.every(({ does }) => does !== 'differs' && does !== 'leave'),
  };
}

function requireRoot({ git }: Pick<Ports, 'git'>): string {
  const { root } = git.repository;
  if (root !== undefined) return root;
  throw new Fault(
    'usage',
    'no-work-tree',
    'this repository is bare: there is no place to write workflows to',
    'Run it in a clone.',
  );
}

async function textAt(root: string, path: string, { files }: InitPorts): Promise<string | undefined> {
  const bytes = await files.readInside(root, join(root, path));
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function writing(file: WantedFile, found: string | undefined, guards: OwnGuards): InitFile[] {
  const does = actionFor(file, found, guards);
  const { path, summary } = file;
  return [{ path, summary, does, ...(does === 'differs' ? { difference: differenceOf(file, found!) } : {}) }];
}

function removal({ path, summary }: WantedFile, found: string | undefined, guards: OwnGuards): InitFile[] {
  return found === undefined ? [] : [{ path, summary, does: isOwn(found, guards) ? 'remove' : 'leave' }];
}

/** A person says yes, here or by `--yes`. @returns whether they were asked */
async function requireLeave(
  { yes, remove, place }: InitAsk,
  { changing, trying }: { changing: readonly InitFile[]; trying: boolean },
  { person }: InitPorts,
): Promise<boolean> {
  if (yes) return false;
  if (!person.terminal) {
    throw new Fault(
      'usage',
      'not-asked',
      'nobody is here to ask whether files may be written and a ref be tried',
      'Give --yes, or look first with --dry-run.',
    );
  }
  const said = [
    ...(remove ? [] : [permissionsText(plain), '']),
    ...changing.map(({ does, path }) => `  ${does} ${path}`),
    ...(trying
      ? [`  push a trial ref below refs/planfile/ to ${place.repository}, and take it away again`]
      : []),
    remove ? 'Take these files away?' : 'Do this?',
  ];
  if (await person.confirm(said.join('\n'))) return true;
  throw new Fault('usage', 'not-wanted', 'nothing was done', 'Run it again when you want it.');
}

async function apply(
  root: string,
  { wanted, changing }: { wanted: readonly WantedFile[]; changing: readonly InitFile[] },
  { files }: InitPorts,
): Promise<void> {
  for (const { path, does } of changing) {
    const place = join(root, path);
    if (does === 'remove') await files.removeInside(root, place);
    else await files.writeInside(root, place, wanted.find((file) => file.path === path)!.text);
  }
}
