/**
 * System calls that nothing in the sandbox needs, as a seccomp filter in classic BPF: https://docs.kernel.org/userspace-api/seccomp_filter.html.
 * Namespaces do not hold these off: keyrings are the user's, vsock reaches the machine below ours from any network namespace.
 */

type Architecture = 'x64' | 'arm64';

export interface Denial {
  /** The call's number: https://github.com/torvalds/linux/tree/master/arch/x86/entry/syscalls and scripts/syscall.tbl. */
  call: Record<Architecture, number>;
  errno: number;
  /** Allowed with one of these as the first argument. */
  unless?: readonly number[];
}

export const ENOSYS = 38;
export const EAFNOSUPPORT = 97;

const AUDIT_ARCH: Record<Architecture, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };
/** x32, another numbering on the same architecture: none of it. */
const X32 = 0x40000000;

const [LOAD, IF_EQUAL, IF_AT_LEAST, RETURN] = [0x20, 0x15, 0x35, 0x06];
/** Offsets in struct seccomp_data. */
const [NUMBER, ARCHITECTURE, FIRST_ARGUMENT] = [0, 4, 16];
const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const fail = (errno: number) => 0x00050000 | errno;

type Instruction = readonly [code: number, value: number, ifTrue?: number, ifFalse?: number];

/** The program as the kernel reads it; undefined for an architecture whose numbers we do not know. */
export function filterProgram(denials: readonly Denial[], architecture: string): Buffer | undefined {
  if (architecture !== 'x64' && architecture !== 'arm64') return undefined;
  const program: Instruction[] = [
    [LOAD, ARCHITECTURE],
    [IF_EQUAL, AUDIT_ARCH[architecture], 1, 0],
    [RETURN, KILL],
    [LOAD, NUMBER],
    ...(architecture === 'x64'
      ? ([
          [IF_AT_LEAST, X32, 0, 1],
          [RETURN, fail(ENOSYS)],
        ] as const)
      : []),
    ...denials.flatMap((denial) => instructions(denial, architecture)),
    [RETURN, ALLOW],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [i, [code, value, ifTrue = 0, ifFalse = 0]] of program.entries()) {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(ifTrue, i * 8 + 2);
    bytes.writeUInt8(ifFalse, i * 8 + 3);
    bytes.writeUInt32LE(value, i * 8 + 4);
  }
  return bytes;
}

/** Jumps count the instructions that they pass over. */
function instructions({ call, errno, unless = [] }: Denial, architecture: Architecture): Instruction[] {
  if (unless.length === 0) {
    return [
      [IF_EQUAL, call[architecture], 0, 1],
      [RETURN, fail(errno)],
    ];
  }
  return [
    [IF_EQUAL, call[architecture], 0, unless.length + 3],
    [LOAD, FIRST_ARGUMENT],
    ...unless.map((value, i): Instruction => [IF_EQUAL, value, unless.length - i, 0]),
    [RETURN, fail(errno)],
    [RETURN, ALLOW],
  ];
}
