import { t as readPolicy } from "./read3.js";
import { n as POLICY_PATH } from "./schema.js";
import { t as Fault } from "./fault.js";
// src/commands/policy-report.ts
/** status --policy: what is in force, key by key, and where each value comes from. */
/** A policy that cannot be read is a `refused` fault: then nothing is in force. */
async function policyReport({ git: { repository } }) {
	const commit = await repository.defaultCommit() ?? null;
	const bytes = commit === null ? void 0 : await repository.read(commit, POLICY_PATH);
	const { policy, origin, problems } = readPolicy(bytes, POLICY_PATH);
	if (policy === void 0) {
		const [{ line, column, message, fix }] = problems;
		const place = `${POLICY_PATH}:${line}:${column}`;
		throw new Fault("refused", "policy-invalid", `the policy is not valid: ${place} ${message}`, fix);
	}
	const values = Object.entries(origin).map(([key, from]) => ({
		key,
		value: valueAt(policy, key),
		from
	}));
	return {
		path: POLICY_PATH,
		commit,
		found: bytes !== void 0,
		values
	};
}
const valueAt = (policy, key) => key.split(".").reduce((value, part) => value[part], policy);
export { policyReport };
