import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Fault } from '../../ports/fault.ts';
import { ofKind } from './guards/guard.ts';
import { GUARDS } from './guards/index.ts';
import { checkedMounts } from './mounts.ts';

const top = mkdtempSync(join(tmpdir(), 'planfile-mounts-'));
afterAll(() => rmSync(top, { recursive: true }));
mkdirSync(join(top, 'tool/bin'), { recursive: true });
mkdirSync(join(top, '.ssh'));
mkdirSync(join(top, '.cargo/bin'), { recursive: true });

const check = (path: string, guards = GUARDS) =>
  checkedMounts([path], guards).catch((error: unknown) => (error instanceof Fault ? error.message : error));

test('a folder that somebody named is mounted', async () => {
  expect(await check(join(top, 'tool'))).toEqual([join(top, 'tool')]);
  expect(await check(join(top, '.cargo/bin/'))).toEqual([join(top, '.cargo/bin')]);
});

const HELD: [string, string, string][] = [
  ['/', 'belongs to the host', 'no-host-folders'],
  ['/etc', 'belongs to the host', 'no-host-folders'],
  ['/proc/self', 'belongs to the host', 'no-host-folders'],
  ['/run', 'belongs to the host', 'no-host-folders'],
  [join(top, '.ssh'), 'keys are kept there', 'no-keys'],
  [join(top, '.cargo'), 'keys are kept there', 'no-keys'],
];
test.each(HELD)('%s is refused: %s; it is the guard %s that says so', async (path, reason, guard) => {
  expect(await check(path)).toContain(reason);
  expect(
    await check(
      path,
      GUARDS.filter(({ name }) => name !== guard),
    ),
  ).toEqual([path]);
});

test('where a link leads is looked at as well', async () => {
  symlinkSync('/etc', join(top, 'tool/settings'));
  expect(await check(join(top, 'tool/settings'))).toContain('belongs to the host');
});

test('what is not there, or is no folder, is not passed over', async () => {
  expect(await check(join(top, 'missing'))).toContain('there is no such folder');
  expect(await check('tool')).toContain('there is no such folder');
  const socket = join(top, 'tool/agent.sock');
  const server = createServer().listen(socket);
  await new Promise((resolve) => server.once('listening', resolve));
  expect(await check(socket)).toContain('neither a folder nor a file');
  server.close();
});

test('a whole home is refused, and one folder of it is not', () => {
  const asked = (path: string) =>
    ofKind(GUARDS, 'mount')
      .filter((guard) => guard.refuse(path))
      .map(({ name }) => name);
  expect(asked('/home/ada')).toEqual(['no-whole-home']);
  expect(asked('/home/ada/.nvm')).toEqual([]);
});
