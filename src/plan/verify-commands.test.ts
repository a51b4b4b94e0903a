import { expect, test } from 'vitest';
import { verifyCommands } from './verify-commands.ts';

test('commands come from the manifests, and what starts, installs or releases is none', () => {
  const found = verifyCommands(
    [
      {
        path: 'package.json',
        text: '{"scripts":{"test":"vitest","lint":"biome","dev":"vite","postinstall":"x","publish":"y","a b":"z"}}',
      },
      { path: 'Makefile', text: 'CC := gcc\ncheck: all\n\t./check\nall:\n\tgcc\n' },
      { path: 'pyproject.toml', text: '[tool.pytest.ini_options]\n' },
    ],
    ['bash scripts/check.sh'],
  );
  expect(found).toEqual([
    'bash scripts/check.sh',
    'npm test',
    'npm run lint',
    'make check',
    'make all',
    'python -m unittest',
    'python -m pytest',
  ]);
});

test.each(['', '[]', '{', 'null', '{"scripts":[1]}', '{"scripts":{"test; rm -rf /":"x"}}'])(
  'a manifest that is broken names nothing dangerous: %s',
  (text) => {
    for (const command of verifyCommands([{ path: 'package.json', text }]))
      expect(command).toMatch(/^npm (?:test|run [\w:.-]+)$/);
  },
);
