import { n as sealLocally } from "./evidence.js";
import { i as setDigest } from "./digest.js";
import { t as Fault } from "./fault.js";
import { t as nameOf } from "./person.js";
import { t as approvalText } from "./approval.js";
import { a as requireNamed, n as gateOn } from "./gate2.js";
import { t as appendSteps } from "./record3.js";
import { o as requireSameIntent, r as findPlan } from "./where2.js";
// src/commands/approve.ts
/** approve: a person's word, bound to what the phases say now. Local evidence, for this machine's run only (trust.md T11). */
async function approve(ask, ports) {
	const { person } = ports;
	if (person.ci) throw new Fault("usage", "local-approval-in-ci", "nobody sits here: in CI an approval is a comment or a review, never a command", "Comment /planfile approve on the pull request.");
	const { identity } = person;
	if (identity === void 0) throw new Fault("configuration", "no-identity", "git does not know who you are, and an approval has a name", "git config --global user.name \"…\" && git config --global user.email \"…\"");
	const where = await findPlan(ask, ports);
	requireSameIntent(where);
	const { plan } = where;
	const named = requireNamed(plan, ask.phases);
	const policyCommit = await ports.git.repository.defaultCommit() ?? null;
	const { decisions, state } = await gateOn(plan, { policyCommit }, ports);
	const open = named.filter(({ id }) => {
		const done = state.phases.some((track) => track.phase === id && track.state === "done");
		const standing = decisions.find(({ phase }) => phase === id)?.approvals ?? [];
		return !done && !standing.some(({ counts }) => counts === "yes");
	});
	const approval = {
		where,
		by: nameOf(identity),
		set: setDigest(named),
		approved: open.map(({ id, digest }) => ({
			phase: id,
			digest
		})),
		standing: named.filter((phase) => !open.includes(phase)).map(({ id }) => id)
	};
	if (open.length === 0) return approval;
	if (!ask.yes) await askPerson(where, open, ports);
	const step = sealLocally({
		type: "approve",
		key: ports.clock.nonce(),
		at: ports.clock.now().toISOString(),
		by: { name: approval.by },
		phases: approval.approved
	}, {
		plan: plan.id,
		repository: ports.git.repository.gitDir
	}, ports.seal);
	await using workshop = await ports.git.workshop();
	const message = `planfile ${plan.id}: approve ${open.map(({ id }) => id).join(", ")}`;
	await appendSteps({
		id: plan.id,
		message,
		decide: () => ({ steps: [step] })
	}, workshop, ports);
	return approval;
}
async function askPerson({ plan }, phases, { person }) {
	if (!person.terminal) throw new Fault("usage", "no-terminal", "there is no terminal to ask you at", `Look at the plan, then: planfile approve ${plan.id} --yes`);
	if (await person.confirm(`${approvalText(plan, phases)}\nApprove ${phases.length === 1 ? "this phase" : "these phases"}?`)) return;
	throw new Fault("refused", "not-approved", "nothing was approved", "Change the plan, commit it, and approve it then.");
}
export { approve };
