import { n as protectedReason } from "./protected.js";
import { t as Fault } from "./fault.js";
import { t as annotationsOf } from "./annotations.js";
import { t as reviewMarkdown } from "./review-markdown2.js";
import { t as ask } from "./asking.js";
import { a as groupName, c as putPullCheck, d as standingGuards, f as standingOf, i as groupId, l as reviewId, n as baseOfGroup, o as ofPlans, p as standingOn, r as checkName, s as passGuards } from "./pull-checks.js";
import { r as planCheckId } from "./check-mark.js";
import { n as planOfPull, t as builtPlan } from "./request-plan-review.js";
import { d as tryOutcome, o as needOutcome } from "./outcome-files2.js";
import { i as policyOf } from "./policy.js";
import { n as putRight } from "./program-look.js";
import { i as matches } from "./paths.js";
import { a as planWork, i as pullFacts, n as exemptBy, t as earlierReview } from "./pull-facts.js";
import { c as reviewSteps, d as judgedAgain, f as checkGuards, o as putPlanCheck, s as ownSteps } from "./told2.js";
import { i as stepsOf, t as appendSteps } from "./record3.js";
import { i as reviewDigest } from "./schedule.js";
import { t as refreshPull } from "./pull.js";
import { t as postPullReview } from "./pull-review.js";
import { t as recall } from "./recall.js";
import { t as asItStands } from "./told-again2.js";
import { a as restingOn, o as rulesToKeep } from "./since.js";
// src/review/pull-check.ts
const ASK$1 = "To have it reviewed: /planfile review, in a comment by somebody who may write";
const open$1 = (title) => ({
	conclusion: "action_required",
	title: title.slice(0, 1e3)
});
/** In order: the first that speaks decides. */
const pullCheckGuards = {
	"it is open": ({ now }) => now.state === "open" ? void 0 : open$1(`the pull request is ${now.state}`),
	"it stands as it was asked for": ({ now, target }) => now.head === target.head && now.tree === target.tree && now.base === target.base ? void 0 : open$1(`not reviewed: it was moved meanwhile. ${ASK$1}`),
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
	"somebody asked for a review": ({ target }) => target.asked === null ? open$1(`not reviewed. ${ASK$1}`) : void 0,
	"there is a review": ({ review }) => review === void 0 ? open$1(`not reviewed: the job that reviews ended without a word. ${ASK$1}`) : void 0,
	"it answers what was asked": ({ review, target }) => review === void 0 || review.nonce === target.nonce && review.run === target.run && review.attempt === target.attempt ? void 0 : open$1("not reviewed: the review answers another request"),
	"it is of exactly this tree": ({ review, target }) => review === void 0 || review.tree === target.tree && review.base === target.base && review.head === target.head ? void 0 : open$1("not reviewed: the review is of another tree"),
	"it is a valid one": ({ review }) => review?.verdict === "none" ? open$1(`not reviewed: ${review.why}. ${ASK$1}`) : void 0,
	"it passes": ({ review }) => review?.verdict === "block" ? {
		conclusion: "failure",
		title: review.why
	} : void 0,
	"people can read it": ({ unposted }) => unposted === void 0 ? void 0 : open$1(`the review could not be posted: ${unposted}`)
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
// src/commands/said-of-head.ts
/**
* What was said of its head for this base. What passed for another base passed as another change; where a plan has built it, its criteria
* count, and no review of the same commit elsewhere.
*/
async function saidOf(pull, { git, forge }) {
	const own = await planOfPull(pull, { forge });
	const plan = own === void 0 ? void 0 : await builtPlan(pull, {
		git,
		forge
	});
	const id = plan === void 0 ? reviewId(pull.base) : planCheckId(plan);
	const name = await checkName(pull.base, { forge });
	const there = await standingOn(pull.head, name, { forge });
	return {
		word: there.findLast(({ externalId }) => externalId === id),
		plans: ofPlans(there),
		own
	};
}
/** A check that says of no commit that it was compared with it says nothing of what comes in. */
async function isBelow(commit, onto, { repository }) {
	if (commit === void 0 || await repository.resolve(commit) === void 0) return false;
	return await repository.isAncestor(commit, onto);
}
// src/commands/merge-group.ts
/** In order, for each entry; the first that objects is the reason. */
const groupGuards = {
	"the forge can be asked": ({ number, passed }) => passed !== void 0 && "unknown" in passed ? `whether #${number} passed could not be asked (${passed.unknown}): re-run the job` : void 0,
	"its head passed": ({ number, passed }) => {
		if (passed === void 0) return `there is no pull request #${number}`;
		return "known" in passed && !passed.known ? `#${number} has no passed review of its head` : void 0;
	},
	"no plan says otherwise of that head": ({ number, plans, own }) => {
		const why = Object.values(passGuards).flatMap((guard) => guard({
			plans,
			own
		}) ?? [])[0];
		return why && `#${number} does not pass: ${why}`;
	},
	"the base on which it passed is still there": ({ number, based }) => based ? void 0 : `#${number} passed on a base that is gone, and brings in more than was reviewed`,
	"nothing else came with it": ({ number, alone }) => alone ? void 0 : `the group has commits beside those of #${number}`,
	"it is the clean merge of that head": ({ number, merged, tree }) => merged === tree ? void 0 : `what the group has of #${number} is not its clean merge`,
	"what it is built on is known": ({ number, onto }) => onto === void 0 ? `what #${number} is built on is neither on the base nor another entry of the queue` : void 0
};
/** Each entry asks the forge four to six times, and it lets a job ask about a thousand times an hour (github.md G17). */
const MOST_ENTRIES = 100;
async function groupCheck(target, ports, guards = Object.values(groupGuards)) {
	const { repository } = ports.git;
	const doubt = (why) => ({
		conclusion: "action_required",
		title: `not reviewed: ${why}`.slice(0, 1e3)
	});
	const named = groupName(target.ref);
	if (named === void 0) return doubt("nobody can tell which branch the group is for");
	const others = await repository.bringBelow(`refs/heads/gh-readonly-queue/${named.base}/`);
	const base = await repository.bring(`refs/heads/${named.base}`);
	if (base === void 0) return doubt(`there is no branch ${named.base}`);
	await using workshop = await ports.git.workshop();
	const place = {
		base,
		others,
		workshop,
		ports
	};
	const numbers = [];
	for (let entry = {
		...named,
		tip: target.head
	}; entry !== void 0;) {
		if (numbers.length === MOST_ENTRIES) return doubt(`more than ${MOST_ENTRIES} entries are built on one`);
		const onto = await ontoOf(entry, place);
		const one = await caseOf(entry, onto, place);
		for (const guard of guards) {
			const why = guard(one);
			if (why !== void 0) return doubt(why);
		}
		numbers.unshift(entry.number);
		entry = typeof onto === "object" ? onto : void 0;
	}
	return {
		conclusion: "success",
		title: `the clean merge of what passed: ${numbers.map((number) => `#${number}`).join(", ")}`
	};
}
/** The entry that has built what this one is built on, unless that is on the base. */
async function ontoOf({ onto, base: name }, { base, others, ports: { git } }) {
	if (await git.repository.resolve(onto) === void 0) return void 0;
	if (await git.repository.isAncestor(onto, base)) return "base";
	return [...others].flatMap(([ref, tip]) => {
		const named = groupName(ref.slice(11));
		return tip === onto && named?.base === name ? [{
			...named,
			tip
		}] : [];
	})[0];
}
async function caseOf({ number, base, onto, tip }, below, { workshop, ports: { git, forge } }) {
	const none = {
		number,
		passed: { known: false },
		plans: [],
		own: void 0,
		based: true,
		alone: false,
		merged: void 0,
		tree: await git.repository.treeOf(tip),
		onto: kindOf(below)
	};
	const pull = await forge.pulls.get(number);
	if (pull === void 0) return {
		...none,
		passed: void 0
	};
	const head = await git.repository.bring(`refs/pull/${number}/head`);
	if (head !== pull.head || await git.repository.resolve(onto) === void 0) return none;
	const alone = isAlone(await git.repository.between([onto], tip), {
		onto,
		head
	});
	const left = await git.repository.mergeBase(onto, head);
	const merged = await workshop.recompute(onto, left, head);
	const made = {
		...none,
		alone,
		merged: "tree" in merged ? merged.tree : void 0
	};
	const said = await ask(() => saidOf({
		...pull,
		base
	}, {
		git,
		forge
	}));
	if ("unknown" in said) return {
		...made,
		passed: said
	};
	const { word, ...others } = said.known;
	const passed = word?.conclusion === "success";
	const based = !passed || await isBelow(word.base, onto, git);
	return {
		...made,
		passed: { known: passed },
		...others,
		based
	};
}
const kindOf = (onto) => typeof onto === "object" ? "entry" : onto;
/** As GitHub makes an entry: a merge commit; one commit for all; or a copy of each. No other history comes in beside the head's. */
function isAlone(commits, { onto, head }) {
	if (commits[0]?.parents[0] !== onto) return false;
	const [, second, ...more] = commits[0].parents;
	return commits.length === 1 && second === head && more.length === 0 || commits.every(({ parents }) => parents.length === 1);
}
const allPlanReviewGuards = {
	stands: {
		"it is open": ({ now }) => now.pull.state === "open" ? void 0 : `the pull request is ${now.pull.state}`,
		"it stands as it was asked for": ({ target, now }) => now.head === target.head && now.tree === target.tree && now.base === target.base ? void 0 : "it was moved meanwhile",
		"it is the plan's own": ({ target, plan }) => plan === target.plan ? void 0 : `it is not the pull request of ${target.plan}`,
		"who asked may write now": ({ permission }) => {
			if (permission === void 0) return void 0;
			if ("unknown" in permission) return `who asked could not be asked for: ${permission.unknown}`;
			return [
				"write",
				"maintain",
				"admin"
			].includes(permission.known) ? void 0 : "who asked for it may not write any more";
		},
		"something stands": ({ phases }) => phases > 0 ? void 0 : "nothing that was built stands here"
	},
	answers: {
		"it answers what was asked": (review, target) => review.nonce === target.nonce && review.run === target.run && review.attempt === target.attempt && review.plan === target.plan,
		"it is of exactly this": (review, target) => review.tree === target.tree && review.base === target.base && review.head === target.head,
		"it read all of it": (review) => review.since === void 0
	},
	check: checkGuards
};
// src/commands/publishing/by-hand-record.ts
/**
* Criteria of a phase that was undone meanwhile are nobody's. Gives the review as it was judged, and the digests of the steps that it has
* brought: none where it speaks for nothing.
*/
async function recordByHand({ target, answer, stands, policy, remembered }, ports) {
	const { plan: id, nonce, head, tree, asked: by } = target;
	const brought = {
		review: answer,
		schedule: { nonce }
	};
	let judged = {
		phases: [],
		tree
	};
	const decide = async (steps) => {
		const phases = stands ? (await planWork(id, head, ports)).phases : [];
		judged = {
			phases: phases.map((phase) => phase.id),
			tree
		};
		const expected = phases.map((phase) => ({
			phase: phase.id,
			criteria: phase.criteria.length
		}));
		if (stands) brought.review = await judgedAgain({
			review: answer,
			expected,
			policy,
			remembered: async () => remembered
		});
		return { steps: reviewSteps(brought, judged, steps, ports).map((step) => ({
			...step,
			by,
			commit: head
		})) };
	};
	await using workshop = await ports.git.workshop();
	await appendSteps({
		id,
		message: `planfile ${id}: review by hand`,
		decide
	}, workshop, ports);
	const steps = stepsOf((await ports.git.repository.record(id))?.text);
	const digests = ownSteps(brought, judged, steps).map((step) => reviewDigest(id, step));
	return {
		review: brought.review,
		digests: new Set(stands ? digests : [])
	};
}
// src/commands/publish-plan-review.ts
/**
* publish, of a review by hand of a plan's own pull request, or of a push to it that only was heard. A write job that asks everything
* anew: the review goes into the record, onto the pull request and onto the plan's check, and what stands there already stays as it is.
* Running it twice changes nothing. No wave starts by itself (trust.md T23).
*/
async function publishPlanReview(target, { folder }, ports, guards = allPlanReviewGuards) {
	try {
		return await (target.asked === null ? ofPush(target, ports, guards) : ofReview({
			...target,
			asked: target.asked
		}, folder, ports, guards));
	} catch (thrown) {
		const why = thrown instanceof Fault ? `${thrown.message}. ${thrown.fix}` : "something failed";
		await leaving(target, open(`not reviewed: ${why}`), ports).catch(() => {});
		throw thrown;
	}
}
/** Nobody asks: the check says how it stands. Where one of this very change is there already, only a better word takes its place. */
async function ofPush(target, ports, guards) {
	const now = await pullFacts(target.pull, ports);
	if (now.head !== target.head || now.pull.state !== "open") return {
		check: await leaving(target, open(`not reviewed: ${MOVED}`), ports),
		notes: [],
		fault: null
	};
	const { plan } = await planWork(target.plan, target.head, ports);
	const told = await asItStands(plan, {
		head: target.head,
		guards: guards.check
	}, ports);
	const before = await standing(target, ports);
	const one = {
		externalId: planCheckId(target.plan),
		base: now.base
	};
	const stands = before && Object.values(guards.standing ?? standingGuards).every((holds) => holds({
		...one,
		standing: standingOf(before)
	}));
	if (told.check.conclusion !== "success" && stands) return {
		check: await leaving(target, told.check, ports),
		notes: [],
		fault: null
	};
	await putPlanCheck({
		head: target.head,
		...told.check,
		summary: told.check.title,
		annotations: []
	}, {
		plan: plan.id,
		reviews: []
	}, ports);
	await refreshPull({
		plan,
		...told,
		tip: target.head,
		starting: [],
		last: void 0
	}, ports);
	return {
		check: told.check,
		notes: [],
		fault: null
	};
}
async function ofReview(target, folder, ports, guards) {
	const policy = await policyOf(target.policyCommit, ports);
	const now = await pullFacts(target.pull, ports);
	const { account, name: login } = target.asked;
	const permission = await ask(() => ports.forge.people.permission({
		id: account,
		login,
		kind: "person"
	}));
	const work = now.head === target.head ? await planWork(target.plan, target.head, ports) : void 0;
	const one = {
		target,
		now,
		plan: await builtPlan(now.pull, ports),
		permission,
		phases: work?.phases.length ?? 0
	};
	const doubt = Object.values(guards.stands).map((guard) => guard(one)).find((why) => why !== void 0);
	const { outcome } = await tryOutcome(ports.files, folder, "review");
	const given = outcome && Object.values(guards.answers).every((holds) => holds(outcome, target)) ? outcome : void 0;
	if (doubt !== void 0 || work === void 0) {
		if (given) await recordByHand({
			target,
			answer: given,
			stands: false,
			policy,
			remembered: void 0
		}, ports);
		const why = doubt ?? MOVED;
		return {
			check: await leaving(target, open(`not reviewed: ${why}. ${ASK}`), ports),
			notes: [`the review speaks for nothing that stands there: ${why}`],
			fault: null
		};
	}
	const { plan, phases } = work;
	const { base, head, policyCommit } = target;
	const answer = given && await putRight(given, {
		base,
		tree: head,
		phases,
		policy,
		policyCommit
	}, ports.git.repository, ports, guards.look);
	const remembered = answer && await recall({
		pull: now.pull,
		review: answer,
		head: now.head
	}, ports);
	const { digests = /* @__PURE__ */ new Set(), review } = (answer && await recordByHand({
		target,
		answer,
		stands: true,
		policy,
		remembered
	}, ports)) ?? {};
	const judged = {
		head: target.head,
		review,
		landed: target.tree,
		own: digests,
		guards: guards.check
	};
	const meant = await asItStands(plan, judged, ports);
	const notes = [];
	const faults = [];
	const attempt = async (what, post) => {
		try {
			notes.push(...await post());
		} catch (fault) {
			if (!(fault instanceof Fault)) throw fault;
			notes.push(`${what}: ${fault.message}. ${fault.fix}`.slice(0, 1e3));
			faults.push(fault);
		}
	};
	if (review !== void 0) {
		const allowed = (path) => protectedReason(path) === void 0 && phases.some(({ paths }) => matches(path, paths));
		const post = {
			pull: now.pull,
			review,
			head: now.head,
			name: plan.id,
			check: meant.check,
			allowed,
			remembered,
			built: true
		};
		await attempt("the review", () => postPullReview(post, ports));
	}
	const [unposted] = faults;
	const check = unposted ? open(`the review could not be posted: ${unposted.message}`) : meant.check;
	await putPlanCheck({
		head: target.head,
		...check,
		summary: reviewMarkdown({
			plan: plan.id,
			review,
			check
		}),
		annotations: annotationsOf(review)
	}, {
		plan: plan.id,
		reviews: unposted && review?.verdict === "pass" ? [] : digests
	}, ports);
	await attempt("the pull request", async () => {
		const told = {
			plan,
			stand: meant.stand,
			tip: target.head,
			check,
			starting: [],
			last: void 0
		};
		return (await refreshPull(told, ports)).notes ?? [];
	});
	const pending = meant.stand.state.phases.some(({ state }) => state === "pending");
	if (check.conclusion === "success" && pending) notes.push(`the next wave does not start by itself: comment /planfile execute ${plan.id}`);
	return {
		check,
		notes,
		fault: faults[0] ?? null,
		review
	};
}
const standing = ({ head, plan }, { forge }) => forge.checks.of(head, planCheckId(plan));
/** Sets it where none stands, and gives the word that does. */
async function leaving(target, check, ports) {
	const before = await standing(target, ports);
	if (before !== void 0) return {
		conclusion: before.conclusion,
		title: before.title
	};
	const said = {
		head: target.head,
		...check,
		summary: check.title,
		annotations: []
	};
	await putPlanCheck(said, {
		plan: target.plan,
		reviews: []
	}, ports);
	return check;
}
const MOVED = "it was moved meanwhile";
const ASK = "To have it reviewed: /planfile review";
const open = (title) => ({
	conclusion: "action_required",
	title: title.slice(0, 1e3)
});
// src/commands/publish-review.ts
/**
* publish, of a pull request's review: posted where people look, then the check, which waits for that. A write job: what stands there is
* asked anew, and the verdict is computed from what the reviewer said (trust.md T5). Running it twice changes nothing.
*/
async function publishReview({ folder }, ports, guards = {}) {
	const target = await needOutcome(ports.files, folder, "target");
	const { plan, pull, head } = target;
	if (plan !== null && pull !== null) {
		const { check, notes, fault, review } = await publishPlanReview({
			...target,
			plan,
			pull
		}, { folder }, ports);
		return {
			pull,
			head,
			check,
			notes,
			exit: fault ? 3 : exitOf(check, review)
		};
	}
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
		await putCheck(target, { branch: await branchOf(target, ports) }, { check }, ports).catch(() => {});
		throw thrown;
	}
}
async function ofPull(target, folder, ports, { check: guards = Object.values(pullCheckGuards), ...more }) {
	const { policyCommit } = target;
	const policy = await policyOf(policyCommit, ports);
	const facts = await pullFacts(target.pull, ports);
	const { outcome: given } = await tryOutcome(ports.files, folder, "review");
	const isOfThis = given?.head === facts.head && given.tree === facts.tree && given.base === target.base;
	const read = isOfThis ? await asRead(facts, target, ports) : facts;
	const outcome = given && isOfThis ? await believable(given, read, {
		policy,
		policyCommit,
		...more
	}, ports) : given;
	const remembered = outcome && isOfThis ? await recall({
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
		earlier: await earlierReview(facts, ports, more.history),
		review,
		unposted: void 0
	};
	const posted = await post({
		target,
		policy,
		facts: read,
		review,
		remembered,
		meant: pullCheckOf(before, guards)
	}, ports);
	const said = pullCheckOf({
		...before,
		unposted: posted.fault?.message
	}, guards);
	const own = await planOfPull(facts.pull, ports);
	const check = await putCheck(target, {
		branch: facts.pull.base,
		own
	}, {
		check: said,
		review
	}, ports, more.put);
	return {
		pull: target.pull,
		head: target.head,
		check,
		notes: posted.notes,
		exit: posted.fault ? 3 : exitOf(check, review)
	};
}
/** The change that was read: from the base of then. */
const asRead = async (facts, { base }, { git }) => base === facts.base ? facts : {
	...facts,
	base,
	changes: await git.repository.changes(base, facts.head)
};
/** What it rests on is asked anew, and what the program sees is seen anew: neither is the outcome's to say. */
async function believable(review, facts, { since, look, ...rules }, ports) {
	const rested = await restingOn(review, facts, rules, ports, since);
	return await putRight(rested, {
		...facts,
		...rules,
		phases: []
	}, ports.git.repository, ports, look);
}
/** Only what is of exactly this: a review of something else is nobody's to read here. */
async function post({ target, policy, facts, review, remembered, meant }, ports) {
	if (!(review?.nonce === target.nonce && review.run === target.run && target.head === facts.head) || remembered === void 0 || facts.pull.state !== "open") return {
		notes: [],
		fault: null
	};
	const { pull, head } = facts;
	const allowed = (path) => protectedReason(path) === void 0;
	try {
		const { policyCommit } = target;
		const rules = await rulesToKeep(review, remembered, facts, {
			policy,
			policyCommit
		}, ports);
		const ask = {
			pull,
			review,
			head,
			name: `#${pull.number}`,
			check: meant,
			allowed,
			remembered,
			rules
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
	await putCheck(target, { branch: baseOfGroup(target.ref) }, { check }, ports);
	return {
		pull: null,
		head: target.head,
		check,
		notes: [],
		exit: exitOf(check, void 0)
	};
}
/** The branch that it is to be merged into, as the forge tells it now. */
const branchOf = async ({ pull, ref }, { forge }) => pull === null ? baseOfGroup(ref) : (await forge.pulls.get(pull).catch(() => void 0))?.base;
/** Gives the word that stands there now. Where nobody can tell for which branch it is, none is set: a required check waits. */
async function putCheck({ pull, head, base, asked }, { branch, own }, { check, review }, ports, guards) {
	if (branch === void 0) return check;
	const plan = pull === null ? "merge group" : `#${pull}`;
	const externalId = pull === null ? groupId(head) : reviewId(branch);
	const summary = (word) => reviewMarkdown({
		plan,
		review,
		check: word
	});
	return await putPullCheck({
		head,
		externalId,
		...check,
		summary,
		annotations: annotationsOf(review)
	}, {
		branch,
		base,
		pull,
		asked,
		own
	}, ports, guards);
}
function exitOf({ conclusion }, review) {
	if (conclusion === "success") return 0;
	if (conclusion === "failure") return 1;
	return review?.cause === "credentials" ? 2 : 3;
}
export { publishReview };
