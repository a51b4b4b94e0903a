/**
 * What neither namespaces nor limits bound: how far the tree grows (a bind mount has no quota) and what all processes
 * take together. Looked at from outside, where code inside cannot stop it.
 */
import { statfs } from 'node:fs/promises';
import { descendants } from '../processes.ts';
import { systemTool } from '../system-tool.ts';
import type { Guard, Watch } from './guard.ts';

/** Measuring walks the tree: done once its file system has lost this share of what the tree may take. */
const SHARE = 1 / 8;

/** Ends the box when all its processes together take more than `most` bytes of memory. */
export const memoryOfAll = (most: number): Watch => ({
  every: 250,
  start:
    ({ pid }) =>
    async () => {
      const bytes = descendants(pid).reduce((sum, process) => sum + process.bytes, 0);
      return bytes > most ? `its processes took more than ${megabytes(most)} of memory` : undefined;
    },
});

const treeSize: Watch = {
  every: 500,
  start: ({ folders, treeBytes }) => {
    let free: number | undefined;
    let allowed: number | undefined;
    return async () => {
      const now = await freeBytes(folders[0]!);
      if (free !== undefined && free - now < treeBytes * SHARE) return undefined;
      free = now;
      const size = await bytesOf(folders);
      // A tree that is too large already may not grow, but whoever made it so can mend it.
      allowed ??= Math.max(treeBytes, size);
      return size > allowed ? `the tree grew beyond ${megabytes(treeBytes)}` : undefined;
    };
  },
};

export const WATCHES: readonly Guard[] = [
  { kind: 'watch', name: 'memory-of-all', watch: memoryOfAll(6 * 1024 ** 3) },
  { kind: 'watch', name: 'tree-size', watch: treeSize },
];

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

async function bytesOf(folders: readonly string[]): Promise<number> {
  // Files that vanish while it walks make du fail; what it prints counts all the same.
  const { stdout } = await systemTool('du', ['-s', '-x', '-c', '-B1', '--', ...folders]).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  return Number(/^(\d+)\ttotal$/m.exec(stdout)?.[1] ?? 0);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}
