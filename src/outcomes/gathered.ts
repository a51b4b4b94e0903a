/**
 * Which downloaded files are outcomes of this run's own jobs (trust.md T5). What a job made is known by the digest that the job
 * itself handed on as its output; a folder's name, a file's name and what a file claims prove nothing. Pure: the files are looked at
 * elsewhere (adapters/files/downloads.ts).
 */
import { createHash } from 'node:crypto';

/** A folder that an artifact was unpacked into. */
export interface Download {
  folder: string;
  files: readonly DownloadedFile[];
}

export interface DownloadedFile {
  name: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes. */
  size: number;
  /** Hex; undefined for what is no plain file, or is too large to be read at all. */
  sha256: string | undefined;
}

/** A line of the input `expect`: what an earlier job of this run said it made. */
export interface Expected {
  name: string;
  digest: string;
}

/** `phases`: of the wave, in the order of its legs; undefined as long as the schedule itself is looked for. */
export interface GatherCase {
  expected: Expected;
  download: Download;
  every: readonly Expected[];
  phases: readonly string[] | undefined;
}
export type GatherGuard = (one: GatherCase) => string | undefined;

export interface Gathered {
  taken: { expected: Expected; download: Download }[];
  /** Why what was expected is not there: one sentence each. */
  missing: { name: string; why: string }[];
}

/** Bytes of one artifact: a bundle is the largest thing in it. */
export const ARTIFACT_MOST = 1_073_741_824;
/** Bytes of one outcome document. */
const DOCUMENT_MOST = 33_554_432;
/** Files of one artifact: an outcome, a bundle, a transcript, and some to spare. */
const FILES_MOST = 16;

/** In order; the first that objects is the reason. */
export const gatherGuards: Readonly<Record<string, GatherGuard>> = {
  'a job of this wave has such a name': ({ expected: { name }, phases }) =>
    filesOf(name, phases) === undefined ? 'no job of this wave has that name' : undefined,

  'one job made one outcome': ({ expected, every }) =>
    every.filter(({ name }) => name === expected.name).length > 1
      ? 'two outcomes are said to be of this job'
      : undefined,

  'all of it is plain files': ({ download: { files } }) => {
    const odd = files.find(({ kind }) => kind !== 'file');
    return odd ? `${shown(odd.name)} is no plain file` : undefined;
  },

  'no name leads elsewhere': ({ download: { files } }) => {
    const odd = files.find(({ name }) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) || name.includes('..'));
    return odd ? `${shown(odd.name)} is no name of an outcome file` : undefined;
  },

  'it holds what such a job yields': ({ expected: { name }, download: { files }, phases }) => {
    const known = filesOf(name, phases) ?? [];
    const odd = files.find((file) => !known.includes(file.name));
    return odd ? `${shown(odd.name)} is nothing that ${name} yields` : undefined;
  },

  'it is within the limits': ({ download: { files } }) => {
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const large = files.find(({ name, size }) => name.endsWith('.json') && size > DOCUMENT_MOST);
    if (large) return `${shown(large.name)} has more than ${DOCUMENT_MOST} bytes`;
    return files.length > FILES_MOST || bytes > ARTIFACT_MOST
      ? `it is larger than an outcome can be (${files.length} files, ${bytes} bytes)`
      : undefined;
  },

  'its digest is what the job said': ({ expected, download: { files } }) =>
    outcomeDigest(files) === expected.digest ? undefined : 'no download has the digest that the job said',
};

/** Takes of the downloads what was expected, each at most once; everything else stays where it is. */
export function gather(
  every: readonly Expected[],
  downloads: readonly Download[],
  phases: readonly string[] | undefined,
  guards: readonly GatherGuard[] = Object.values(gatherGuards),
): Gathered {
  const gathered: Gathered = { taken: [], missing: [] };
  for (const expected of every) {
    let why = 'nothing was downloaded';
    let nearest = -1;
    const found = downloads.find((download) => {
      const index = guards.findIndex((guard) => guard({ expected, download, every, phases }) !== undefined);
      if (index === -1) return true;
      // Of several downloads, the one that came furthest tells most.
      if (index > nearest) why = guards[index]!({ expected, download, every, phases })!;
      nearest = Math.max(nearest, index);
      return false;
    });
    if (found && !gathered.taken.some(({ expected: { name } }) => name === expected.name))
      gathered.taken.push({ expected, download: found });
    else if (!found) gathered.missing.push({ name: expected.name, why });
  }
  return gathered;
}

