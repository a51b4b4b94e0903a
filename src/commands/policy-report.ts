/** status --policy: what is in force, key by key, and where each value comes from. */
import { readPolicy } from '../policy/read.ts';
import { POLICY_PATH } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';

export interface PolicyReport {
  path: string;
  /** The default branch's commit that it was read from; null before the first commit. */
  commit: string | null;
  /** Is there a file? Without one every default holds. */
  found: boolean;
  values: { key: string; value: unknown; from: 'file' | 'default' }[];
}

/** A policy that cannot be read is a `refused` fault: then nothing is in force. */
export async function policyReport({ git: { repository } }: Pick<Ports, 'git'>): Promise<PolicyReport> {
  const commit = (await repository.defaultCommit()) ?? null;
  const bytes = commit === null ? undefined : await repository.read(commit, POLICY_PATH);
  const { policy, origin, problems } = readPolicy(bytes, POLICY_PATH);
  if (policy === undefined) {
    const [{ line, column, message, fix }] = problems as [(typeof problems)[number]];
    const place = `${POLICY_PATH}:${line}:${column}`;
    throw new Fault('refused', 'policy-invalid', `the policy is not valid: ${place} ${message}`, fix);
  }
  const values = Object.entries(origin).map(([key, from]) => ({ key, value: valueAt(policy, key), from }));
  return { path: POLICY_PATH, commit, found: bytes !== undefined, values };
}

const valueAt = (policy: object, key: string): unknown =>
  key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], policy);
