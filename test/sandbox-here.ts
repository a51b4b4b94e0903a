/**
 * Is there a sandbox to test? What needs one is skipped, by name, where bubblewrap is missing, unless the environment says
 * that it must be there (.ci/run does).
 */
import { spawnSync } from 'node:child_process';
import { env } from 'node:process';
import { describe } from 'vitest';

const started = spawnSync('bwrap', [
  '--unshare-all',
  '--disable-userns',
  '--unshare-user',
  '--ro-bind',
  '/',
  '/',
  'true',
]);
export const sandboxHere = started.status === 0;

if (!sandboxHere && env.PLANFILE_TEST_SANDBOX === 'required') {
  throw new Error(`no sandbox starts here: ${started.error?.message ?? started.stderr.toString()}`);
}

/** `describe`, where there is a sandbox. */
export const describeSandbox = describe.skipIf(!sandboxHere);
