/** Many objects in one child: `git cat-file --batch`, parsed as it streams, so that no blob need be held whole. */
import { Fault } from '../../ports/fault.ts';
import type { GitCall, RunGit } from './spawn.ts';

export interface GitObject {
  id: string;
  type: string;
  bytes: Buffer;
}

/** For whole objects in the order in which they were asked for; undefined: it is not there. */
export function batchParser(answer: (object: GitObject | undefined) => void): (chunk: Buffer) => undefined {
  let head: Buffer[] = [];
  let body: { id: string; type: string; size: number; chunks: Buffer[]; left: number } | undefined;
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (body === undefined) {
        const feed = chunk.indexOf(10, at);
        head.push(chunk.subarray(at, feed < 0 ? chunk.length : feed));
        if (feed < 0) return;
        at = feed + 1;
        const found = HEADER.exec(Buffer.concat(head).toString('utf8'));
        head = [];
        if (found === null) answer(undefined);
        // After the object comes a line feed.
        else body = { ...headerOf(found), chunks: [], left: Number(found[3]) + 1 };
      } else {
        const part = chunk.subarray(at, at + body.left);
        body.chunks.push(part);
        body.left -= part.length;
        at += part.length;
        if (body.left > 0) return;
        const { id, type, size, chunks } = body;
        body = undefined;
        answer({ id, type, bytes: Buffer.concat(chunks).subarray(0, size) });
      }
    }
  };
}

export interface ObjectSink {
  /** Called in the order in which the names were given. */
  begin(index: number, object: { id: string; type: string; size: number }): void;
  data(chunk: Buffer): void;
  end(): void;
}

type Options = Pick<GitCall, 'env' | 'wrap' | 'deadline'> & { maxBytes?: number };

/** Streams objects by name (an id, or `<id>:<path>` without a line feed). A missing one is a fault. */
export async function streamObjects(
  run: RunGit,
  gitDir: string,
  names: readonly string[],
  sink: ObjectSink,
  { maxBytes, ...options }: Options = {},
): Promise<void> {
  if (names.length === 0) return;
  let index = 0;
  let line: Buffer[] = [];
  let left = 0;
  let state: 'header' | 'body' | 'feed' = 'header';
  const take = (chunk: Buffer): undefined => {
    let at = 0;
    while (at < chunk.length) {
      if (state === 'header') {
        const feed = chunk.indexOf(10, at);
        line.push(chunk.subarray(at, feed < 0 ? chunk.length : feed));
        if (feed < 0) return;
        at = feed + 1;
        const object = parseHeader(Buffer.concat(line).toString('utf8'), names[index]!);
        line = [];
        sink.begin(index, object);
        left = object.size;
        state = left > 0 ? 'body' : 'feed';
      } else if (state === 'body') {
        const part = chunk.subarray(at, at + left);
        sink.data(part);
        at += part.length;
        left -= part.length;
        if (left === 0) state = 'feed';
      } else {
        sink.end();
        index += 1;
        at += 1;
        state = 'header';
      }
    }
  };
  await run({
    gitDir,
    args: ['cat-file', '--batch', '--buffer'],
    input: `${names.join('\n')}\n`,
    onOutput: take,
    maxOutput: maxBytes ?? Number.POSITIVE_INFINITY,
    ...options,
  });
  // An early end would read as fewer objects: a record would lose its lines.
  if (index !== names.length) throw missing(names[index]!);
}

/** Whole objects, in order. */
export async function readObjects(
  run: RunGit,
  gitDir: string,
  names: readonly string[],
  options: Options = {},
): Promise<GitObject[]> {
  const found: GitObject[] = [];
  let chunks: Buffer[] = [];
  let current = { id: '', type: '' };
  await streamObjects(
    run,
    gitDir,
    names,
    {
      begin: (_, { id, type }) => {
        current = { id, type };
        chunks = [];
      },
      data: (chunk) => void chunks.push(chunk),
      end: () => void found.push({ ...current, bytes: Buffer.concat(chunks) }),
    },
    options,
  );
  return found;
}

function parseHeader(line: string, name: string) {
  const found = HEADER.exec(line);
  if (found === null) throw missing(name);
  return headerOf(found);
}

const HEADER = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/;
const headerOf = ([, id, type, size]: RegExpExecArray) => ({ id: id!, type: type!, size: Number(size) });

export function missing(name: string): Fault {
  return new Fault(
    'service',
    'object-missing',
    `The repository does not hold the object ${name}.`,
    'In a partial clone fetch it whole with `git fetch --refetch --no-filter`; else run `git fsck`.',
  );
}
