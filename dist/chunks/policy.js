import { t as inForce } from "./inforce.js";
import { t as readPolicy } from "./read3.js";
import { n as POLICY_PATH } from "./schema.js";
import { t as Fault } from "./fault.js";
// src/commands/policy.ts
/** The policy at a commit; no commit, or no file there: the strictest default. A broken file is a `refused` fault. */
async function policyOf(commit, { git }) {
	return policyIn(commit === null ? void 0 : await git.repository.read(commit, POLICY_PATH));
}
/** The same of a file that was read already; undefined: there is none. */
function policyIn(bytes) {
	const { policy, problems } = readPolicy(bytes, POLICY_PATH);
	const error = problems.find(({ severity }) => severity === "error");
	if (policy === void 0 || error !== void 0) {
		const place = `${POLICY_PATH}:${error?.line ?? 1}:${error?.column ?? 1}`;
		throw new Fault("refused", "policy-invalid", `the policy is not valid: ${place} ${error?.message ?? ""}`, error?.fix ?? "");
	}
	return policy;
}
/** What policy and plan together mean for a phase, or for the wave as a whole. A plan that asks for too much is a fault. */
function inForceOf(policy, plan, phase) {
	const force = inForce(policy, plan, phase);
	if (force.ok) return force.inForce;
	const { code, message, fix } = force.overreach[0];
	throw new Fault("refused", code, message, fix);
}
async function policyAt(commit, plan, ports, phase) {
	const policy = await policyOf(commit, ports);
	return {
		policy,
		inForce: inForceOf(policy, plan, phase)
	};
}
export { policyOf as i, policyAt as n, policyIn as r, inForceOf as t };
