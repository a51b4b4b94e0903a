import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pathGuards, trustedPath } from './search-path.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'search-path-')));
  for (const path of ['repo/.git', 'repo/bin', 'repo/sub', 'tools'])
    mkdirSync(join(folder, path), { recursive: true });
  symlinkSync(join(folder, 'repo/bin'), join(folder, 'link'));
  symlinkSync(join(folder, 'repo'), join(folder, 'repo-link'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (path: string) => join(folder, path);

const hostile: Record<keyof typeof pathGuards, () => string[]> = {
  absolute: () => ['', '.', './bin', 'bin', '../repo/bin'],
  'outside of the work tree': () => [
    at('repo'),
    at('repo/bin'),
    at('link'),
    at('repo/node_modules/.bin'),
    at('repo-link/bin'),
  ],
};

test.each([at, (path: string) => path.replace('repo', 'repo-link')])(
  'what a checkout holds is not looked in',
  (from) => {
    const where = from === at ? at('repo/sub') : at('repo-link/sub');
    const entries = Object.values(hostile).flatMap((of) => of());
    const path = [...entries, at('tools'), '/usr/bin'].join(':');
    expect(trustedPath(path, where)).toBe(`${at('tools')}:/usr/bin`);
  },
);

test.each(Object.keys(hostile) as (keyof typeof pathGuards)[])(
  'without the guard "%s" its entries stay',
  (name) => {
    const { [name]: _, ...others } = pathGuards;
    for (const entry of hostile[name]()) {
      expect(trustedPath(`${entry}:/usr/bin`, at('repo'), Object.values(others))).toBe(`${entry}:/usr/bin`);
    }
  },
);

test('where there is no repository, only relative entries go', () => {
  expect(trustedPath(`${at('tools')}:bin`, at('tools'))).toBe(at('tools'));
});
