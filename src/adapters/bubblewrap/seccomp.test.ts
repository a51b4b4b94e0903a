import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILTERS } from './guards/filters.ts';
import { ofKind } from './guards/guard.ts';
import { type Denial, filterProgram } from './seccomp.ts';

const DENIALS = ofKind(FILTERS, 'filter').flatMap(({ denials }) => denials);
const X64 = 0xc000003e;
const ALLOWED = 'allowed';

/** What the kernel does with a program, for the four instructions that ours has. */
function judge(program: Buffer, call: { architecture: number; number: number; first: number }): string {
  const data: Record<number, number> = { 0: call.number, 4: call.architecture, 16: call.first };
  let accumulator = 0;
  for (let at = 0; at < program.length; at += 8) {
    const value = program.readUInt32LE(at + 4);
    const jump = (holds: boolean) => program.readUInt8(at + (holds ? 2 : 3)) * 8;
    const code = program.readUInt16LE(at);
    if (code === 0x20) accumulator = data[value] ?? Number.NaN;
    else if (code === 0x15) at += jump(accumulator === value);
    else if (code === 0x35) at += jump(accumulator >= value);
    else if (code === 0x06)
      return value === 0x7fff0000 ? ALLOWED : value === 0x80000000 ? 'killed' : `${value & 0xffff}`;
    else throw new Error(`unknown instruction ${code}`);
  }
  throw new Error('the program has no end');
}

const filter = (denials: readonly Denial[] = DENIALS) => filterProgram(denials, 'x64')!;

test('does with every call what the list says', () => {
  const program = filter();
  const property = fc.property(
    fc.oneof(fc.nat(500), fc.constantFrom(...DENIALS.map(({ call }) => call.x64))),
    fc.nat(50),
    (number, first) => {
      const denial = DENIALS.find(({ call }) => call.x64 === number);
      const expected = denial && !denial.unless?.includes(first) ? `${denial.errno}` : ALLOWED;
      expect(judge(program, { architecture: X64, number, first })).toBe(expected);
    },
  );
  fc.assert(property, { numRuns: 2_000 });
});

test('knows no other numbering: not of 32 bits, not x32', () => {
  expect(judge(filter(), { architecture: 0x40000003, number: 1, first: 0 })).toBe('killed');
  expect(judge(filter(), { architecture: X64, number: 0x40000000 + 425, first: 0 })).toBe('38');
});

test('a list in which a rule comes after a rule with exceptions is read to its end', () => {
  const first: Denial = { call: { x64: 41, arm64: 198 }, errno: 97, unless: [1, 2] };
  const second: Denial = { call: { x64: 250, arm64: 219 }, errno: 38 };
  const program = filter([first, second]);
  expect(judge(program, { architecture: X64, number: 250, first: 0 })).toBe('38');
  expect(judge(program, { architecture: X64, number: 41, first: 2 })).toBe(ALLOWED);
  expect(judge(program, { architecture: X64, number: 41, first: 40 })).toBe('97');
});

test('there is none for a machine whose numbers are unknown', () => {
  expect(filterProgram(DENIALS, 'riscv64')).toBeUndefined();
  expect(filterProgram(DENIALS, 'arm64')).toBeDefined();
});
