/** One artifact of the run that this process is part of. The client reads the service's address and token from the environment. */
import { dirname } from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';

/** `files` lie in one folder; in the artifact they have their own names. Throws what the client throws. */
export async function uploadArtifact(name: string, files: readonly string[]): Promise<void> {
  // Bundles are packed already.
  await new DefaultArtifactClient().uploadArtifact(name, [...files], dirname(files[0]!), {
    compressionLevel: 0,
  });
}
