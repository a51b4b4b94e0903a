import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { inSoak } from '../soak.ts';
import { CLI, place } from './place.ts';

const execute = promisify(execFile);

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

inSoak('--keep leaves the repository, --json names it in one document', async () => {
  const here = await place();
  const ran = await here.planfile('demo', '--keep', '--json');
  expect(ran.exit, ran.stderr).toBe(0);
  const { repository, branch } = ran.json<{ repository: string; branch: string }>();
  expect(await here.git('-C', repository, 'log', '--format=%s', `main..${branch}`)).toContain('wire: ');
  await rm(dirname(repository), { recursive: true });
});

// Hiding a program of the machine takes a mount namespace, and that takes root.
test.runIf(process.getuid?.() === 0)('without bubblewrap it says so, and runs its own commands', async () => {
  const here = await place();
  const hide = 'bwrap=$(command -v bwrap) && mount --bind /dev/null "$bwrap"; exec "$@"';
  const { stdout } = await execute(
    'unshare',
    ['--mount', 'bash', '-c', hide, 'hidden', process.execPath, CLI, 'demo'],
    { env: here.env, cwd: here.repository },
  );
  expect(stdout).toContain('There is no sandbox here');
  expect(stdout).toContain('Plan-Phase: wire');
});