/** Hex SHA-256 over `name NUL sha256 LF` of each file, sorted by name: the same whatever unpacked them. */
export function outcomeDigest(files: readonly { name: string; sha256: string | undefined }[]): string {
  const hash = createHash('sha256');
  for (const { name, sha256 } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(`${name}\0${sha256}\n`);
  return hash.digest('hex');
}

/** Lines of `expect`. Empty ones are jobs that said nothing. A line that does not fit is told as one. */
export function expectedIn(text: string): { expected: Expected[]; misfits: string[] } {
  const expected: Expected[] = [];
  const misfits: string[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    // A job that ended without a word leaves its name and no digest behind.
    if (/^[a-z0-9-]*$/.test(line)) continue;
    const [, name, digest] = /^([a-z]+(?:-\d{1,2})?)(?: \d+)? ([0-9a-f]{64})$/.exec(line) ?? [];
    if (name === undefined || digest === undefined) misfits.push(line.slice(0, 100));
    else if (!expected.some((one) => one.name === name && one.digest === digest))
      expected.push({ name, digest });
  }
  return { expected, misfits };
}

/** The files that a job of this name may yield; undefined: there is no such job. */
function filesOf(name: string, phases: readonly string[] | undefined): readonly string[] | undefined {
  if (name === 'request') return ['request.json'];
  if (name === 'target') return ['target.json'];
  if (name === 'draft') return ['draft.json', 'transcript-draft.jsonl'];
  if (name === 'schedule') return ['schedule.json'];
  if (name === 'verification') return ['verification.json'];
  if (name === 'review') return ['review.json', 'review-transcript.jsonl'];
  const leg = /^leg-(0|[1-9]\d?)$/.exec(name)?.[1];
  const phase = leg === undefined ? undefined : phases?.[Number(leg)];
  if (phase === undefined) return undefined;
  return [`result-${phase}.json`, `work-${phase}.bundle`, `transcript-${phase}.jsonl`];
}

const shown = (name: string): string => JSON.stringify(name.slice(0, 100));

/** A checkpoint that a session handed out while it worked: a document of a phase and, mostly, its bundle. */
export interface CheckpointFiles {
  phase: string;
  files: { from: string; folder: string; to: string }[];
}

/**
 * Checkpoints of legs that ended without an outcome. Nobody could say their digests: who made them is gone. So they are never taken for
 * an outcome, only for what a crashed session had built: kept, not landed, and asked anew in all that they claim (trust.md T5, T7).
 */
export function checkpointsOf(downloads: readonly Download[], orphans: readonly string[]): CheckpointFiles[] {
  const found: CheckpointFiles[] = [];
  for (const phase of orphans) {
    const files = downloads.flatMap(({ folder, files }) =>
      files.flatMap(({ name, kind, size }) => {
        if (kind !== 'file' || size > ARTIFACT_MOST) return [];
        const to = checkpointName(name, phase);
        return to === undefined ? [] : [{ from: name, folder, to }];
      }),
    );
    if (files.length > 0) found.push({ phase, files });
  }
  return found;
}

/** What a session handed out as it was ended is its last checkpoint, however it was called. */
function checkpointName(name: string, phase: string): string | undefined {
  if (name === `result-${phase}.json`) return `checkpoint-${phase}-999999.json`;
  if (name === `work-${phase}.bundle`) return `checkpoint-${phase}-999999.bundle`;
  return new RegExp(`^checkpoint-${phase}-\\d{1,6}\\.(?:json|bundle)$`).test(name) ? name : undefined;
}
