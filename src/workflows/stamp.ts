/**
 * The first line of what `init` writes holds a digest of the rest: as long as it fits nobody has changed the file, whatever version
 * wrote it, and `init` may renew it or take it away. Nothing is protected by it, and it need not be secret.
 */
import { createHash } from 'node:crypto';

const STAMP = /^# Written by `planfile init`, [^\n]*, sha256 ([0-9a-f]{64})\. [^\n]*\n/;

export const stamped = (text: string, version: string): string =>
  `# Written by \`planfile init\`, version ${version}, sha256 ${digest(text)}. As long as nobody changes it, init renews it and takes it away.\n${text}`;

/** `unchanged`: as some version wrote it. `changed`: written by init, edited since. `foreign`: somebody else's. */
export function stampOf(text: string): 'unchanged' | 'changed' | 'foreign' {
  const plain = withoutCarriage(text);
  const found = STAMP.exec(plain);
  if (found === null) return 'foreign';
  return digest(plain.slice(found[0].length)) === found[1] ? 'unchanged' : 'changed';
}

/** A checkout on Windows has other line ends. */
export const withoutCarriage = (text: string): string => text.replaceAll('\r\n', '\n');

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
