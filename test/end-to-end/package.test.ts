/** The npm package, laid out, packed and installed into an empty folder as `npx planfile init` would: nothing else is needed. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { gitEnv } from '../contracts/git/scene.ts';
import { BUNDLE } from './place.ts';

const execute = promisify(execFile);
const COMMIT = 'c0ffee'.padEnd(40, '0');

test('the packed package holds no tools and no Node, and init names the action by its commit', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'package-'));
  const at = (...names: string[]) => join(folder.path, ...names);
  const env = { ...gitEnv, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder.path };
  const laidOut = ['scripts/package.ts', at('laid-out'), '--commit', COMMIT, '--bundle', BUNDLE];
  await execute(process.execPath, laidOut);
  const { stdout } = await execute('npm', ['pack', '--json', at('laid-out')], { cwd: folder.path, env });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const top = new Set(files.map(({ path }) => path.split('/')[0]));
  expect([...top].sort()).toEqual(
    ['CHANGELOG.md', 'LICENSE', 'README.md', 'action.yml', 'dist', 'package.json', 'plan-spec'].sort(),
  );

  await writeFile(at('package.json'), '{"private": true}');
  await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', filename], {
    cwd: folder.path,
    env,
  });
  const installed = (await readdir(at('node_modules'))).filter((name) => !name.startsWith('.'));
  expect(installed).toEqual(['planfile']);
  const manifest = JSON.parse(await readFile(at('node_modules/planfile/package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('optionalDependencies');
  expect(manifest).not.toHaveProperty('private');

  await execute('git', ['init', '-q', folder.path], { env });
  await execute('npx', ['--offline', 'planfile', 'init', '--yes'], { cwd: folder.path, env });
  const text = await readFile(at('.github/workflows/planfile-execute.yml'), 'utf8');
  expect(text).toContain(`uses: planfile/planfile@${COMMIT} # v${manifest.version}`);
  // What else the package offers loads without anything beside it.
  await execute(process.execPath, ['--input-type=module', '-e', "await import('planfile/remark')"], {
    cwd: folder.path,
    env,
  });
});

test('it is not laid out for a tag of another version, nor without a word in the changes', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'package-'));
  const lay = (...more: string[]) =>
    execute(process.execPath, ['scripts/package.ts', join(folder.path, 'out'), '--bundle', BUNDLE, ...more]);
  await expect(lay('--commit', COMMIT, '--tag', 'v9.9.9')).rejects.toThrow(/package.json says/);
  await expect(lay('--commit', 'main')).rejects.toThrow(/40 hex digits/);
  expect(existsSync(join(folder.path, 'out'))).toBe(false);
});
