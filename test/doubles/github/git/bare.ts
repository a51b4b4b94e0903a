/** A real bare repository: the double's only source of refs, commits, trees, diffs and merges. */
import { execFile, spawn } from 'node:child_process';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';

export type Person = { name: string; email: string };
/** `null` deletes; an object gives the mode too (`120000` is a link, `160000` a submodule). */
export type Content = string | Uint8Array | null | { mode: string; content: string };
export type CommitInput = {
  files: Record<string, Content>;
  message: string;
  author: Person;
  committer?: Person;
  at: Date;
  parents: string[];
};

export type BareRepository = ReturnType<typeof openBare>;

const ENVIRONMENT = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

/** Fetches see `refs/pull/*`, pushes to it are refused as on GitHub ("deny updating a hidden ref"). */
const SETTINGS = `[http]
	receivepack = true
[receive]
	hideRefs = refs/pull
	advertiseAtomic = true
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
[gc]
	auto = 0
`;

export async function createBare(folder: string, defaultBranch: string): Promise<BareRepository> {
  await mkdir(folder, { recursive: true });
  const bare = openBare(folder);
  await bare.git(['init', '-q', '--bare', '--template=', `--initial-branch=${defaultBranch}`, folder]);
  await appendFile(path.join(folder, 'config'), SETTINGS);
  return bare;
}

function openBare(folder: string) {
  /** Standard output of one git command, trimmed of its last line end. Throws with git's own words. */
  async function git(args: string[], input?: string | Uint8Array, env: Record<string, string> = {}) {
    return (await bytes(args, input, env)).toString('utf8').replace(/\n$/, '');
  }

  function bytes(
    args: string[],
    input?: string | Uint8Array,
    env: Record<string, string> = {},
  ): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const options = {
        cwd: folder,
        env: { ...ENVIRONMENT, GIT_DIR: folder, ...env },
        encoding: 'buffer',
        maxBuffer: 1 << 28,
      } as const;
      const child = execFile('git', args, options, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
      child.stdin?.on('error', () => {});
      child.stdin?.end(input ?? '');
    });
  }

  /** The object id that a revision names, or undefined. */
  const resolve = async (revision: string): Promise<string | undefined> =>
    (await git(['rev-parse', '--verify', '--quiet', '--end-of-options', revision]).catch(() => '')) ||
    undefined;

  async function refs(prefix = 'refs/'): Promise<Map<string, string>> {
    const lines = await git(['for-each-ref', '--format=%(refname) %(objectname)', prefix]);
    return new Map(
      lines
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ') as [string, string]),
    );
  }

  /** Writes one commit and points `ref` at it, whatever was there. */
  async function commit(ref: string, input: CommitInput): Promise<string> {
    const seconds = Math.floor(input.at.getTime() / 1000);
    const who = ({ name, email }: Person) => `${name} <${email}> ${seconds} +0000`;
    const head = [
      `commit ${ref}`,
      'mark :1',
      `author ${who(input.author)}`,
      `committer ${who(input.committer ?? input.author)}`,
      `data ${Buffer.byteLength(input.message)}\n${input.message}`,
      ...input.parents.map((parent, index) => `${index === 0 ? 'from' : 'merge'} ${parent}`),
      '',
    ].join('\n');
    const changes = Object.entries(input.files).map(([name, content]) => change(name, content));
    const stream = Buffer.concat([Buffer.from(head), ...changes, Buffer.from('\nget-mark :1\ndone\n')]);
    const flags = ['fast-import', '--quiet', '--done', '--force', '--date-format=raw-permissive'];
    return (await git(flags, stream)).trim();
  }

  async function updateRef(ref: string, to: string | undefined, from?: string): Promise<void> {
    await git(
      to === undefined ? ['update-ref', '-d', ref] : ['update-ref', ref, to, ...(from ? [from] : [])],
    );
  }

  /** The tree of a merge of two commits, or undefined when they conflict. */
  async function mergedTree(ours: string, theirs: string): Promise<string | undefined> {
    return await git(['merge-tree', '--write-tree', '--no-messages', ours, theirs]).catch(() => undefined);
  }

  async function commitTree(
    tree: string,
    parents: string[],
    message: string,
    author: Person,
    at: Date,
    committer = author,
  ) {
    const date = `@${Math.floor(at.getTime() / 1000)} +0000`;
    return await git(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], message, {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
      GIT_COMMITTER_DATE: date,
    });
  }

  const mergeBase = (a: string, b: string): Promise<string | undefined> =>
    git(['merge-base', a, b]).catch(() => undefined);
  const isAncestor = (old: string, young: string): Promise<boolean> =>
    git(['merge-base', '--is-ancestor', old, young]).then(
      () => true,
      () => false,
    );

  /** Serves one CGI program of git's own; used by the transport. */
  const serve = (env: Record<string, string>) =>
    spawn('git', ['http-backend'], { env: { ...ENVIRONMENT, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });

  return {
    folder,
    git,
    bytes,
    resolve,
    refs,
    commit,
    updateRef,
    mergedTree,
    commitTree,
    mergeBase,
    isAncestor,
    serve,
  };
}

function change(name: string, content: Content): Buffer {
  const quoted = `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
  if (content === null) return Buffer.from(`D ${quoted}\n`);
  const isPlain = typeof content === 'string' || content instanceof Uint8Array;
  const mode = isPlain ? '100644' : content.mode;
  if (mode === '160000' && !isPlain) return Buffer.from(`M 160000 ${content.content} ${quoted}\n`);
  const data = Buffer.from(isPlain ? content : content.content);
  return Buffer.concat([
    Buffer.from(`M ${mode} inline ${quoted}\ndata ${data.length}\n`),
    data,
    Buffer.from('\n'),
  ]);
}
