/**
 * The first line of what `init` writes holds a digest of the rest: as long as it fits nobody has changed the file, whatever version
 * wrote it, and `init` may renew it or take it away. Nothing is protected by it, and it need not be secret.
 */
import { createHash } from 'node:crypto';

const STAMP = /^# Written by `planfile init`, [^\n]*, sha256 ([0-9a-f]{64})\. [^\n]*\n/;

export const stamped = (text: string, version: string): string =>
  `# Written by \`planfile init\`, version ${version}, sha256 ${digest(text)}. As long as nobody changes it, init renews it and takes it away.\n${text}`;

/** Some version of init wrote it. */
export const isStamped = (text: string): boolean => STAMP.test(withoutCarriage(text));

/** The rest is what the stamp was made for; a text without a stamp was changed by nobody, as far as we know. */
export function isUnchanged(text: string): boolean {
  const plain = withoutCarriage(text);
  const found = STAMP.exec(plain);
  return found === null || digest(plain.slice(found[0].length)) === found[1];
}

/** A checkout on Windows has other line ends. */
export const withoutCarriage = (text: string): string => text.replaceAll('\r\n', '\n');

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
