/**
 * The forge of one machine: what people would look at stands as files beside the outcomes. Nobody comments here, so there
 * is no evidence but local approvals (trust.md T11), and a run is alive when its process is.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { Folders } from '../../ports/folders.ts';
import type { Account, Forge, Pull } from '../../ports/forge.ts';

export interface LocalForgeOptions {
  /** The folder that holds `runs/` and `forge/`: `planfile` in the common git directory. */
  folder: string;
  identity: { name: string; email: string } | undefined;
  processes: Pick<Folders, 'alive'>;
}

export function localForge({ folder, identity, processes }: LocalForgeOptions): Forge {
  const at = (...parts: string[]) => join(folder, 'forge', ...parts);
  return {
    kind: 'local',
    remarks: {
      async *since() {},
      get: async () => undefined,
      upsert: async () => absent('comment on issues'),
      react: async () => absent('react to comments'),
    },
    people: {
      self: async (): Promise<Account> => ({ id: 0, login: identity?.email ?? 'nobody', kind: 'person' }),
      permission: async () => 'admin',
      team: async () => undefined,
    },
    pulls: {
      ofBranch: async (branch) => await readJson<Pull>(at('pulls', `${safe(branch)}.json`)),
      everyOfBranch: async () => [],
      thatBrought: async () => [],
      open: async (pull) => {
        const opened: Pull = {
          ...pull,
          number: 0,
          url: at('pulls', `${safe(pull.branch)}.md`),
          author: { id: 0, login: identity?.email ?? 'nobody', kind: 'person' },
          state: 'open',
          head: '',
          headRepository: '',
        };
        await writeWhole(at('pulls', `${safe(pull.branch)}.json`), JSON.stringify(opened, null, 2));
        await writeWhole(opened.url, pull.body);
        return opened;
      },
      linkToOpen: (_base, branch) => at('pulls', `${safe(branch)}.md`),
      update: async () => absent('change a pull request by its number'),
      reviews: async () => [],
      postReview: async (_number, review) => {
        await writeWhole(at('reviews', `${review.commit}.md`), review.body);
        return { id: 0 };
      },
      get: async () => undefined,
      openFrom: async () => [],
      files: async () => [],
      authors: async () => [],
      threads: async () => [],
      answer: async () => absent('talk on lines'),
      resolve: async () => absent('talk on lines'),
      fold: async () => absent('fold reviews'),
    },
    checks: {
      put: (check) =>
        writeWhole(
          at('checks', check.head, `${safe(check.externalId)}.json`),
          JSON.stringify(check, null, 2),
        ),
      of: (head, externalId) => readJson(at('checks', head, `${safe(externalId)}.json`)),
      on: async () => absent('list checks'),
    },
    runs: {
      dispatch: async () => absent('dispatch workflows'),
      dispatched: async () => false,
      startedByPush: async () => false,
      find: async () => undefined,
      async *since() {},
      ran: async () => false,
      state: async (run) => {
        const process = await readJson<{ host: string; pid: number; started: string }>(
          join(folder, 'runs', safe(run), 'process.json'),
        );
        if (process === undefined) return undefined;
        const alive = processes.alive(process);
        return alive === undefined ? undefined : alive ? 'running' : 'completed';
      },
      branchRules: async () => [],
    },
    origins: {
      repository: async () => absent('tell its name and time'),
      openedBy: async () => undefined,
      ofCommit: async () => [],
      async *pushes() {},
    },
    talks: {
      topic: async () => absent('read issues from'),
      // Nothing is said here: whoever asks for the topic first is told that there is no forge.
      async *remarks() {},
    },
    issues: {
      ours: async () => absent('keep issues'),
      get: async () => absent('keep issues'),
      open: async () => absent('keep issues'),
      update: async () => absent('keep issues'),
      children: async () => absent('keep issues'),
      adopt: async () => absent('keep issues'),
      blockers: async () => absent('keep issues'),
      block: async () => absent('keep issues'),
      unblock: async () => absent('keep issues'),
    },
  };
}

const absent = (what: string): never => {
  throw new Fault(
    'usage',
    'no-forge',
    `there is no forge here to ${what}`,
    'Run this where the repository is hosted.',
  );
};

/** Names become one path segment. */
const safe = (name: string): string => encodeURIComponent(name).replaceAll('.', '%2E');

async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Fault(
      'undecided',
      'local-forge-unreadable',
      `${path} cannot be read: ${(error as Error).message}`,
      `Remove ${path} and run again.`,
      { cause: error },
    );
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.new`;
  await writeFile(beside, text);
  await rename(beside, path);
}
