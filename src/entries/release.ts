/** Which release this is: what the workflows name as our own action. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import { remoteNameOf } from '../adapters/git/remote-name.ts';
import type { Pin } from '../workflows/pins.ts';

const published = z.object({
  version: z.literal(manifest.version),
  gitHead: z.string().regex(/^[0-9a-f]{40}$/),
});

/**
 * The action of the package that this bundle lies in. Its commit is known only once there is a release: scripts/package.ts writes it
 * as `gitHead` beside the bundle. Elsewhere the tag must do.
 */
export async function ownAction(bundleDir: string): Promise<Pin> {
  const action = remoteNameOf(manifest.repository.url.replace(/^git\+/, ''))!.repository;
  const tag = `v${manifest.version}`;
  try {
    const text = await readFile(join(bundleDir, '../package.json'), 'utf8');
    return { action, commit: published.parse(JSON.parse(text)).gitHead, tag };
  } catch {
    return { action, commit: undefined, tag };
  }
}
