/** The same problems through remark-cli as through ours: the real command, on files. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readPlan } from './read.ts';
import { example } from './rules/example.ts';

const cli = fileURLToPath(new URL('../../node_modules/remark-cli/cli.js', import.meta.url));
const plugin = fileURLToPath(new URL('./remark.ts', import.meta.url));

async function remark(folder: string, ...files: string[]): Promise<{ code: number; report: string }> {
  return new Promise((resolve) => {
    const args = [cli, '--no-stdout', '--no-color', '--use', plugin, ...files];
    execFile(process.execPath, args, { cwd: folder, env: {} }, (error, _, report) => {
      resolve({ code: error ? Number(error.code) : 0, report });
    });
  });
}

it('shows the problems of a plan, and lets other files pass', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'planfile-remark-'));
  try {
    const text = example({ head: 'efort: high\n', body: 'A <b>bold</b> word.' });
    await mkdir(join(folder, 'plans'));
    await writeFile(join(folder, 'plans/slugs.md'), text);
    await writeFile(join(folder, 'README.md'), '# A <b>bold</b> page\n');
    const { code, report } = await remark(folder, 'plans/slugs.md', 'README.md');
    expect(code).toBe(1);
    const { problems } = readPlan(new TextEncoder().encode(text), 'plans/slugs.md');
    expect(problems).toHaveLength(3);
    for (const { line, column, code: rule, message } of problems)
      expect(report).toMatch(
        new RegExp(
          `${line}:${column}.* error +${message.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')} +${rule}`,
        ),
      );
    expect(report).toContain('README.md: no issues found');

    await writeFile(join(folder, 'plans/slugs.md'), example());
    expect((await remark(folder, 'plans/slugs.md')).code).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});
