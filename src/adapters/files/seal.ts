/**
 * The machine's key, under which local approvals count (trust.md T11): 32 random bytes in a file that only its owner reads,
 * in the user's state directory. No repository can bring it along, and it is never printed.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { Seal } from '../../ports/seal.ts';

const KEY_BYTES = 32;

/** `folder` is Planfile's own folder in the user's state directory, given by the entry; made when it is not there. */
export async function openSeal(folder: string): Promise<Seal> {
  const path = join(folder, 'approval.key');
  const key = (await readKey(path)) ?? (await createKey(folder, path));
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('hex');
  return {
    machine: createHash('sha256').update(key).digest('hex').slice(0, 16),
    sign,
    verify(text, mac) {
      const given = Buffer.from(/^[0-9a-f]{64}$/.test(mac) ? mac : '', 'hex');
      const right = Buffer.from(sign(text), 'hex');
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

async function readKey(path: string): Promise<Buffer | undefined> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const facts = await file.stat();
    const private_ = facts.isFile() && (facts.mode & 0o077) === 0 && facts.uid === process.getuid?.();
    if (!private_) throw unsafe(path, 'somebody else may read or replace it');
    if (facts.size !== KEY_BYTES) throw unsafe(path, `it has not ${KEY_BYTES} bytes`);
    return await file.readFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'ELOOP') throw unsafe(path, 'it is a link');
    if (code === 'EACCES') throw unsafe(path, 'you cannot read it');
    throw error;
  }
}

/** Of several processes that find no key at the same time, one makes it: `link` fails where the name is taken. */
async function createKey(folder: string, path: string): Promise<Buffer> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = join(folder, `.approval.${randomBytes(8).toString('hex')}`);
    {
      await using file = await open(part, 'wx', 0o600);
      await file.writeFile(randomBytes(KEY_BYTES));
      await file.sync();
    }
    await link(part, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(part);
  } catch (cause) {
    throw new Fault(
      'configuration',
      'seal-unwritable',
      `No key for local approvals can be made at ${path} (${(cause as NodeJS.ErrnoException).code ?? 'error'}).`,
      'Set XDG_STATE_HOME to a folder that you can write to.',
      { cause },
    );
  }
  const key = await readKey(path);
  if (key === undefined) throw unsafe(path, 'it was there and is gone');
  return key;
}

function unsafe(path: string, why: string): Fault {
  return new Fault(
    'configuration',
    'seal-unsafe',
    `The key for local approvals at ${path} is not used: ${why}.`,
    'Remove it; a new one is made, and what was approved here must be approved again.',
  );
}
