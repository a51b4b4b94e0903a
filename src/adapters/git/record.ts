/** Where a plan's record lives: `record.jsonl` on `refs/planfile/<id>`, a chain of commits of its own (mechanics.md). */
import { isUtf8 } from 'node:buffer';
import { Fault } from '../../ports/fault.ts';
import { id, line, listTree } from './objects.ts';
import type { RunGit } from './spawn.ts';

export const RECORD_FILE = 'record.jsonl';
export const recordRef = (plan: string): string => `refs/planfile/${plan}`;

/** The text, byte for byte: a byte order mark stays, and what is not UTF-8 is refused instead of replaced. */
export function recordText(plan: string, object: { type: string; bytes: Uint8Array }): string {
  if (object.type === 'blob' && isUtf8(object.bytes)) {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(object.bytes);
  }
  throw new Fault(
    'undecided',
    'record-unreadable',
    `The record of ${plan} at ${recordRef(plan)} is not a text file.`,
    `Look at it with \`git show ${recordRef(plan)}\`; what it says cannot be proved.`,
  );
}

/** Says what stands in a record's place when it is none; silent for a record, also for one whose objects are not here. */
export async function requireRecord(run: RunGit, gitDir: string, plan: string, tip: string): Promise<void> {
  const kind = await run({ gitDir, args: ['cat-file', '-t', id(tip)], accept: [0, 128] });
  if (kind.exit !== 0) return;
  const type = line(kind.stdout);
  if (type === 'commit' && (await listTree(run, gitDir, tip)).some(({ path }) => path === RECORD_FILE))
    return;
  const ref = recordRef(plan);
  throw new Fault(
    'undecided',
    'record-not-a-record',
    `${ref} is where the record of ${plan} belongs, and ${type === 'commit' ? `the commit there holds no ${RECORD_FILE}` : `what is there is a ${type}`}: it was not written by planfile.`,
    `Look at it with \`git show ${ref}\`. Where nobody needs it, remove it with \`git update-ref -d ${ref} ${tip}\` (at a remote: \`git push origin :${ref}\`); the plan then begins without a record.`,
  );
}

/**
 * A commit that holds `text`. Its first parent is the record's last commit; where that is none (a new record whose only
 * parent is, say, a landed commit), a root of the record's own comes first, so that its first-parent chain never runs
 * into the code's history.
 */
export async function writeRecordCommit(
  run: RunGit,
  gitDir: string,
  { text, parents, message, at }: { text: string; parents: readonly string[]; message: string; at: Date },
): Promise<string> {
  const write = async (content: string, onto: readonly string[], subject: string) => {
    const blob = await run({
      gitDir,
      args: ['hash-object', '-w', '--no-filters', '--stdin'],
      input: content,
    });
    const entry = `100644 blob ${line(blob.stdout)}\t${RECORD_FILE}\0`;
    const tree = await run({ gitDir, args: ['mktree', '-z'], input: entry });
    return commitTree(run, gitDir, { tree: line(tree.stdout), parents: onto, message: subject, at });
  };
  const [first] = parents;
  const chain = first === undefined || (await isRecord(run, gitDir, first));
  const root = chain ? [] : [await write('', [], 'Open the record\n')];
  return write(text, [...root, ...parents], message);
}

async function isRecord(run: RunGit, gitDir: string, commit: string): Promise<boolean> {
  const entries = await listTree(run, gitDir, commit);
  return entries.length === 1 && entries[0]!.path === RECORD_FILE;
}

export interface CommitText {
  tree: string;
  parents: readonly string[];
  message: string;
  author?: { name: string; email: string };
  at: Date;
}

export async function commitTree(run: RunGit, gitDir: string, commit: CommitText): Promise<string> {
  const date = `@${Math.floor(commit.at.getTime() / 1000)} +0000`;
  const who = commit.author;
  const { stdout } = await run({
    gitDir,
    args: ['commit-tree', id(commit.tree), ...commit.parents.flatMap((p) => ['-p', id(p)]), '-F', '-'],
    input: commit.message,
    env: {
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      ...(who && {
        GIT_AUTHOR_NAME: who.name,
        GIT_AUTHOR_EMAIL: who.email,
        GIT_COMMITTER_NAME: who.name,
        GIT_COMMITTER_EMAIL: who.email,
      }),
    },
  });
  return line(stdout);
}
