import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSeal } from './seal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const key = () => join(folder, 'state/approval.key');
const open = () => openSeal(join(folder, 'state'));

describe('openSeal', () => {
  it('verifies what the same machine signed, and nothing else', async () => {
    const mac = (await open()).sign('approve slugify');
    const seal = await open();
    expect(seal.verify('approve slugify', mac)).toBe(true);
    expect(seal.verify('approve wire', mac)).toBe(false);
    expect(seal.verify('approve slugify', mac.toUpperCase())).toBe(false);
    for (const broken of ['', mac.slice(2), `${mac}00`, 'x'.repeat(64)]) {
      expect(seal.verify('approve slugify', broken)).toBe(false);
    }
    const other = await openSeal(join(folder, 'another machine'));
    expect(other.verify('approve slugify', mac)).toBe(false);
    expect(other.machine).not.toBe(seal.machine);
    expect(seal.machine).toMatch(/^[0-9a-f]{16}$/);
  });

  it('keeps the key from everybody else', async () => {
    await open();
    expect(statSync(key()).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'state'))).toEqual(['approval.key']);
  });

  it('is one key, however many start at the same time', async () => {
    const seals = await Promise.all(Array.from({ length: 12 }, open));
    expect(new Set(seals.map(({ machine }) => machine)).size).toBe(1);
  });

  it.each<[string, () => void]>([
    ['others can read', () => chmodSync(key(), 0o644)],
    ['is a link', () => replace(() => symlinkSync('/dev/zero', key()))],
    ['has another length', () => writeFileSync(key(), 'short')],
  ])('uses no key that %s', async (_, spoil) => {
    await open();
    spoil();
    await expect(open()).rejects.toMatchObject({ code: 'seal-unsafe', exit: 2 });
  });

  it('says so when there is no place for it', async () => {
    writeFileSync(join(folder, 'state'), 'a file');
    await expect(open()).rejects.toMatchObject({
      code: 'seal-unwritable',
      exit: 2,
    });
  });

  function replace(make: () => void): void {
    rmSync(key());
    make();
  }
});
