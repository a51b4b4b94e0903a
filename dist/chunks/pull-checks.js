import { n as withoutSecrets } from "./redact.js";
// src/commands/pull-checks.ts
/** Required on the default branch; what is meant for another branch is called after it as well. */
const CHECK = "planfile review";
/** Pull requests of the same commit onto the same branch share it: what is said of one holds for the other. */
const reviewId = (base) => `planfile/review/${base}`;
const groupId = (head) => `planfile/group/${head}`;
/** As the forge names the branch of a merge group; undefined: it is none. */
const baseOfGroup = (ref) => /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(ref ?? "")?.[1];
async function checkName(base, { forge }) {
	const { defaultBranch } = await forge.origins.repository();
	return base === defaultBranch ? CHECK : `${CHECK} (${base})`;
}
/** By name; where one does not hold, what stands there stays. */
const replaceGuards = { "what was reviewed is not unsaid by whoever may not ask": ({ pull, word, asked, standing }) => pull === null || asked !== null || word.conclusion !== "action_required" || standing === void 0 || standing.conclusion === "action_required" };
/** Sets it for a branch that it is to be merged into, and gives the word that stands there now. */
async function putPullCheck(check, { base, pull, asked }, ports, { guards = replaceGuards, nameOf = checkName } = {}) {
	const name = await nameOf(base, ports);
	const { conclusion, title } = check;
	const word = {
		conclusion,
		title
	};
	const found = await ports.forge.checks.named(check.head, name);
	const standing = found && {
		conclusion: found.conclusion,
		title: found.title
	};
	if (standing && !Object.values(guards).every((holds) => holds({
		pull,
		word,
		asked,
		standing
	}))) return standing;
	await ports.forge.checks.put({
		...saidSafely(check),
		name
	});
	return word;
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
export { reviewId as a, putPullCheck as i, baseOfGroup as n, saidSafely as o, groupId as r, CHECK as t };
