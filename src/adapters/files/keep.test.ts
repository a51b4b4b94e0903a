import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFolder, keepGuards } from './keep.ts';

let folder: string;
let tree: string;
let kept: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keep-'));
  tree = join(folder, 'tree');
  kept = join(folder, 'place', 'tree');
  mkdirSync(tree);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (cwd: string, ...args: string[]) => {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CEILING_DIRECTORIES: folder,
    GIT_CONFIG_NOSYSTEM: '1',
  };
  return execFileSync('git', ['-c', 'safe.directory=*', ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};
const mark = () => join(folder, 'ran');

/** What would happen to a person who looks around in there. */
interface Attack {
  make(): void;
  /** True when it worked. */
  worked(): boolean;
  /** The guard's name, and that of others that would hold the same off. */
  against: readonly string[];
}

function repository(at: string, ...init: string[]): void {
  mkdirSync(at, { recursive: true });
  git(at, 'init', '-q', ...init);
  const script = join(folder, 'evil.sh');
  writeFileSync(script, `#!/bin/sh\necho x >> ${mark()}\n`, { mode: 0o755 });
  git(at, 'config', 'core.fsmonitor', script);
}
const looked = (at: string, ...args: string[]) => {
  try {
    git(at, ...args, 'status');
  } catch {
    // No repository.
  }
  return existsSync(mark());
};

const attacks: Record<string, Attack> = {
  'nothing is called .git': {
    make: () => repository(join(tree, 'a/b')),
    // Without this name the other guard takes its HEAD away, which is luck.
    worked: () => existsSync(join(kept, 'a/b/.git')) || looked(join(kept, 'a/b')),
    against: ['nothing is called .git'],
  },
  'no folder is a bare repository': {
    make: () => {
      repository(join(tree, 'bare'), '--bare');
      git(join(tree, 'bare'), 'config', 'core.bare', 'false');
      git(join(tree, 'bare'), 'config', 'core.worktree', '..');
    },
    worked: () => looked(join(kept, 'bare')),
    against: ['no folder is a bare repository'],
  },
  'a bare repository in two parts': {
    make: () => {
      repository(join(tree, 'parts'), '--bare');
      mkdirSync(join(tree, 'head'));
      renameSync(join(tree, 'parts/HEAD'), join(tree, 'head/HEAD'));
      writeFileSync(join(tree, 'head/commondir'), '../parts');
    },
    worked: () => {
      try {
        return git(join(kept, 'head'), 'config', 'core.fsmonitor').length > 0;
      } catch {
        return false;
      }
    },
    against: ['no folder is a bare repository'],
  },
  'nothing runs as somebody else': {
    make: () => {
      writeFileSync(join(tree, 'suid'), '');
      chmodSync(join(tree, 'suid'), 0o6755);
    },
    worked: () => (lstatSync(join(kept, 'suid')).mode & 0o7000) !== 0,
    // The kernel takes the bits away when a file changes hands.
    against: ['nothing runs as somebody else', 'everything belongs to whoever runs this'],
  },
  'no pipe waits for a reader': {
    make: () => void execFileSync('mkfifo', [join(tree, 'pipe')]),
    worked: () => existsSync(join(kept, 'pipe')),
    against: ['no pipe waits for a reader'],
  },
};

test.each(Object.entries(attacks))('%s', async (_, { make, worked }) => {
  make();
  await keepFolder(tree, kept);
  expect(worked()).toBe(false);
});

test.each(Object.entries(attacks))(
  'without its guard the attack passes: %s',
  async (_, { make, worked, against }) => {
    make();
    const others = Object.entries(keepGuards).filter(([name]) => !against.includes(name));
    await keepFolder(
      tree,
      kept,
      others.map(([, guard]) => guard),
    );
    expect(worked()).toBe(true);
  },
);

test.runIf(process.getuid?.() === 0)(
  'what the sandbox wrote belongs to us afterwards, links too',
  async () => {
    writeFileSync(join(tree, 'file'), '');
    symlinkSync('/etc/passwd', join(tree, 'link'));
    execFileSync('chown', ['-R', '-h', '65534:65534', tree]);
    await keepFolder(tree, kept);
    for (const path of ['', 'file', 'link']) expect(lstatSync(join(kept, path)).uid).toBe(0);
    expect(lstatSync('/etc/passwd').uid).toBe(0);
  },
);

test('whatever some file system takes for .git gets another name, and all of it is still there', async () => {
  for (const name of ['.GIT', '.git ', 'git~1', '.g\u200cit', 'dot-git'])
    writeFileSync(join(tree, name), name);
  await keepFolder(tree, kept);
  expect(readdirSync(kept).sort()).toEqual(['dot-git', 'dot-git-2', 'dot-git-3', 'dot-git-4', 'dot-git-5']);
});
