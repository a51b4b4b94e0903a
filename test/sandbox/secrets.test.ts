/** To read what is ours: environment, processes, descriptors, files. Issue 5's adversary suite, first set. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { afterAll } from 'vitest';
import type { Guard } from '../../src/adapters/bubblewrap/guards/guard.ts';
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';
import { alsoMounted, attacks } from './attacks.ts';

const SECRET = 'sk-test-9c1f0b';
env.PLANFILE_TEST_SECRET = SECRET;

const folder = mkdtempSync(join(tmpdir(), 'planfile-secret-'));
chmodSync(folder, 0o755);
const file = join(folder, 'key');
writeFileSync(file, SECRET);
afterAll(() => rmSync(folder, { recursive: true }));

/** As if whoever started us had left a descriptor open. */
const inherited: Guard = { kind: 'outside', name: 'inherited', script: `exec 30<'${file}'` };

attacks('read what is ours', [
  {
    name: 'the environment of commands',
    without: ['clean-environment', 'bare-start'],
    attempt: async (box) => (await box.run('env')).tail.includes(SECRET),
  },
  {
    name: "the shell tool's environment",
    without: ['clean-environment', 'bare-start'],
    attempt: async (box) => (await box.tool('bash', { command: 'env' })).content.includes(SECRET),
  },
  {
    name: "bubblewrap's own environment, as /proc/1/environ",
    without: ['bare-start'],
    attempt: async (box) => (await box.run("tr '\\0' '\\n' </proc/1/environ")).tail.includes(SECRET),
  },
  {
    name: "the host's processes",
    without: ['process-namespace'],
    // A /proc of another namespace's processes cannot be made without that namespace: the host's is bound.
    weakened: (guards) =>
      guards.map((guard) =>
        guard.name === 'processes'
          ? { kind: 'argument', name: 'processes', arguments: () => ['--ro-bind', '/proc', '/proc'] }
          : guard,
      ),
    attempt: async (box) =>
      (await box.run("{ cat /proc/*/cmdline || :; } | tr '\\0' ' ' | grep -c '[v]itest'")).exit === 0,
  },
  {
    name: 'an inherited descriptor',
    guards: [inherited, ...GUARDS],
    without: ['descriptors'],
    attempt: async (box) => (await box.run('cat <&30')).tail.includes(SECRET),
  },
  {
    name: 'a file by its absolute path, with a command',
    weakened: alsoMounted(() => folder),
    attempt: async (box) => (await box.run(`cat '${file}'`)).tail.includes(SECRET),
  },
  {
    name: 'a file through a link in the tree',
    weakened: alsoMounted(() => folder),
    attempt: async (box) => {
      await box.run(`ln -s '${file}' link`);
      return (await box.run('cat link')).tail.includes(SECRET);
    },
  },
  {
    name: 'a file through a hard link',
    heldBy: 'the kernel: no hard link crosses mounts, and whatever is mounted is one of its own',
    attempt: async (box) => (await box.run('ln /usr/bin/env hard')).exit === 0,
  },
  {
    name: "the host's users",
    weakened: (guards) =>
      guards.map((guard) =>
        guard.name === 'people-and-names'
          ? {
              kind: 'argument',
              name: 'host-etc',
              arguments: () => ['--ro-bind', '/etc/passwd', '/etc/passwd'],
            }
          : guard,
      ),
    attempt: async (box) => (await box.run('cat /etc/passwd')).tail.includes('daemon:'),
  },
]);
