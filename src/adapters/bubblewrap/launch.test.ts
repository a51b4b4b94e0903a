import { expect, test } from 'vitest';
import type { Layout } from './guards/guard.ts';
import { GUARDS } from './guards/index.ts';
import { launch } from './launch.ts';

const LAYOUT: Layout = {
  tree: '/work/box/tree',
  writable: true,
  home: undefined,
  setUp: undefined,
  runtime: '/home/ada/node',
  bundle: '/home/ada/planfile/dist',
  mounts: [{ from: '/home/ada/.nvm/versions', to: '/home/ada/.nvm/versions' }],
  system: { folders: [{ path: '/usr' }, { path: '/bin', link: 'usr/bin' }], etc: ['/etc/alternatives'] },
  searchPath: '/usr/bin:/opt/node/bin',
};
const NOBODY = { uid: 65534, gid: 65534 };
const text = (layout: Layout, identity?: typeof NOBODY) =>
  launch(layout, GUARDS, identity, ['true']).args.join(' ');

test('whatever the guards are, the root of the host is never mounted', () => {
  for (const line of [text(LAYOUT), text(LAYOUT, NOBODY)]) {
    expect(line).not.toMatch(/bind(-try)? \/ /);
    expect(line).toContain('--bind');
  }
});

test('the command comes last, as it is, for no shell to read', () => {
  const command = ['/bin/bash', '-c', 'echo "$1" $(x)', 'run', "it's; rm -rf /"];
  expect(launch(LAYOUT, GUARDS, undefined, command).args.slice(-5)).toEqual(command);
});

test('bubblewrap is started with a PATH and nothing else', () => {
  const { environment } = launch(LAYOUT, GUARDS, undefined, ['true']);
  expect(Object.keys(environment ?? {})).toEqual(['PATH']);
});

test('each bash is told to read no file of anybody', () => {
  for (const identity of [undefined, NOBODY]) {
    const { file, args } = launch(LAYOUT, GUARDS, identity, ['true']);
    const line = [file, ...args];
    // Not the one that is only named, in the variable SHELL.
    const started = line.flatMap((arg, i) =>
      /^(\/bin\/)?bash$/.test(arg) && line[i - 1] !== 'SHELL' ? [i] : [],
    );
    expect(started).toHaveLength(identity ? 3 : 2);
    for (const i of started) expect(line.slice(i + 1, i + 4)).toEqual(['--noprofile', '--norc', '-c']);
  }
});

test('as root everything of ours is brought within reach of the other user first', () => {
  const line = text(LAYOUT, NOBODY);
  expect(line).toContain(
    '/mnt /work/box/tree /home/ada/node /home/ada/planfile/dist /home/ada/.nvm/versions -- setpriv',
  );
  expect(line).toContain('--reuid 65534 --regid 65534 --clear-groups');
  expect(line).toContain('--bind /mnt/0 /tree');
  expect(line).toContain('--ro-bind /mnt/3 /home/ada/.nvm/versions');
});

test('the place for that hides nothing of it', () => {
  expect(text({ ...LAYOUT, tree: '/mnt/disk/tree' }, NOBODY)).toContain(' /media /mnt/disk/tree ');
});

test('a tree that is only read is bound so, and a home that is kept is bound', () => {
  expect(text({ ...LAYOUT, writable: false })).toContain('--ro-bind /work/box/tree /tree');
  expect(text({ ...LAYOUT, home: '/work/box/home' })).toContain('--bind /work/box/home /home/box');
});
