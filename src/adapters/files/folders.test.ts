import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolders } from './folders.ts';

let under: string;
beforeEach(() => {
  under = realpathSync(mkdtempSync(join(tmpdir(), 'folders-')));
});
afterEach(() => {
  rmSync(under, { recursive: true, force: true });
});

const module = join(import.meta.dirname, 'folders.ts');
const script = (then: string) => `
  import { temporaryFolders } from ${JSON.stringify(module)};
  const folder = await temporaryFolders(${JSON.stringify(under)}).temporary('execute slugify');
  console.log(folder.path);
  ${then}`;

/** A process that makes a folder and is killed before it can remove it. */
function killed(): string {
  const args = ['--input-type=module', '-e', script("process.kill(process.pid, 'SIGKILL');")];
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim();
}

describe('temporary', () => {
  it('is private, named after its process and purpose, and gone when disposed', async () => {
    let path: string;
    {
      await using folder = await temporaryFolders(under).temporary('execute slugify');
      path = folder.path;
      expect(path).toMatch(new RegExp(`/planfile-${process.pid}-[\\d.a-f]+-[0-9a-f]{16}-execute-slugify$`));
      expect(statSync(path).mode & 0o777).toBe(0o700);
    }
    expect(existsSync(path)).toBe(false);
  });

  it('goes even where a session took permissions away', async () => {
    {
      await using folder = await temporaryFolders(under).temporary('tree');
      mkdirSync(join(folder.path, 'a/b'), { recursive: true });
      chmodSync(join(folder.path, 'a/b'), 0);
      chmodSync(join(folder.path, 'a'), 0o500);
    }
    expect(readdirSync(under)).toEqual([]);
  });
});

describe('sweep', () => {
  it('removes what a killed process left, also files of another user, and says so', async () => {
    const left = killed();
    mkdirSync(join(left, 'tree'));
    writeFileSync(join(left, 'tree/f'), '');
    if (process.getuid?.() === 0) chownSync(join(left, 'tree'), 65534, 65534);
    expect(await temporaryFolders(under).sweep()).toEqual([left]);
    expect(readdirSync(under)).toEqual([]);
  });

  it('leaves the folders of processes that live, its own among them', async () => {
    const args = ['--input-type=module', '-e', script('setInterval(() => {}, 1000);')];
    const child = spawn(process.execPath, args);
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await using _mine = await temporaryFolders(under).temporary('mine');
      expect(await temporaryFolders(under).sweep()).toEqual([]);
      expect(readdirSync(under)).toHaveLength(2);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('knows a pid that is used again by its start time', async () => {
    const { pid, started } = temporaryFolders(under).self();
    const [, boot, namespace] = started.split('.');
    const path = join(under, `planfile-${pid}-1.${boot}.${namespace}-${'0'.repeat(16)}-tree`);
    mkdirSync(path);
    expect(await temporaryFolders(under).sweep()).toEqual([path]);
  });

  it('leaves what it cannot know to be dead: other names, other containers', async () => {
    const boot = temporaryFolders(under).self().started.split('.')[1];
    const others = ['planfile-notes', `planfile-1-1.${boot}.12345-${'0'.repeat(16)}-tree`];
    for (const name of others) mkdirSync(join(under, name));
    expect(await temporaryFolders(under).sweep()).toEqual([]);
    expect(readdirSync(under)).toEqual(others.sort());
  });

  it('follows no bait: a link with such a name, and links inside', async () => {
    const left = killed();
    const outside = join(under, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'precious'), '');
    symlinkSync(outside, join(left, 'link'));
    symlinkSync(outside, `${left.slice(0, -1)}z`);
    expect(await temporaryFolders(under).sweep()).toEqual([left]);
    expect(readdirSync(outside)).toEqual(['precious']);
  });
});

describe('alive', () => {
  const folders = temporaryFolders(tmpdir());
  const self = folders.self();

  it('is true for this process, false for one that ended, unknown on another machine', () => {
    const { pid } = spawnSync('true');
    expect(folders.alive(self)).toBe(true);
    expect(folders.alive({ ...self, pid })).toBe(false);
    expect(folders.alive({ ...self, host: 'elsewhere' })).toBeUndefined();
  });

  it('is false after a reboot, and for another start of the same pid', () => {
    const [ticks, boot, namespace] = self.started.split('.');
    expect(folders.alive({ ...self, started: `${ticks}.00000000.${namespace}` })).toBe(false);
    expect(folders.alive({ ...self, started: `1.${boot}.${namespace}` })).toBe(false);
  });
});
