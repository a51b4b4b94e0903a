import { i as matches } from "./paths.js";
import { n as protectedReason } from "./protected.js";
import { t as Fault } from "./fault.js";
import { r as readReviewMarker } from "./marker.js";
// src/commands/pull-facts.ts
/** A pull request as it stands now: its commits as objects, never checked out, and what needs no reviewer to be said of it. */
/** Faults: `pull-unknown` (usage), `head-moved` (undecided): it was pushed between two questions. */
async function pullFacts(number, { git, forge }) {
	const pull = await forge.pulls.get(number);
	if (pull === void 0) throw new Fault("usage", "pull-unknown", `there is no pull request #${number}`, "Name it by its number.");
	const head = await git.repository.bring(`refs/pull/${number}/head`);
	const target = await git.repository.bring(`refs/heads/${pull.base}`);
	if (head !== pull.head || target === void 0) throw new Fault("undecided", "head-moved", `pull request #${number} was moved while it was looked at`, "Ask again.");
	const base = await git.repository.mergeBase(target, head) ?? target;
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
/** Our own last review of the very same: written by our account, edited by nobody. */
async function earlierReview({ pull, tree, base }, { forge }) {
	const self = await forge.people.self();
	return (await forge.pulls.reviews(pull.number)).flatMap(({ author, editedAt, body }) => author.id === self.id && editedAt === void 0 ? readReviewMarker(body) ?? [] : []).findLast((one) => one.tree === tree && one.base === base && one.verdict !== "none");
}
export { exemptBy as n, pullFacts as r, earlierReview as t };
