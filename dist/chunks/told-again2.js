import { a as reviewStanding, t as beingMended } from "./status2.js";
import { f as checkGuards, o as putPlanCheck, p as checkOf, t as hasPassed } from "./told2.js";
import { n as gateOn } from "./gate2.js";
import { n as branchRef } from "./where2.js";
import { t as refreshPull } from "./pull.js";
import { o as vouched } from "./schedule.js";
// src/commands/publishing/told-again.ts
/** Tells people where a plan stands after something else than a wave has moved its branch, or judged it: its check and its pull request. */
/** What the check says of the branch as it stands; the state counts those reviews alone that our own checks name. */
async function asItStands(plan, { head, landed, review, own, guards = checkGuards }, ports) {
	const policyCommit = await ports.git.repository.defaultCommit() ?? null;
	const found = await gateOn(plan, { policyCommit }, ports);
	const state = await vouched(found.state, ports, own);
	return {
		stand: found,
		check: checkOf({
			landed,
			review,
			standing: reviewStanding(state),
			headPassed: await hasPassed(head, state, ports.git.repository),
			foreign: found.policy.foreignCommits === "refuse" ? found.foreign : [],
			lost: [],
			mended: beingMended(state),
			askable: true
		}, Object.values(guards))
	};
}
async function tellAgain(plan, ports) {
	const tip = await ports.git.repository.resolve(branchRef(plan.id));
	if (tip === void 0) return;
	const { stand, check } = await asItStands(plan, { head: tip }, ports);
	const said = {
		head: tip,
		...check,
		summary: check.title,
		annotations: []
	};
	await putPlanCheck(said, {
		plan: plan.id,
		reviews: []
	}, ports);
	await refreshPull({
		plan,
		stand,
		tip,
		check,
		starting: [],
		last: void 0
	}, ports);
}
export { tellAgain as n, asItStands as t };
