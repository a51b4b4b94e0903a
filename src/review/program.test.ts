import { expect, test } from 'vitest';
import { addedLines } from './added.ts';
import { programFindings } from './program.ts';

const diff = [
  'diff --git a/src/a.ts b/src/a.ts',
  '--- a/src/a.ts',
  '+++ b/src/a.ts',
  '@@ -1,3 +1,4 @@',
  ' one',
  '-two',
  '+++ two, which looks like a header',
  '+three\u202E',
  ' four',
  'diff --git a/b.txt b/b.txt',
  '--- /dev/null',
  '+++ b/b.txt',
  '@@ -0,0 +1 @@',
  '+fine',
  '\\ No newline at end of file',
  '',
].join('\n');

test('added lines carry the numbers of the new file', () => {
  expect([...addedLines(diff)]).toEqual([
    [
      'src/a.ts',
      [
        { line: 2, text: '++ two, which looks like a header' },
        { line: 3, text: 'three\u202E' },
      ],
    ],
    ['b.txt', [{ line: 1, text: 'fine' }]],
  ]);
});

test('a hidden character is found where it stands, by the program', () => {
  const findings = programFindings({ unlocked: [], selfVerified: [], added: addedLines(diff) });
  expect(findings).toMatchObject([{ path: 'src/a.ts', line: 3, severity: 'major', by: 'program' }]);
});

test('unlocked and self-verified files are told of', () => {
  const findings = programFindings({
    unlocked: ['package.json'],
    selfVerified: ['test/a.test.ts'],
    added: new Map(),
  });
  expect(findings.map(({ path, severity }) => [path, severity])).toEqual([
    ['package.json', 'minor'],
    ['test/a.test.ts', 'nit'],
  ]);
});
