// src/lifecycle/status.ts
/** How the plan as a whole stands. `approved` names the phases that the gate lets run. */
function planStatus(state, approved) {
	const { phases } = state;
	const any = (name) => phases.some((phase) => phase.state === name);
	if (any("running")) return "running";
	if (any("blocked")) return "blocked";
	if (any("failed")) return "failed";
	const open = phases.filter((phase) => phase.state !== "done");
	if (open.length === 0) return phases.length > 0 ? "done" : "draft";
	if (open.every(({ phase }) => approved.has(phase))) return "approved";
	return phases.some(({ attempts }) => attempts.length > 0) ? "waiting" : "draft";
}
/**
* What the reviews say of all that is done, taken together: a later wave that passes does not speak for an earlier one. Each done
* phase answers to the last review that came after its last start and judged it. The gravest word counts; undefined: nothing is done.
*/
function reviewStanding(state) {
	const words = state.phases.filter((track) => track.state === "done").map((track) => {
		const { phase } = track;
		const last = lastReview(state, track);
		if (last === void 0) return {
			verdict: "none",
			why: `${phase} was not reviewed`
		};
		return {
			verdict: last.verdict,
			why: last.why
		};
	});
	return words.find(({ verdict }) => verdict === "block") ?? words.find(({ verdict }) => verdict === "none") ?? words.at(-1);
}
/** Phases that a fix works on: what they landed stands, and what was found of it is not settled. */
const beingMended = ({ phases }) => phases.flatMap(({ phase, mending }) => mending ? [phase] : []);
/** The ends of done phases that no valid review has judged: it failed, or was cancelled, and is still to be made up for. */
function unreviewed(state) {
	return state.phases.flatMap((track) => {
		if (track.state !== "done" || track.end === void 0) return [];
		return (lastReview(state, track)?.verdict ?? "none") === "none" ? [track.end] : [];
	});
}
/** The trees of the reviews that what is done rests on: what they found is what is known to be wrong with it. */
const reviewedTrees = (state) => new Set(state.phases.flatMap((track) => track.state === "done" ? lastReview(state, track)?.tree ?? [] : []));
/** A review that came before the last start judged other work. */
function lastReview(state, { phase, since }) {
	return state.reviews.findLast(({ step, line }) => line > since && step.phases.includes(phase))?.step;
}
/** US dollars of a run's ended phases, over all its waves; its reviews carry no run and are not counted. */
function spentByRun(state, run) {
	return [...state.phases, ...state.history].flatMap(({ attempts }) => attempts).filter(({ start }) => start.holder.run === run).flatMap(({ end }) => end?.usage ?? []).reduce((sum, { usd }) => sum + (usd ?? 0), 0);
}
/**
* Were the criteria of a done phase judged met? By the last valid review since its last start: a review that came before
* judged other work.
*/
function criteriaOf(state, phase) {
	const track = state.phases.find((one) => one.phase === phase);
	if (track?.state !== "done") return "not-judged";
	const judging = ({ step, line }) => line > track.since && step.verdict !== "none" && step.phases.includes(phase);
	const last = state.reviews.findLast(judging)?.step;
	if (last === void 0) return "not-judged";
	return last.unmet.includes(phase) ? "unmet" : "met";
}
/**
* Phases that are done and whose last fix found the plan wrong, with that attempt: sent back again, it would be found wrong again. Not where
* the plan was revised since.
*/
const escalatedFixes = ({ phases, drafts }) => phases.flatMap(({ phase, state, attempts }) => {
	const attempt = attempts.at(-1);
	const isRevised = drafts.some(({ step, line }) => step.revision > 1 && line > (attempt?.line ?? 0));
	return state === "done" && attempt?.end?.outcome === "blocked" && !isRevised ? [{
		phase,
		attempt
	}] : [];
});
export { reviewStanding as a, unreviewed as c, planStatus as i, criteriaOf as n, reviewedTrees as o, escalatedFixes as r, spentByRun as s, beingMended as t };
