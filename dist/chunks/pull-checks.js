import { n as withoutSecrets } from "./redact.js";
import { i as planOfCheck, n as markedSummary, t as markIn } from "./check-mark.js";
// src/commands/pull-checks.ts
/** Required on the default branch; what is meant for another branch is called after it as well. */
const CHECK = "planfile review";
/** Pull requests of the same commit onto the same branch share it: what is said of one holds for the other. */
const reviewId = (base) => `planfile/review/${base}`;
const groupId = (head) => `planfile/group/${head}`;
/** As the forge names it, `gh-readonly-queue/<base>/pr-<n>-<commit>`; undefined: it is none. */
function groupName(branch) {
	const [, base, number, onto] = /^gh-readonly-queue\/(.+)\/pr-([1-9]\d{0,8})-([0-9a-f]{40}|[0-9a-f]{64})$/.exec(branch ?? "") ?? [];
	return base === void 0 || number === void 0 || onto === void 0 ? void 0 : {
		base,
		number: Number(number),
		onto
	};
}
/** undefined: it is no merge group's. */
const baseOfGroup = (branch) => groupName(branch)?.base;
async function checkName(base, { forge }) {
	const { defaultBranch } = await forge.origins.repository();
	return base === defaultBranch ? CHECK : `${CHECK} (${base})`;
}
/** Why such a commit may not pass: by name. GitHub goes by the newest check of a name, so a pass here would let in the plan's own pull request. */
const passGuards = {
	"no copy passes where the plan does not": ({ plans, own }) => ofPlan(plans.find((one) => planOfCheck(one.externalId) !== own && one.conclusion !== "success")),
	"what blocks a plan blocks it without its record": ({ plans, own }) => ofPlan(plans.find((one) => planOfCheck(one.externalId) === own && one.conclusion === "failure"))
};
const ofPlan = (one) => one && `this is a commit of the plan ${planOfCheck(one.externalId)}, whose check says: ${one.title}`;
/** By name; what one of them does not hold for is the word of another change, and keeps nothing. */
const standingGuards = {
	"it was compared with the same commit": ({ base, standing }) => standing.base === base,
	"it is for the same branch": ({ externalId, standing }) => standing.externalId === externalId || planOfCheck(standing.externalId) !== void 0
};
/** By name; where one does not hold, what stands there stays. */
const replaceGuards = { "what was reviewed is not unsaid by whoever may not ask": ({ pull, word, asked, standing }) => pull === null || asked !== null || word.conclusion !== "action_required" || standing === void 0 || standing.conclusion === "action_required" };
/** Sets it for a branch that it is to be merged into, and gives the word that stands there now. */
async function putPullCheck(check, { branch, base, pull, asked, own }, ports, { passes = passGuards, stands = standingGuards, guards = replaceGuards, nameOf = checkName } = {}) {
	const name = await nameOf(branch, ports);
	const { externalId } = check;
	const there = () => standingOn(check.head, name, ports);
	const put = async (word) => {
		const said = saidSafely({
			...check,
			...word,
			summary: check.summary(word)
		});
		const summary = markedSummary(said.summary, {
			steps: [],
			base
		});
		await ports.forge.checks.put({
			...said,
			name,
			summary
		});
		return word;
	};
	const before = await there();
	const plans = ofPlans(before);
	const word = heldBack({
		conclusion: check.conclusion,
		title: check.title
	}, {
		plans,
		own
	}, passes);
	const last = before.at(-1);
	const standing = last && Object.values(stands).every((holds) => holds({
		externalId,
		base,
		standing: last
	})) ? last : void 0;
	const one = {
		pull,
		asked,
		externalId,
		base,
		word,
		standing,
		plans,
		own
	};
	if (standing && !Object.values(guards).every((holds) => holds(one))) return {
		conclusion: standing.conclusion,
		title: standing.title
	};
	await put(word);
	if (word.conclusion !== "success") return word;
	const after = heldBack(word, {
		plans: ofPlans(await there()),
		own
	}, passes);
	return after.conclusion === "success" ? word : await put(after);
}
/** All of that name on a commit, the newest last. */
const standingOn = async (head, name, { forge }) => (await forge.checks.on(head)).filter((one) => one.name === name).map(standingOf);
const standingOf = ({ conclusion, title, externalId, summary }) => ({
	conclusion,
	title,
	externalId,
	base: markIn(summary).base
});
const ofPlans = (checks) => checks.filter(({ externalId }) => planOfCheck(externalId) !== void 0);
function heldBack(word, one, guards) {
	if (word.conclusion !== "success") return word;
	const why = Object.values(guards).map((guard) => guard(one)).find((said) => said !== void 0);
	return why === void 0 ? word : {
		conclusion: "action_required",
		title: `not passed: ${why}`.slice(0, 1e3)
	};
}
/** What models wrote stands in it, and everybody can read it (trust.md T20). */
const saidSafely = (check) => ({
	...check,
	title: withoutSecrets(check.title),
	summary: withoutSecrets(check.summary),
	annotations: check.annotations.map((one) => ({
		...one,
		title: withoutSecrets(one.title),
		message: withoutSecrets(one.message)
	}))
});
export { groupName as a, putPullCheck as c, standingGuards as d, standingOf as f, groupId as i, reviewId as l, baseOfGroup as n, ofPlans as o, standingOn as p, checkName as r, passGuards as s, CHECK as t, saidSafely as u };
