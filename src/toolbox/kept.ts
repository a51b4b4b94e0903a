/**
 * How much of an answer a model gets, and how it reads on: of a command the end, where errors stand; of a file or a
 * search the start, so that the next call can go on from there.
 */
import type { ToolboxConfig } from '../models/toolbox.ts';

type Keep = (input: Record<string, unknown>, text: string, bytes: number) => string;

/** `text`, or the part of it that `config.outputBytes` allows and a line on how to get the rest. */
export function kept(
  name: string,
  input: Record<string, unknown>,
  text: string,
  config: Pick<ToolboxConfig, 'outputBytes'>,
): string {
  if (Buffer.byteLength(text) <= config.outputBytes) return text;
  return (KEEP[name] ?? keepStart)(input, text, config.outputBytes);
}

const KEEP: Record<string, Keep> = {
  bash: (_, text, bytes) => {
    const end = lastBytes(text, bytes);
    const left = Buffer.byteLength(text) - Buffer.byteLength(end);
    return `[${left} bytes before this are left out; send the output to a file in $TMPDIR and read it in parts]\n${end}`;
  },
  read: (input, text, bytes) => {
    const first = firstLine(input);
    const lines = firstLines(text, bytes);
    if (lines.length === 0) {
      return `${firstBytes(text, bytes)}\n[line ${first} is longer than ${bytes} bytes: the rest of it is left out]`;
    }
    const next = first + lines.length;
    return `${lines.join('\n')}\n[lines ${first} to ${next - 1}; read on with view_range from ${next}]`;
  },
};

const keepStart: Keep = (_, text, bytes) =>
  `${firstLines(text, bytes).join('\n') || firstBytes(text, bytes)}\n[more was found: narrow the pattern or the path]`;

function firstLine(input: Record<string, unknown>): number {
  const [from] = Array.isArray(input.view_range) ? (input.view_range as unknown[]) : [];
  return typeof from === 'number' && from > 1 ? from : 1;
}

/** The whole lines that fit. */
function firstLines(text: string, bytes: number): string[] {
  let left = bytes;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return lines;
}

/** At most that many bytes of the start, no character cut in two. */
function firstBytes(text: string, bytes: number): string {
  return Buffer.from(text)
    .subarray(0, bytes)
    .toString()
    .replace(/\uFFFD$/, '');
}

function lastBytes(text: string, bytes: number): string {
  return Buffer.from(text)
    .subarray(-bytes)
    .toString()
    .replace(/^\uFFFD+/, '');
}
