/** What is in force: read from the default branch, never from the branch that is built on (design.md §3). */
import type { Phase, Plan } from '../plan/plan.ts';
import { type InForce, inForce } from '../policy/inforce.ts';
import { readPolicy } from '../policy/read.ts';
import { POLICY_PATH, type Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';

/** The policy at a commit; no commit, or no file there: the strictest default. A broken file is a `refused` fault. */
export async function policyOf(commit: string | null, { git }: Pick<Ports, 'git'>): Promise<Policy> {
  return policyIn(commit === null ? undefined : await git.repository.read(commit, POLICY_PATH));
}

/** The same of a file that was read already; undefined: there is none. */
export function policyIn(bytes: Uint8Array | undefined): Policy {
  const { policy, problems } = readPolicy(bytes, POLICY_PATH);
  const error = problems.find(({ severity }) => severity === 'error');
  if (policy === undefined || error !== undefined) {
    const place = `${POLICY_PATH}:${error?.line ?? 1}:${error?.column ?? 1}`;
    throw new Fault(
      'refused',
      'policy-invalid',
      `the policy is not valid: ${place} ${error?.message ?? ''}`,
      error?.fix ?? '',
    );
  }
  return policy;
}

/** What policy and plan together mean for a phase, or for the wave as a whole. A plan that asks for too much is a fault. */
export function inForceOf(policy: Policy, plan: Plan, phase?: Phase): InForce {
  const force = inForce(policy, plan, phase);
  if (force.ok) return force.inForce;
  const { code, message, fix } = force.overreach[0]!;
  throw new Fault('refused', code, message, fix);
}

export async function policyAt(
  commit: string | null,
  plan: Plan,
  ports: Pick<Ports, 'git'>,
  phase?: Phase,
): Promise<{ policy: Policy; inForce: InForce }> {
  const policy = await policyOf(commit, ports);
  return { policy, inForce: inForceOf(policy, plan, phase) };
}
