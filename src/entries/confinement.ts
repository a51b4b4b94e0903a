/** The sandbox as a run asks for it: bubblewrap with the mounts named, or none, by a person's word for this run. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../ports/sandbox.ts';
import { type Environment, listed } from './environments.ts';

export interface SandboxChoice {
  /** False: `--no-sandbox` was given for this run. */
  confined: boolean;
  mounts: readonly string[];
  /** Commands that may run without a sandbox, unasked: the demo's own. */
  allowed: readonly string[];
}

export async function sandboxOf(
  choice: SandboxChoice,
  { env, bundleDir }: { env: Environment; bundleDir: string },
  confirm: ((question: string) => Promise<boolean>) | undefined,
): Promise<Sandbox> {
  const runtime = { nodePath: process.execPath, bundleDir };
  if (!choice.confined) {
    const { noSandbox } = await import('../adapters/no-sandbox/no-sandbox.ts');
    return noSandbox({
      ...runtime,
      environment: listed(env, ['PATH', 'HOME', 'LANG', 'TMPDIR']),
      allowed: choice.allowed,
      confirm:
        confirm && ((command) => confirm(`Without a sandbox, with your own rights, run: ${command} ?`)),
    });
  }
  const { bubblewrap } = await import('../adapters/bubblewrap/bubblewrap.ts');
  const sandbox = bubblewrap({
    ...runtime,
    hostPath: env.PATH ?? '',
    hostHome: homedir(),
    toolCaches: env.RUNNER_TOOL_CACHE ? [env.RUNNER_TOOL_CACHE] : [],
  });
  const home = (path: string) => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);
  return {
    ...sandbox,
    open: (spec) => sandbox.open({ ...spec, mounts: [...(spec.mounts ?? []), ...choice.mounts].map(home) }),
  };
}
