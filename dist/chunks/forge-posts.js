import { n as startCi, t as refreshPull } from "./pull.js";
import { t as Fault } from "./fault.js";
import { i as matches } from "./paths.js";
import { n as protectedReason } from "./protected.js";
import { t as branchOf } from "./where2.js";
import { t as postPullReview } from "./pull-review.js";
// src/commands/publishing/next-wave.ts
/** Starts the wave that follows, in a run of its own: a dispatch is exempt from what a workflow's own token may not start (G3). */
/** As the workflow's `run-name` says it: a run's inputs cannot be asked for, and the same wave must not be started twice. */
const titleOfNext = (plan, after) => `Planfile ${plan} after ${after}`;
async function startNext({ wave: { schedule }, stand, starting }, { forge }) {
	if (starting.length === 0) return {};
	const workflow = (await forge.runs.find(schedule.run))?.workflow.split("/").at(-1);
	if (workflow === void 0) throw new Fault("undecided", "run-unknown", `the forge does not know run ${schedule.run}, so that the next wave cannot be started as it was`, `Comment /planfile execute ${schedule.plan}, or start the workflow by hand.`);
	const since = began(stand, schedule);
	if (await forge.runs.dispatched(workflow, {
		title: titleOfNext(schedule.plan, schedule.run),
		since
	})) return {};
	await forge.runs.dispatch(workflow, {
		plan: schedule.plan,
		after: schedule.run
	});
	return {};
}
/** When the wave was started, as the record says. */
function began({ state }, { legs }) {
	const own = new Set(legs.map(({ start }) => start));
	return [...state.phases, ...state.history].flatMap(({ attempts }) => attempts.map(({ start }) => start)).find(({ key }) => own.has(key))?.at ?? (/* @__PURE__ */ new Date(0)).toISOString();
}
// src/commands/publishing/wave-review.ts
/** A wave's review, on the pull request of its plan. The check says whether it passes; here stands what was found, where it was found. */
async function postWaveReview({ wave: { review, schedule }, plan, last, check }, ports) {
	if (review === void 0 || last === void 0 || last.commit === null || review.tree !== last.tree) return {};
	const pull = await ports.forge.pulls.ofBranch(branchOf(plan.id));
	if (pull === void 0) return {};
	if (pull.head !== last.commit) return { notes: [`the review is not on #${pull.number}: it was moved since`] };
	const phases = plan.phases.filter(({ id }) => schedule.legs.some(({ phase }) => phase === id));
	const allowed = (path) => protectedReason(path) === void 0 && phases.some(({ paths }) => matches(path, paths));
	return { notes: await postPullReview({
		pull,
		review,
		head: last.commit,
		name: plan.id,
		check,
		allowed,
		built: true
	}, ports) };
}
// src/commands/publishing/forge-posts.ts
/** What publish posts on a forge beside the check, by name and in this order. */
const forgePosts = {
	"the pull request": refreshPull,
	"the review": postWaveReview,
	CI: startCi
};
/** Only where every other could be said. */
const lastPost = {
	name: "the next wave",
	post: startNext
};
export { forgePosts, lastPost };
