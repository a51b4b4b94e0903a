import { expect, test } from 'vitest';
import { searchPath } from './search-path.ts';

test("the host's order holds for what is mounted; our Node comes last", () => {
  const host = '/home/ada/.nvm/bin:/home/ada/bin:/usr/games:/usr/bin:.:/sneaky/usr';
  expect(searchPath(host, ['/home/ada/.nvm']).split(':')).toEqual([
    '/home/ada/.nvm/bin',
    '/usr/games',
    '/usr/bin',
    '/usr/local/sbin',
    '/usr/local/bin',
    '/usr/sbin',
    '/sbin',
    '/bin',
    '/opt/node/bin',
  ]);
});

test('without one the system is found all the same', () => {
  expect(searchPath('', [])).toContain('/usr/bin');
});
