import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { place } from './place.ts';

test('the demo walks the whole way without a key, and shows where it is', async () => {
  const here = await place();
  const ran = await here.planfile('demo');
  expect(ran.exit, ran.stderr).toBe(0);
  expect(ran.stdout).toContain('answers here are recorded');
  for (const chapter of ['validate', 'approve', 'run', 'status'])
    expect(ran.stdout).toContain(`$ planfile ${chapter}`);
  expect(ran.stdout).toContain('Plan-Phase: wire');
  const repository = /The repository was at (\S+)/.exec(ran.stdout)?.[1];
  expect(repository).toBeDefined();
  expect(existsSync(repository!)).toBe(false);
});

test('--keep leaves the repository, --json names it in one document', async () => {
  const here = await place();
  const ran = await here.planfile('demo', '--keep', '--json');
  expect(ran.exit, ran.stderr).toBe(0);
  const { repository, branch } = ran.json<{ repository: string; branch: string }>();
  expect(await here.git('-C', repository, 'log', '--format=%s', `main..${branch}`)).toContain('wire: ');
  await rm(dirname(repository), { recursive: true });
});

test('without bubblewrap it says so, and runs its own commands', async () => {
  const here = await place();
  // A PATH with git and node's own needs, and nothing of bubblewrap.
  here.env.PATH = await withoutBubblewrap(here.folder);
  const ran = await here.planfile('demo');
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  expect(ran.stdout).toContain('There is no sandbox here');
});

async function withoutBubblewrap(folder: string): Promise<string> {
  const { mkdir, readdir, symlink } = await import('node:fs/promises');
  const bin = `${folder}/bin`;
  await mkdir(bin);
  for (const from of ['/usr/bin', '/bin', '/usr/local/bin', dirname(process.execPath)]) {
    for (const name of await readdir(from).catch(() => [])) {
      if (name !== 'bwrap') await symlink(`${from}/${name}`, `${bin}/${name}`).catch(() => undefined);
    }
  }
  return bin;
}
