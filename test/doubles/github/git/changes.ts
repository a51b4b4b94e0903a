/** What changed between two commits, as GitHub lists it: files with status, counts and patch. */
import type { BareRepository } from './bare.ts';

export type FileChange = {
  sha: string;
  filename: string;
  previous?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  additions: number;
  deletions: number;
  /** Missing for binary files, pure renames, mode changes and what is too large (github.md G18). */
  patch?: string;
};

/** GitHub's limits on what it shows of a diff. */
export type DiffLimits = {
  /** Files listed of one pull request. */
  files: number;
  /** Bytes of one file's patch before it is withheld. */
  patchBytes: number;
  /** Lines of a whole diff before the `.diff` form is refused (406). */
  diffLines: number;
  /** Files of a whole diff before the `.diff` form is refused (406). */
  diffFiles: number;
};

export const GITHUB_DIFF_LIMITS: DiffLimits = {
  files: 3_000,
  patchBytes: 500_000,
  diffLines: 20_000,
  diffFiles: 300,
};

const STATUS = { A: 'added', D: 'removed', M: 'modified', R: 'renamed', C: 'copied', T: 'changed' } as const;
const FLAGS = ['-r', '-M', '--no-color', '--no-ext-diff', '--no-textconv', '--full-index'];
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** The changed files in the order of their names. @param from a commit, or undefined for the empty tree. */
export async function changes(
  repository: BareRepository,
  from: string | undefined,
  to: string,
  limits: DiffLimits,
): Promise<FileChange[]> {
  const range = [from ?? EMPTY_TREE, to];
  const raw = (
    await repository.bytes(['diff-tree', ...FLAGS, '--raw', '-z', '--no-abbrev', ...range])
  ).toString('utf8');
  const patches = splitPatches(
    (await repository.bytes(['diff-tree', ...FLAGS, '-p', ...range])).toString('utf8'),
  );
  return parseRaw(raw)
    .slice(0, limits.files)
    .map((entry, index) => withPatch(entry, patches[index] ?? '', limits));
}

type RawEntry = Pick<FileChange, 'sha' | 'filename' | 'status'> & { previous?: string };

/** `:100644 100644 <old> <new> M\0path\0`; renames and copies have two paths. */
function parseRaw(raw: string): RawEntry[] {
  const fields = raw.split('\0');
  const entries: RawEntry[] = [];
  for (let at = 0; fields[at]; ) {
    const [, , oldSha = '', newSha = '', letter = ''] = fields[at]!.slice(1).split(' ');
    const status = STATUS[letter[0] as keyof typeof STATUS];
    const isPair = status === 'renamed' || status === 'copied';
    const [first = '', second = ''] = [fields[at + 1], isPair ? fields[at + 2] : ''];
    const sha = status === 'removed' ? oldSha : newSha;
    entries.push(
      isPair ? { sha, filename: second, previous: first, status } : { sha, filename: first, status },
    );
    at += isPair ? 3 : 2;
  }
  return entries;
}

/** One text per file, in the order of the raw list. Only a line feed ends a line: files may hold other line ends. */
function splitPatches(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)(?=diff --git )/);
}

function withPatch(entry: RawEntry, text: string, limits: DiffLimits): FileChange {
  const start = text.indexOf('\n@@ ');
  const patch = start < 0 ? undefined : text.slice(start + 1).replace(/\n$/, '');
  const lines = patch?.split('\n') ?? [];
  const counted = {
    additions: lines.filter((line) => line.startsWith('+')).length,
    deletions: lines.filter((line) => line.startsWith('-')).length,
  };
  const isShown = patch !== undefined && Buffer.byteLength(patch) <= limits.patchBytes;
  return { ...entry, ...counted, ...(isShown ? { patch } : {}) };
}
