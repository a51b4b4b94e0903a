import { t as Fault } from "./fault.js";
import { i as matches } from "./paths.js";
import { n as protectedReason } from "./protected.js";
import { i as recordAndBranch } from "./gate2.js";
import { t as beingMended } from "./status2.js";
import { r as findPlan } from "./where2.js";
import { t as inForceOf } from "./policy.js";
import { i as readReviewMarker } from "./marker.js";
// src/commands/plan-work.ts
/** Faults: plan-invalid and the like, head-moved (undecided) where the branch stands elsewhere than at `head`. */
async function planWork(id, head, ports) {
	await ports.git.repository.record(id);
	const { plan, commit, from } = await findPlan({
		name: id,
		cwd: "."
	}, ports);
	if (from !== "branch") throw new Fault("refused", "plan-gone", `plan/${id} does not hold the plan ${id} any more`, "Bring it back.");
	if (commit !== head) throw new Fault("undecided", "head-moved", `plan/${id} moved meanwhile`, "Ask again: /planfile review");
	const { state, foreign } = await recordAndBranch(plan, [], {
		git: ports.git,
		forge: { kind: "github" }
	});
	const done = new Set(state.phases.flatMap((track) => track.state === "done" ? [track.phase] : []));
	return {
		plan,
		state,
		phases: plan.phases.filter(({ id: phase }) => done.has(phase)),
		foreign
	};
}
/** What is in force for a review of all of it: within what is left of the plan's money. */
function reviewForce(policy, { plan, state }) {
	const force = inForceOf(policy, plan);
	const rest = Math.max(0, force.planBudget.usd - state.spentUsd);
	return {
		...force,
		reviewBudget: {
			...force.reviewBudget,
			usd: Math.min(force.reviewBudget.usd, rest)
		}
	};
}
/** Asked before money is spent: by name, in order. Nothing of it makes a check green: that is asked anew of what stands then. */
const reviewableGuards = {
	"something stands": ({ phases, plan: { id } }) => phases.length > 0 ? void 0 : {
		code: "nothing-stands",
		message: `nothing of ${id} that was built stands on plan/${id}: there is no work to be judged`,
		fix: `/planfile execute ${id}`
	},
	"nothing is being mended": ({ state, plan: { id } }) => {
		const [first] = beingMended(state);
		return first === void 0 ? void 0 : {
			code: "being-mended",
			message: `a fix of ${first} is under way on plan/${id}, and what it lands is reviewed`,
			fix: `Wait for that run. Where it is over, /planfile execute ${id} takes note of it.`
		};
	},
	"nothing foreign stands": ({ foreign: [first, ...more], policy, plan: { id } }) => first === void 0 || policy.foreignCommits !== "refuse" ? void 0 : {
		code: "foreign-commits",
		message: `plan/${id} holds commits that planfile did not land, and no review makes its check green: ${first.commit.slice(0, 12)} (${first.why})${more.length > 0 ? ` and ${more.length} more` : ""}`,
		fix: "Take them out, or bring them in by the default branch and merge that."
	},
	"money is left": ({ policy, ...work }) => reviewForce(policy, work).reviewBudget.usd > 0 ? void 0 : {
		code: "plan-budget",
		message: `the budget of ${work.plan.id} is used up: ${work.state.spentUsd.toFixed(2)} usd`,
		fix: "Raise `budget` in the plan, within what the policy allows (budget.plan)."
	}
};
function requireReviewable(one, guards = Object.values(reviewableGuards)) {
	for (const guard of guards) {
		const no = guard(one);
		if (no) throw new Fault("refused", no.code, no.message, no.fix);
	}
}
// src/commands/pull-facts.ts
/** A pull request as it stands now: its commits as objects, never checked out, and what needs no reviewer to be said of it. */
/** Faults: `pull-unknown` (usage), `head-moved` (undecided): it was pushed between two questions. */
async function pullFacts(number, { git, forge }) {
	const pull = await forge.pulls.get(number);
	if (pull === void 0) throw new Fault("usage", "pull-unknown", `there is no pull request #${number}`, "Name it by its number.");
	const head = await git.repository.bring(`refs/pull/${number}/head`);
	const target = await git.repository.bring(`refs/heads/${pull.base}`);
	if (head !== pull.head || target === void 0) throw new Fault("undecided", "head-moved", `pull request #${number} was moved while it was looked at`, "Ask again.");
	const [base = target] = await git.repository.mergeBases(target, head);
	return {
		pull,
		head,
		tree: await git.repository.treeOf(head),
		base,
		changes: await git.repository.changes(base, head)
	};
}
/** The name under which policy exempts such a change. What decides over others is never exempt. */
const exemptBy = (changes, { review }) => changes.length === 0 ? void 0 : review.exempt.find(({ paths }) => changes.every(({ path }) => matches(path, paths) && protectedReason(path) === void 0))?.name;
/** By name; a review that one of them objects to ends what is known: it may have said anything, so that nothing before it counts. */
const historyGuards = { "no review of our account was edited": ({ review, self }) => review.author.id !== self.id || review.editedAt === void 0 };
/** Our own reviews there, oldest first: written by our account, and none of that account was edited since. */
async function ownReviews({ number }, { forge }, guards = historyGuards) {
	const self = await forge.people.self();
	const reviews = await forge.pulls.reviews(number);
	const edited = reviews.findLastIndex((review) => Object.values(guards).some((holds) => !holds({
		review,
		self
	})));
	return reviews.slice(edited + 1).flatMap(({ author, editedAt, body }) => author.id === self.id && editedAt === void 0 ? readReviewMarker(body) ?? [] : []);
}
/** The last of the very same. */
async function earlierReview({ pull, tree, base }, ports, guards) {
	return (await ownReviews(pull, ports, guards)).findLast((one) => one.tree === tree && one.base === base && one.verdict !== "none");
}
export { planWork as a, pullFacts as i, exemptBy as n, requireReviewable as o, ownReviews as r, reviewForce as s, earlierReview as t };
