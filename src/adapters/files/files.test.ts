import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from './files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('diskFiles', () => {
  it('reads what was written, makes folders on the way, and says undefined for what is not there', async () => {
    const path = join(folder, 'a/b/result.json');
    expect(await diskFiles.read(path)).toBeUndefined();
    await diskFiles.write(path, 'one');
    await diskFiles.write(path, new Uint8Array([0, 255]));
    expect([...(await diskFiles.read(path))!]).toEqual([0, 255]);
    expect(await diskFiles.list(join(folder, 'a/b'))).toEqual(['result.json']);
  });

  it('a reader sees one whole text or the other, never a part', async () => {
    const path = join(folder, 'f');
    const texts = ['a', 'b'].map((letter) => letter.repeat(300_000));
    await diskFiles.write(path, texts[0]!);
    const seen = new Set<string>();
    let writing = true;
    const reader = (async () => {
      while (writing) seen.add(Buffer.from((await diskFiles.read(path))!).toString());
    })();
    for (let i = 0; i < 20; i += 1) await diskFiles.write(path, texts[i % 2]!);
    writing = false;
    await reader;
    expect([...seen].every((text) => texts.includes(text))).toBe(true);
  });

  it('leaves nothing beside when it fails', async () => {
    mkdirSync(join(folder, 'taken/by-a-folder'), { recursive: true });
    await expect(diskFiles.write(join(folder, 'taken'), 'x')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('lists what is there, sorted, without unfinished writes; nothing where there is no folder', async () => {
    for (const name of ['b', `.a.${'0'.repeat(16)}.part`]) writeFileSync(join(folder, name), '');
    mkdirSync(join(folder, 'c'));
    symlinkSync('nowhere', join(folder, 'a'));
    expect(await diskFiles.list(folder)).toEqual(['a', 'b', 'c']);
    expect(await diskFiles.list(join(folder, 'none'))).toEqual([]);
  });

  it('writes and removes inside a folder, and follows no link out of it', async () => {
    const [root, outside] = ['root', 'outside'].map((name) => join(folder, name)) as [string, string];
    for (const path of [root, outside]) mkdirSync(path);
    const path = join(root, '.github/workflows/a.yml');
    await diskFiles.writeInside(root, path, 'one');
    expect([...(await diskFiles.read(path))!]).toHaveLength(3);
    await diskFiles.removeInside(root, path);
    expect(readdirSync(root)).toEqual([]);
    symlinkSync(outside, join(root, '.github'));
    symlinkSync(join(outside, 'file'), join(root, 'link'));
    symlinkSync('nowhere', join(root, 'broken'));
    for (const name of ['.github/workflows/a.yml', 'link', 'broken/x']) {
      const refused = { code: 'link-on-the-way' };
      await expect(diskFiles.writeInside(root, join(root, name), 'x')).rejects.toMatchObject(refused);
      await expect(diskFiles.removeInside(root, join(root, name))).rejects.toMatchObject(refused);
    }
    expect(readdirSync(outside)).toEqual([]);
  });

  it('does not take a failure to read for absence, and waits for no pipe', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/dev/zero', join(folder, 'endless'));
    symlinkSync('nowhere', join(folder, 'broken'));
    for (const name of ['', 'pipe', 'endless', 'broken']) {
      await expect(diskFiles.read(join(folder, name))).rejects.toMatchObject({ code: 'file-unreadable' });
    }
  });
});
