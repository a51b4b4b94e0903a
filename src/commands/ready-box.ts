/** A box over an exported tree, with the policy's set-up done (trust.md T12): before model-written files exist, or on the joined tree. */
import type { InForce } from '../policy/inforce.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import type { Box } from '../ports/sandbox.ts';

export interface ReadyBox {
  tree: string;
  writable: boolean;
  paths?: readonly string[];
  inForce: Pick<InForce, 'limits' | 'setup' | 'mounts'>;
  signal?: AbortSignal | undefined;
}

export async function readyBox(
  { tree, writable, paths, inForce, signal }: ReadyBox,
  ports: Pick<Ports, 'sandbox' | 'progress'>,
): Promise<Box> {
  const spec = { tree, writable, mounts: inForce.mounts, limits: inForce.limits.box };
  if (!writable) return ports.sandbox.open(spec);
  // Beside the tree, in the folder that is removed with it: what set-up installs there, later commands find.
  const home = `${tree}.home`;
  if (inForce.setup.commands.length > 0) {
    // A box of its own, because it alone has a way to the network.
    await using setUp = await ports.sandbox.open({ ...spec, home, hosts: inForce.setup.hosts });
    for (const command of inForce.setup.commands) await runSetUp(command, setUp, signal, ports);
  }
  return ports.sandbox.open({ ...spec, home, ...(paths ? { paths } : {}) });
}

async function runSetUp(
  command: string,
  box: Box,
  signal: AbortSignal | undefined,
  { progress }: Pick<Ports, 'progress'>,
): Promise<void> {
  progress.step('set-up', command);
  const run = await box.run(command, signal);
  if (run.exit === 0) return;
  if (run.notAllowed) throw notAllowed(command);
  throw new Fault(
    'undecided',
    'setup-failed',
    `the policy's set-up failed: ${command} ${run.timedOut ? 'ran out of time' : `ended with ${run.exit ?? 'a signal'}`}\n${run.tail.slice(-2_000)}`,
    'Set-up runs in the sandbox, install scripts off, with the network only where the policy names hosts: setup in .github/planfile.yml.',
  );
}

/** What a person said no to ends what wanted to run it: no model can mend that. */
export const notAllowed = (command: string): Fault =>
  new Fault(
    'refused',
    'command-not-allowed',
    `without a sandbox, and a person did not allow: ${command}`,
    'Leave --no-sandbox out, or allow it.',
  );

/** Before any token is spent: refuses with the lines that install or enable the sandbox. `commands` are what will run. */
export async function requireSandbox(
  { sandbox, person }: Pick<Ports, 'sandbox' | 'person'>,
  policy: Pick<Policy, 'sandbox'>,
  commands: readonly string[] = [],
): Promise<void> {
  if (sandbox.kind === 'none' && (person.ci || policy.sandbox === 'required')) {
    const who = person.ci ? 'in CI the sandbox is required' : 'the policy requires the sandbox';
    throw new Fault('refused', 'sandbox-required', who, 'Leave --no-sandbox out.');
  }
  const unanswerable = sandbox.unanswerable?.(commands) ?? [];
  if (unanswerable.length > 0) {
    throw new Fault(
      'refused',
      'nobody-to-ask',
      `without a sandbox each command is asked for, and nobody is at a terminal: ${unanswerable.join('; ')}`,
      `Run it at a terminal, or allow what may run: ${unanswerable.map((command) => `--allow-command ${quoted(command)}`).join(' ')}`,
    );
  }
  const probe = await sandbox.probe();
  if (probe.ok) return;
  throw new Fault(
    'configuration',
    'no-sandbox',
    `no confined process can be started here: ${probe.reason}`,
    probe.fix.join('\n'),
  );
}

/** For a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
