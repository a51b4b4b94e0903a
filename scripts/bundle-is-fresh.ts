/** dist/ must be what the source gives: built again into another folder and compared, byte by byte. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const fresh = mkdtempSync(join(tmpdir(), 'planfile-bundle-'));
try {
  execFileSync('rolldown', ['-c', 'rolldown.config.ts', '--dir', fresh, '--logLevel', 'warn'], {
    stdio: 'inherit',
  });
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  const names = (folder: string) =>
    files(folder)
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  const all = [...new Set([...names('dist'), ...names(fresh)])];
  const read = (folder: string, name: string) => {
    try {
      return readFileSync(join(folder, name));
    } catch {
      return undefined;
    }
  };
  const stale = all.filter((name) => {
    const [committed, built] = [read('dist', name), read(fresh, name)];
    return committed === undefined || built === undefined || !committed.equals(built);
  });
  if (stale.length > 0) {
    console.error(`dist/ is stale: ${stale.join(', ')}\nRun \`npm run build\` and commit what it writes.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
