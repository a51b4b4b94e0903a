/** Looks at what was downloaded, and puts together what is uploaded: plain files only, nothing followed. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ARTIFACT_MOST, type Download, type DownloadedFile, outcomeDigest } from '../../outcomes/gathered.ts';

/** Folders of one run: 32 legs, their checkpoints, and the other jobs'. */
const FOLDERS_MOST = 1_000;
const FILES_MOST = 64;

/**
 * The artifacts below a folder: each in a folder of its own, or, where there is only one, in the folder itself: that is how
 * actions/download-artifact unpacks them.
 */
export async function downloadsIn(folder: string): Promise<Download[]> {
  const names = (await readdir(folder).catch(() => [])).sort().slice(0, FOLDERS_MOST);
  const own: DownloadedFile[] = [];
  const downloads: Download[] = [];
  for (const name of names) {
    const file = await lookAt(folder, name);
    if (file.kind === 'folder') downloads.push(await downloadAt(join(folder, name)));
    else own.push(file);
  }
  return own.length > 0 ? [{ folder, files: own }, ...downloads] : downloads;
}

async function downloadAt(folder: string): Promise<Download> {
  const names = (await readdir(folder)).sort().slice(0, FILES_MOST);
  const files: DownloadedFile[] = [];
  for (const name of names) files.push(await lookAt(folder, name));
  return { folder, files };
}

async function lookAt(folder: string, name: string): Promise<DownloadedFile> {
  const path = join(folder, name);
  const facts = await lstat(path);
  const kind = facts.isFile()
    ? 'file'
    : facts.isDirectory()
      ? 'folder'
      : facts.isSymbolicLink()
        ? 'link'
        : 'other';
  const readable = kind === 'file' && facts.size <= ARTIFACT_MOST;
  return { name, kind, size: facts.size, sha256: readable ? await sha256Of(path) : undefined };
}

/** Copies these of a folder's files to another, under their own names or others. */
export async function copyInto(
  to: string,
  from: string,
  files: readonly { from: string; to: string }[],
): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of files) await copyFile(join(from, file.from), join(to, file.to));
}

/** A new folder with these of a step's files, as far as they are there, and the digest that the next jobs hold it against. */
export async function handOver(
  to: string,
  from: string,
  names: readonly string[],
): Promise<{ folder: string; digest: string } | undefined> {
  await rm(to, { recursive: true, force: true });
  const there: DownloadedFile[] = [];
  for (const name of names) {
    const file = await lookAt(from, name).catch(() => undefined);
    if (file?.kind === 'file') there.push(file);
  }
  if (there.length === 0) return undefined;
  await copyInto(
    to,
    from,
    there.map(({ name }) => ({ from: name, to: name })),
  );
  return { folder: to, digest: outcomeDigest(there) };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
