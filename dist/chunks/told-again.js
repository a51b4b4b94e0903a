import { r as reviewStanding } from "./status2.js";
import { a as checkOf, o as putPlanCheck, t as hasPassed } from "./told2.js";
import { n as gateOn } from "./gate2.js";
import { n as branchRef } from "./where2.js";
import { t as refreshPull } from "./pull.js";
import { l as vouched } from "./schedule.js";
// src/commands/publishing/told-again.ts
/** Tells people where a plan stands after something else than a wave has moved its branch: its check and its pull request. */
async function tellAgain(plan, ports) {
	const { git } = ports;
	const tip = await git.repository.resolve(branchRef(plan.id));
	if (tip === void 0) return;
	const policyCommit = await git.repository.defaultCommit() ?? null;
	const stand = await gateOn(plan, { policyCommit }, ports);
	const state = await vouched(stand.state, ports);
	const check = checkOf({
		landed: void 0,
		review: void 0,
		standing: reviewStanding(state),
		headPassed: await hasPassed(tip, state, git.repository),
		foreign: stand.policy.foreignCommits === "refuse" ? stand.foreign : [],
		lost: []
	});
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
export { tellAgain };
