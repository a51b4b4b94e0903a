import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' })
  .split('\n')
  .filter(
    (path) =>
      path !== '' && !/^(plan-spec\/(cases|vectors|examples)|src\/demo|src\/models|test)\//.test(path),
  );

test.each(documents)('%s links to files that exist', (path) => {
  const text = readFileSync(path, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!.replace(/#.*$/, ''));
  const local = links.filter((link) => link !== '' && !/^[a-z]+:/.test(link));
  expect(local.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
});

test('the README names the two commands that package.json has', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const readme = readFileSync('README.md', 'utf8');
  for (const name of ['demo', 'test']) {
    expect(readme).toMatch(new RegExp(`^npm (run )?${name}$`, 'm'));
    expect(scripts).toHaveProperty(name);
  }
});

test('every command has its place in the reference', () => {
  const page = readFileSync('docs/reference/commands.md', 'utf8');
  for (const name of [
    'validate',
    'approve',
    'run',
    'status',
    'demo',
    'gate',
    'schedule',
    'execute',
    'verify',
    'review',
    'publish',
  ]) {
    expect(page).toContain(`### \`planfile ${name}`);
  }
});
