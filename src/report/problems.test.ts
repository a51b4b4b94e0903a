import { describe, expect, test } from 'vitest';
import {
  problemsAnnotations,
  problemsSummary,
  problemsText,
  type ReportedProblem,
  workflowCommand,
} from './problems.ts';

const problem = (more: Partial<ReportedProblem>): ReportedProblem => ({
  code: 'unknown-need',
  severity: 'error',
  file: 'plans/x.md',
  line: 3,
  column: 10,
  message: 'no phase is called `tow`',
  fix: 'Did you mean `two`?',
  ...more,
});
const texts = new Map([['plans/x.md', '---\n- id: one\n  needs: [tow]\n---\n']]);

test('problems on a terminal: place, frame, fix, and a line that counts them', () => {
  const problems = [
    problem({ endColumn: 14 }),
    problem({
      severity: 'warning',
      code: 'criteria-missing',
      file: 'b.md',
      line: 9,
      column: 1,
      message: 'x',
      fix: '',
    }),
  ];
  const files = ['plans/x.md', 'b.md', 'c.md'];
  expect(problemsText({ problems, files, texts })).toMatchSnapshot();
});

test('nothing wrong is said too', () => {
  expect(problemsSummary({ problems: [], files: ['a'] })).toBe('No problems in 1 file.');
});

test("a file's name cannot write to the terminal", () => {
  const problems = [problem({ file: 'plans/\u001B[2J\nx.md', message: '\u001B[31mred\u0007' })];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(problemsText({ problems, files: [], texts })).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
});

describe('annotations', () => {
  test('carry place, code, message and fix', () => {
    expect(problemsAnnotations([problem({ endColumn: 14 })])).toEqual({
      lines: [
        '::error file=plans/x.md,line=3,endLine=3,col=10,endColumn=14,title=unknown-need::no phase is called `tow`. Did you mean `two`?',
      ],
      left: 0,
    });
  });

  test('leave out columns where a place spans lines', () => {
    const { lines } = problemsAnnotations([problem({ severity: 'note', endLine: 5, fix: '' })]);
    expect(lines).toEqual([
      '::notice file=plans/x.md,line=3,endLine=5,title=unknown-need::no phase is called `tow`.',
    ]);
  });

  test('are at most ten of a level, worst first, the rest counted', () => {
    const many = (severity: ReportedProblem['severity'], count: number) =>
      Array.from({ length: count }, (_, line) => problem({ severity, line: line + 1 }));
    const { lines, left } = problemsAnnotations([
      ...many('note', 12),
      ...many('warning', 3),
      ...many('error', 11),
    ]);
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      ...Array(10).fill('::error'),
      ...Array(3).fill('::warning'),
      ...Array(10).fill('::notice'),
    ]);
    expect(left).toBe(3);
  });

  test('stay one command, whatever a plan says', () => {
    const { lines } = problemsAnnotations([
      problem({
        file: 'a,line=1::\n::set-env name=x::y',
        message: '100%\n::error::forged\r\u001B[31m',
        fix: '',
      }),
    ]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toBe(
      '::error file=a%2Cline=1%3A%3A%0A%3A%3Aset-env name=x%3A%3Ay,line=3,endLine=3,col=10,endColumn=10,title=unknown-need::100%25 : :error::forged.',
    );
  });
});

test('a workflow command escapes its text and its properties', () => {
  expect(workflowCommand('notice', { title: 'a:b,c%' }, '50%\r\nx')).toBe(
    '::notice title=a%3Ab%2Cc%25::50%25%0D%0Ax',
  );
});
