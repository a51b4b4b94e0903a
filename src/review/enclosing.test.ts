import { describe, expect, test } from 'vitest';
import { anchorOf, enclosing } from './enclosing.ts';

const code: [language: string, text: string, line: number, first: string, last: string][] = [
  [
    'TypeScript',
    'const a = 1;\n\nexport function f(x: number): number {\n  if (x) {\n    return 1;\n  }\n\n  return 2;\n}\n\nfunction g() {}\n',
    5,
    'export function f(x: number): number {',
    '}',
  ],
  ['an arrow', 'const f = (x: number) => {\n  return x;\n};\n', 2, 'const f = (x: number) => {', '};'],
  [
    'a method',
    'class A {\n  run(x: string): void {\n    go(x);\n  }\n\n  stop() {}\n}\n',
    3,
    '  run(x: string): void {',
    '  }',
  ],
  [
    'Python',
    'import x\n\ndef f(a):\n    if a:\n        return 1\n    return 2\n\ndef g():\n    pass\n',
    5,
    'def f(a):',
    '    return 2',
  ],
  ['Go', 'package x\n\nfunc F(a int) int {\n\tfor {\n\t\ta++\n\t}\n}\n', 5, 'func F(a int) int {', '}'],
  ['Ruby', 'def f\n  1\nend\n', 2, 'def f', 'end'],
  ['Rust', 'pub fn f() -> u8 {\n    1\n}\n', 2, 'pub fn f() -> u8 {', '}'],
  ['a shell', 'f() {\n  x\n}\ny\n', 2, 'f() {', '}'],
  ['prose', 'One.\nTwo.\n\nThree.\nFour.\n\nFive.', 4, 'Three.', 'Four.'],
];

test.each(code)('%s', (_, text, line, first, last) => {
  const rows = text.split('\n');
  const [from, to] = enclosing(rows, line);
  expect([rows[from], rows[to]]).toEqual([first, last]);
});

describe('an anchor', () => {
  const text = code[0]![1];
  test('stays with the function when it is moved or indented otherwise, and when others change', () => {
    const before = anchorOf(text, 5);
    expect(anchorOf(`import y;\n\n${text}`, 7)).toBe(before);
    expect(anchorOf(text.replaceAll('  ', '\t'), 5)).toBe(before);
    expect(anchorOf(text.replace('function g() {}', 'function g() { return 1; }'), 5)).toBe(before);
    expect(anchorOf(text, 8)).toBe(before);
  });

  test('changes with any line of it', () => {
    expect(anchorOf(text.replace('return 2', 'return 3'), 5)).not.toBe(anchorOf(text, 5));
    expect(anchorOf(text, 11)).not.toBe(anchorOf(text, 5));
  });

  test('is there for any line of any text', () => {
    for (const [one, line] of [
      ['', 1],
      ['x', 99],
      ['\n\n', 2],
      ['x', 0],
    ] as const)
      expect(anchorOf(one, line)).toMatch(/^[0-9a-f]{16}$/);
  });
});
