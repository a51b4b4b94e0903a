/** Whose the tree is: the box's user's while it runs (only where we are root, another's than ours), readable for us afterwards. */
import { mkdir } from 'node:fs/promises';
import type { BoxSpec } from '../../ports/sandbox.ts';
import type { Identity } from './guards/guard.ts';
import { systemTool } from './system-tool.ts';

type Owned = Pick<BoxSpec, 'tree' | 'writable' | 'home'>;

export const folders = ({ tree, home }: Owned) => (home === undefined ? [tree] : [tree, home]);

export async function giveAway(owned: Owned, identity: Identity | undefined): Promise<void> {
  if (owned.home !== undefined) await mkdir(owned.home, { recursive: true, mode: 0o700 });
  if (!identity) return;
  const owner = `${identity.uid}:${identity.gid}`;
  await systemTool('chown', ['--recursive', '--no-dereference', owner, '--', ...folders(owned)]);
}

/** Undoes what a session may have done to modes: files that nobody may read, folders that nobody may remove, set-user bits. */
export async function takeBack(owned: Owned): Promise<void> {
  if (!owned.writable) return;
  await systemTool('chmod', ['--recursive', 'u+rwX,a-s', '--', ...folders(owned)]);
}
