import { expect, it } from 'vitest';
import { remoteNameOf } from './remote-name.ts';

it.each([
  ['https://github.com/mona/slugs.git', 'github.com', 'mona/slugs'],
  ['https://token@GitHub.com/mona/slugs/', 'github.com', 'mona/slugs'],
  ['git@github.com:mona/slugs.git', 'github.com', 'mona/slugs'],
  ['github.com:mona/slugs', 'github.com', 'mona/slugs'],
  ['ssh://git@ssh.github.com:443/mona/slugs.git', 'github.com', 'mona/slugs'],
  ['ssh://git@forge.example.org:2222/mona/slugs', 'forge.example.org', 'mona/slugs'],
  ['http://127.0.0.1:8080/mona/slugs.git', '127.0.0.1:8080', 'mona/slugs'],
])('%s', (address, host, repository) => {
  expect(remoteNameOf(address)).toEqual({ host, repository });
});

it.each([
  '',
  '/srv/git/slugs.git',
  '../slugs',
  'file:///srv/mona/slugs',
  'https://github.com/mona',
  'https://github.com/mona/slugs/more',
  'https://github.com/mona/../slugs',
  'ext::sh -c id',
])('%j is of no forge', (address) => {
  expect(remoteNameOf(address)).toBeUndefined();
});
