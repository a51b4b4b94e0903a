import { n as protectedReason } from "./protected.js";
import { t as Fault } from "./fault.js";
import { t as annotationsOf } from "./annotations.js";
import { t as reviewMarkdown } from "./review-markdown2.js";
import { t as ask } from "./asking.js";
import { a as reviewId, i as putPullCheck, n as baseOfGroup, r as groupId } from "./pull-checks.js";
import { d as tryOutcome, o as needOutcome } from "./outcome-files2.js";
import { i as policyOf } from "./policy.js";
import { t as judgedAgain } from "./judged-again.js";
import { t as postPullReview } from "./pull-review.js";
import { t as recall } from "./recall.js";
import { n as exemptBy, r as pullFacts, t as earlierReview } from "./pull-facts.js";
// src/review/pull-check.ts
const ASK = "To have it reviewed: /planfile review, in a comment by somebody who may write";
const open = (title) => ({
	conclusion: "action_required",
	title: title.slice(0, 1e3)
});
/** In order: the first that speaks decides. */
const pullCheckGuards = {
	"it is open": ({ now }) => now.state === "open" ? void 0 : open(`the pull request is ${now.state}`),
	"it stands as it was asked for": ({ now, target }) => now.head === target.head && now.tree === target.tree && now.base === target.base ? void 0 : open(`not reviewed: it was moved meanwhile. ${ASK}`),
	"where nothing differs nothing is reviewed": ({ empty }) => empty ? {
		conclusion: "success",
		title: "nothing differs from the base"
	} : void 0,
	"policy exempts it by name": ({ exempt }) => exempt === void 0 ? void 0 : {
		conclusion: "success",
		title: `not reviewed: policy exempts "${exempt}"`
	},
	"the same was reviewed before": ({ target, earlier }) => {
		if (target.asked !== null || earlier === void 0) return void 0;
		const title = `reviewed before, as it is now (${earlier.head.slice(0, 12)}): ${earlier.why}`;
		return {
			conclusion: earlier.verdict === "pass" ? "success" : "failure",
			title
		};
	},
	"somebody asked for a review": ({ target }) => target.asked === null ? open(`not reviewed. ${ASK}`) : void 0,
	"there is a review": ({ review }) => review === void 0 ? open(`not reviewed: the job that reviews ended without a word. ${ASK}`) : void 0,
	"it answers what was asked": ({ review, target }) => review === void 0 || review.nonce === target.nonce && review.run === target.run && review.attempt === target.attempt ? void 0 : open("not reviewed: the review answers another request"),
	"it is of exactly this tree": ({ review, target }) => review === void 0 || review.tree === target.tree && review.base === target.base && review.head === target.head ? void 0 : open("not reviewed: the review is of another tree"),
	"it is a valid one": ({ review }) => review?.verdict === "none" ? open(`not reviewed: ${review.why}. ${ASK}`) : void 0,
	"it passes": ({ review }) => review?.verdict === "block" ? {
		conclusion: "failure",
		title: review.why
	} : void 0,
	"people can read it": ({ unposted }) => unposted === void 0 ? void 0 : open(`the review could not be posted: ${unposted}`)
};
function pullCheckOf(facts, guards = Object.values(pullCheckGuards)) {
	for (const guard of guards) {
		const word = guard(facts);
		if (word) return word;
	}
	return {
		conclusion: "success",
		title: facts.review?.why ?? "passed"
	};
}
// src/commands/merge-group.ts
/** In order; the first that objects is the reason. */
const groupGuards = {
	"a pull request brought it": ({ number }) => number === void 0 ? "a commit of the group is of no pull request" : void 0,
	"its head passed": ({ number, passed }) => passed ? void 0 : `#${number} has no passed review of its head`,
	"it is the clean merge of that head": ({ number, merged, tree }) => merged === tree ? void 0 : `what the group has of #${number} is not its clean merge`
};
async function groupCheck(target, ports, guards = Object.values(groupGuards)) {
	const { repository } = ports.git;
	const commits = await repository.between([target.base], target.head);
	const doubt = (why) => ({
		conclusion: "action_required",
		title: `not reviewed: ${why}`.slice(0, 1e3)
	});
	if (commits.length === 0) return doubt("the group holds nothing that the base lacks");
	const base = baseOfGroup(target.ref);
	if (base === void 0) return doubt("nobody can tell which branch the group is for");
	const last = /\/pr-(\d{1,9})-[0-9a-f]+$/.exec(target.ref ?? "")?.[1];
	await using workshop = await ports.git.workshop();
	const numbers = [];
	for (const commit of commits) {
		const one = await caseOf({
			commit,
			base,
			known: commit.id === target.head ? last : void 0
		}, workshop, ports);
		for (const guard of guards) {
			const why = guard(one);
			if (why !== void 0) return doubt(why);
		}
		if (one.number !== void 0) numbers.push(one.number);
	}
	return {
		conclusion: "success",
		title: `the clean merge of what passed: ${numbers.map((number) => `#${number}`).join(", ")}`
	};
}
async function caseOf({ commit, base, known }, workshop, { git, forge }) {
	const number = numberOf(commit.message, known);
	const none = {
		number,
		passed: false,
		merged: void 0,
		tree: commit.tree
	};
	const pull = number === void 0 ? void 0 : await forge.pulls.get(number);
	const [before] = commit.parents;
	if (pull === void 0 || before === void 0) return {
		...none,
		number: void 0
	};
	const head = await git.repository.bring(`refs/pull/${pull.number}/head`);
	if (head !== pull.head) return none;
	const plan = /^plan\/([a-z][a-z0-9-]{0,47})$/.exec(pull.branch)?.[1];
	const { defaultBranch } = await forge.origins.repository();
	const ids = [reviewId(base), ...plan === void 0 || base !== defaultBranch ? [] : [`planfile/${plan}`]];
	const checks = await ask(() => Promise.all(ids.map((id) => forge.checks.of(head, id))));
	const passed = "known" in checks && checks.known.some((check) => check?.conclusion === "success");
	const left = await git.repository.mergeBase(before, head) ?? before;
	const merged = await workshop.recompute(before, left, head);
	return {
		number,
		passed,
		merged: "tree" in merged ? merged.tree : void 0,
		tree: commit.tree
	};
}
/** As GitHub titles merges and squashes; a name to look up, and no more. */
function numberOf(message, known) {
	const title = message.split("\n")[0] ?? "";
	const found = known ?? /^Merge pull request #(\d{1,9})\b/.exec(title)?.[1] ?? /\(#(\d{1,9})\)$/.exec(title)?.[1];
	return found === void 0 ? void 0 : Number(found);
}
// src/commands/publish-review.ts
/**
* publish, of a pull request's review: posted where people look, then the check, which waits for that. A write job: what stands there is
* asked anew, and the verdict is computed from what the reviewer said (trust.md T5). Running it twice changes nothing.
*/
async function publishReview({ folder }, ports, guards = Object.values(pullCheckGuards)) {
	const target = await needOutcome(ports.files, folder, "target");
	try {
		return target.pull === null ? await ofGroup(target, ports) : await ofPull({
			...target,
			pull: target.pull
		}, folder, ports, guards);
	} catch (thrown) {
		const check = {
			conclusion: "action_required",
			title: `not reviewed: ${thrown instanceof Fault ? thrown.message : "something failed"}`.slice(0, 1e3)
		};
		await putCheck(target, await baseOf(target, ports), { check }, ports).catch(() => {});
		throw thrown;
	}
}
async function ofPull(target, folder, ports, guards) {
	const policy = await policyOf(target.policyCommit, ports);
	const facts = await pullFacts(target.pull, ports);
	const { outcome } = await tryOutcome(ports.files, folder, "review");
	const remembered = outcome?.head === facts.head && outcome.tree === facts.tree && outcome.base === facts.base ? await recall({
		pull: facts.pull,
		review: outcome,
		head: facts.head
	}, ports) : void 0;
	const review = outcome && await judgedAgain({
		review: outcome,
		expected: [],
		policy,
		remembered: async () => remembered
	});
	const before = {
		target,
		now: {
			state: facts.pull.state,
			head: facts.head,
			tree: facts.tree,
			base: facts.base
		},
		empty: facts.changes.length === 0,
		exempt: exemptBy(facts.changes, policy),
		earlier: await earlierReview(facts, ports),
		review,
		unposted: void 0
	};
	const posted = await post({
		target,
		facts,
		review,
		remembered,
		meant: pullCheckOf(before, guards)
	}, ports);
	const said = pullCheckOf({
		...before,
		unposted: posted.fault?.message
	}, guards);
	const check = await putCheck(target, facts.pull.base, {
		check: said,
		review
	}, ports);
	return {
		pull: target.pull,
		head: target.head,
		check,
		notes: posted.notes,
		exit: posted.fault ? 3 : exitOf(check, review)
	};
}
/** Only what is of exactly this: a review of something else is nobody's to read here. */
async function post({ target, facts, review, remembered, meant }, ports) {
	if (!(review?.nonce === target.nonce && review.run === target.run && target.head === facts.head) || remembered === void 0 || facts.pull.state !== "open") return {
		notes: [],
		fault: null
	};
	const { pull, head } = facts;
	const allowed = (path) => protectedReason(path) === void 0;
	try {
		const ask = {
			pull,
			review,
			head,
			name: `#${pull.number}`,
			check: meant,
			allowed,
			remembered
		};
		return {
			notes: await postPullReview(ask, ports),
			fault: null
		};
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		return {
			notes: [`${fault.message}. ${fault.fix}`.slice(0, 1e3)],
			fault
		};
	}
}
async function ofGroup(target, ports) {
	const check = await groupCheck(target, ports);
	await putCheck(target, baseOfGroup(target.ref), { check }, ports);
	return {
		pull: null,
		head: target.head,
		check,
		notes: [],
		exit: exitOf(check, void 0)
	};
}
/** The branch that it is to be merged into, as the forge tells it now. */
const baseOf = async ({ pull, ref }, { forge }) => pull === null ? baseOfGroup(ref) : (await forge.pulls.get(pull).catch(() => void 0))?.base;
/** Gives the word that stands there now. Where nobody can tell for which branch it is, none is set: a required check waits. */
async function putCheck({ pull, head, asked }, base, { check, review }, ports) {
	if (base === void 0) return check;
	const name = pull === null ? "merge group" : `#${pull}`;
	const externalId = pull === null ? groupId(head) : reviewId(base);
	const summary = reviewMarkdown({
		plan: name,
		review,
		check
	});
	const annotations = annotationsOf(review);
	return await putPullCheck({
		head,
		externalId,
		...check,
		summary,
		annotations
	}, {
		base,
		pull,
		asked
	}, ports);
}
function exitOf({ conclusion }, review) {
	if (conclusion === "success") return 0;
	if (conclusion === "failure") return 1;
	return review?.cause === "credentials" ? 2 : 3;
}
export { publishReview };
