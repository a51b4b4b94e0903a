import { t as checkLocal } from "./evidence.js";
import { n as unasked, t as no } from "./asked.js";
import { n as commandsIn, o as names } from "./comment-commands.js";
import { i as revocationsSince, n as mergesOf, o as missingFrom, r as reviewSteps, t as mergeSteps } from "./offers.js";
import { n as once, t as ask } from "./asking.js";
import { i as matches } from "./paths.js";
import { n as branchRef, t as branchOf } from "./where2.js";
import { r as readPlan } from "./read.js";
import { t as Fault } from "./fault.js";
import { i as stepsOf } from "./record3.js";
// src/lifecycle/forge-facts.ts
const PERMISSIONS = [
	"none",
	"read",
	"triage",
	"write",
	"maintain",
	"admin"
];
/** Authors are told apart by what they wrote: a phase at a digest. */
const phaseKey = ({ phase, digest }) => `${phase} ${digest}`;
// src/lifecycle/giver-guards.ts
/** What is asked of whoever gave an approval, by a comment, a review or a merge (trust.md T8, T9). */
const DAY = 864e5;
function inThisRepository({ step: { evidence }, facts }) {
	const where = "repository" in evidence ? evidence.repository : "";
	return where.toLowerCase() === facts.repository.toLowerCase() ? void 0 : no("other-repository", `it names another repository, ${where}`);
}
function byAPerson({ kind, login, id }) {
	return kind === "person" && id > 0 && !login.endsWith("[bot]") ? void 0 : no("not-a-person", `${login} is no person`);
}
function permittedNow({ permission, facts: { policy } }, { login }) {
	if ("unknown" in permission) return unasked("permission-not-readable", permission.unknown);
	return PERMISSIONS.indexOf(permission.known) >= PERMISSIONS.indexOf(policy.permission) ? void 0 : no("no-permission", `${login} has the permission "${permission.known}" now, and ${policy.permission} is needed`);
}
function ofTheTeam({ facts: { team, policy } }, { login, id }) {
	if (team === void 0) return void 0;
	if ("unknown" in team) return unasked("team-not-readable", team.unknown);
	return team.known.includes(id) ? void 0 : no("not-of-the-team", `${login} is not in ${policy.team}`);
}
/** A withdrawal does not wear off. */
function notExpired({ step, facts: { now, policy } }, at) {
	const age = now.getTime() - Date.parse(at);
	return step.type === "approve" && !(age <= policy.days * DAY) ? no("expired", `it was given on ${at.slice(0, 10)} and lives ${policy.days} days`) : void 0;
}
/** Evidence is spent when the plan's pull request closes: a plan that is made again needs a new word. */
function notClosedSince({ step, facts: { closed } }, at, except) {
	if (step.type !== "approve") return void 0;
	if ("unknown" in closed) return unasked("pull-not-readable", closed.unknown);
	const since = closed.known.find((one) => one.number !== except && Date.parse(one.at) >= Date.parse(at));
	return since && no("approval-spent", `the plan's pull request #${since.number} was closed since`);
}
function noAuthor({ step, facts: { authors, policy } }, entry, { login, id }) {
	if (step.type !== "approve" || policy.author) return void 0;
	if ("unknown" in authors) return unasked("authors-not-readable", authors.unknown);
	const author = authors.known.get(phaseKey(entry))?.find((one) => one.id === id);
	return author && no("by-its-author", `${login} ${author.how}, and nobody approves their own`);
}
function baseKnown({ step, changed }) {
	return step.type === "approve" && "unknown" in changed ? unasked("base-not-readable", changed.unknown) : void 0;
}
// src/lifecycle/merge-guards.ts
/** The guards of a merge as evidence: who merged a reviewed plan has said yes to it (trust.md T8). */
const mergeGuards = {
	whole: {
		"the policy takes merges": ({ facts: { policy } }) => policy.merge ? void 0 : no("merges-not-taken", "the policy takes no merge for an approval"),
		"a merge only approves": ({ step }) => step.type === "approve" ? void 0 : no("not-an-approval", "nothing is revoked by a merge"),
		"it is of this repository": inThisRepository,
		"it is the one that is named": ({ step: { evidence }, pull }) => evidence.kind === "merge" && evidence.pull === pull.number ? void 0 : no("other-pull", "the record names another pull request"),
		"it was merged": ({ pull: { mergedAt, number } }) => mergedAt === void 0 ? no("not-merged", `#${number} was not merged`) : void 0,
		"into the default branch": ({ pull: { base, number }, facts: { defaultBranch } }) => base === defaultBranch ? void 0 : no("other-base", `#${number} went into ${base}, and ${defaultBranch} is the default branch`),
		"from this repository": ({ pull: { headRepository, number }, facts: { repository } }) => headRepository.toLowerCase() === repository.toLowerCase() ? void 0 : no("from-a-fork", `#${number} came from a fork: say so in a comment`),
		"they merged it, or approved what was merged": (one) => giverOf(one) === void 0 ? no("neither-merged-nor-approved", `${one.step.by.name} neither merged #${one.pull.number} nor approved its last state`) : void 0,
		"a person did it": (one) => byAPerson(giverOf(one) ?? NOBODY),
		"they have the permission now": (one) => permittedNow(one, giverOf(one) ?? NOBODY),
		"they are of the team that decides": (one) => ofTheTeam(one, giverOf(one) ?? NOBODY),
		"it has not expired": (one) => notExpired(one, one.pull.mergedAt ?? ""),
		"the plan’s pull request was not closed since": (one) => notClosedSince(one, one.pull.mergedAt ?? "", one.pull.number),
		"what changed on the base is known": baseKnown
	},
	phase: {
		"it brought this very text": ({ step: { evidence }, brought, pull }, { phase, digest }) => {
			const by = brought.get(`${phase} ${digest}`);
			return by?.pulls.includes(pull.number) && evidence.kind === "merge" && evidence.commit === by.commit ? void 0 : no("not-brought-by-it", `#${pull.number} did not bring this text of ${phase} to the default branch`);
		},
		"no author approves": (one, entry) => noAuthor(one, entry, giverOf(one) ?? NOBODY)
	}
};
const NOBODY = {
	id: 0,
	login: "nobody",
	kind: "bot"
};
/** The account that the step names, if it had a hand in the merge: the button, or an approval of the last head. */
function giverOf({ step: { by }, pull }) {
	if (pull.mergedBy?.id === by.account) return pull.mergedBy;
	const approval = pull.reviews.findLast(({ author, review }) => author.id === by.account && review?.state !== "commented");
	return approval?.review?.state === "approved" && approval.review.commit === pull.head ? approval.author : void 0;
}
// src/lifecycle/remark-guards.ts
/** The guards of a comment or a review, each with one reason (trust.md T8). */
const remarkGuards = {
	whole: {
		"it is of this repository": inThisRepository,
		"it is the one that is named": ({ step: { evidence }, said }) => "id" in evidence && evidence.kind === said.kind && evidence.id === said.id && evidence.on === said.on ? void 0 : no("other-remark", "the record names another comment or review"),
		"it was never edited": ({ step, said: { editedAt, editedBy, author } }) => {
			if (editedAt === void 0) return void 0;
			const why = `it was edited${editedBy === author.login || editedBy === void 0 ? "" : ` by ${editedBy}`} on ${editedAt.slice(0, 10)}: what stood there cannot be proved`;
			return step.type === "revoke" ? unasked("edited", why) : no("edited", why);
		},
		"a person wrote it": ({ said }) => byAPerson(said.author),
		"no app wrote it in their name": ({ said: { viaApp, author } }) => viaApp === void 0 ? void 0 : no("via-app", `the app ${viaApp} wrote it as ${author.login}`),
		"no mail brought it": ({ said: { byMail } }) => byMail ? no("by-mail", "it came by mail, which everybody can send who has seen a notification") : void 0,
		"it is by whom the record names": ({ step: { by }, said: { author } }) => by.account === author.id ? void 0 : no("other-person", `${author.login} wrote it, and the record says ${by.name}`),
		"it names the plan and these digests": ({ step, said: { body }, facts: { plan } }) => {
			const commands = commandsIn(body);
			if (commands.some((command) => names(command, step.type, plan, step.phases))) return void 0;
			return commands.some((one) => one.kind === "incomplete" && one.why === "digest-too-short") ? no("digest-too-short", `it names fewer than 32 digits of the digest`) : no("names-something-else", `it does not ${step.type} these digests of ${plan.id}`);
		},
		"the review was not dismissed": ({ step, said: { review } }) => step.type === "approve" && review?.state === "dismissed" ? no("dismissed", "the review was dismissed since") : void 0,
		"they have the permission now": (one) => permittedNow(one, one.said.author),
		"they are of the team that decides": (one) => ofTheTeam(one, one.said.author),
		"it has not expired": (one) => notExpired(one, one.said.createdAt),
		"the plan’s pull request was not closed since": (one) => notClosedSince(one, one.said.createdAt),
		"what changed on the base is known": baseKnown
	},
	phase: { "no author approves": (one, entry) => noAuthor(one, entry, one.said.author) }
};
// src/lifecycle/forge-evidence.ts
/** Checks a comment or a review. `said`: as fetched now. */
function checkRemark({ step, line }, said, rest, guards = remarkGuards) {
	const missing = absence(said, step.evidence.kind);
	if (missing) return {
		step,
		line,
		...missing
	};
	const one = {
		...rest,
		step,
		said: said.known
	};
	const { author, url, createdAt, kind } = one.said;
	return {
		line,
		...verdictOf(one, guards, {
			code: "said-there",
			why: `${author.login} said so in ${url}`
		}),
		givenAt: createdAt,
		login: author.login,
		follow: [...followRemark(one.said, kind), followPermission(rest.facts, author)]
	};
}
/** Checks a merge. `pull`: as fetched now. */
function checkMerge({ step, line }, pull, rest, guards = mergeGuards) {
	const missing = absence(pull, "merge");
	if (missing) return {
		step,
		line,
		...missing
	};
	const one = {
		...rest,
		step,
		pull: pull.known
	};
	const { number, url, mergedAt } = one.pull;
	const good = {
		code: "merged",
		why: `${step.by.name} brought it to ${rest.facts.defaultBranch} by ${url}`
	};
	const at = mergedAt === void 0 ? {} : { givenAt: mergedAt };
	const follow = [`gh api repos/${rest.facts.repository}/pulls/${number}`, followPermission(rest.facts, { login: step.by.name })];
	return {
		line,
		...verdictOf(one, guards, good),
		...at,
		follow
	};
}
function absence(fetched, kind) {
	if ("unknown" in fetched) return {
		verdict: "undecided",
		code: "evidence-not-readable",
		why: fetched.unknown
	};
	if (fetched.known !== void 0) return void 0;
	return {
		verdict: "does-not-hold",
		code: "evidence-gone",
		why: `the ${kind} is not there (any more)`
	};
}
function verdictOf(one, guards, good) {
	const { step } = one;
	const doubts = {};
	for (const entry of step.phases) {
		const found = Object.values(guards.phase).flatMap((guard) => guard(one, entry) ?? []);
		const doubt = worst(found);
		if (doubt) doubts[entry.phase] = doubt;
	}
	const whole = worst(Object.values(guards.whole).flatMap((guard) => guard(one) ?? []));
	return {
		step,
		doubts,
		..."known" in one.changed ? { changedSince: one.changed.known } : {},
		...whole ?? {
			verdict: "holds",
			...good
		}
	};
}
/** What certainly speaks against it is worth more than what could not be asked. */
const worst = (doubts) => doubts.find(({ verdict }) => verdict === "does-not-hold") ?? doubts[0];
/** The two questions by which anybody follows the chain: what was said, by whom, edited when; and may they. */
function followRemark({ node }, kind) {
	return [`gh api graphql -f query='{ node(id: "${node}") { ... on ${kind === "comment" ? "IssueComment" : "PullRequestReview"} { url body createdAt lastEditedAt author { __typename login ... on User { databaseId } } } } }'`];
}
const followPermission = ({ repository }, { login }) => `gh api repos/${repository}/collaborators/${login}/permission`;
// src/commands/base-moved.ts
/** The base is what a phase would be built on: the default branch, or where the plan's branch left it. */
async function baseMovedFor(plan, defaultBranch, { forge, git: { repository } }) {
	const base = await baseOf(plan, repository);
	const pushes = once(() => ask(() => recent(forge, defaultBranch)));
	async function sinceCommit(commit) {
		if (base === void 0 || await repository.resolve(commit) === void 0) return { unknown: UNKNOWN };
		if (await repository.isAncestor(base, commit)) return { known: {} };
		const files = (await repository.changes(commit, base)).map(({ path }) => path);
		return { known: Object.fromEntries(plan.phases.map(({ id, paths }) => [id, files.filter((file) => matches(file, paths))])) };
	}
	return {
		sinceCommit,
		async since(at) {
			const known = await pushes("all");
			if ("unknown" in known) return known;
			const next = known.known.findLast((push) => Date.parse(push.at) >= Date.parse(at));
			if (next === void 0) return { known: {} };
			return next.before === void 0 ? { unknown: UNKNOWN } : sinceCommit(next.before);
		}
	};
}
const UNKNOWN = "what the default branch was at that moment cannot be told (it was made, renamed or rewritten since): say it anew";
async function baseOf(plan, repository) {
	const main = await repository.defaultCommit();
	const tip = await repository.resolve(branchRef(plan.id));
	return main === void 0 || tip === void 0 ? main : repository.mergeBase(main, tip);
}
/** Newest first. As much as approvals can need: a busy branch has thousands a month. */
async function recent(forge, branch) {
	const pushes = [];
	for await (const push of forge.origins.pushes(branch)) pushes.push(push);
	return pushes;
}
// src/commands/plan-origins.ts
async function originsOf(asked, { forge, git: { repository } }) {
	const { plan, defaultBranch } = asked;
	const main = await repository.defaultCommit();
	const tip = await repository.resolve(branchRef(plan.id)) ?? main;
	const revisions = revisionsOf(plan.path, repository);
	const thatBrought = once((commit) => forge.pulls.thatBrought(commit));
	const brought = /* @__PURE__ */ new Map();
	if (main !== void 0) {
		const standing = await revisions.digests(main);
		const history = await repository.history(main, plan.path);
		for (const { id: phase, digest } of plan.phases) {
			if (standing?.get(phase) !== digest) continue;
			for (const commit of history) {
				if (!await revisions.changes(commit, phase, digest)) continue;
				const pulls = (await thatBrought(commit.id)).filter(({ base }) => base === defaultBranch);
				brought.set(phaseKey({
					phase,
					digest
				}), {
					commit: commit.id,
					pulls
				});
				break;
			}
		}
	}
	const past = [];
	for (const commit of tip === void 0 ? [] : await repository.history(tip, plan.path)) {
		const digests = await revisions.digests(commit.id);
		if (digests?.size) past.push([...digests].map(([id, digest]) => ({
			id,
			digest
		})));
	}
	const authors = async () => {
		const everybody = [...await askedFor(asked, forge), ...await askedByRecord(plan.id, repository)];
		const history = tip === void 0 ? [] : await repository.history(tip, plan.path);
		const found = /* @__PURE__ */ new Map();
		const ofCommit = once(async (commit) => authorsOf(commit, {
			asked,
			main,
			forge,
			repository,
			thatBrought
		}));
		for (const { id: phase, digest } of plan.phases) {
			const authors = [...everybody];
			let commits = 0;
			for (const commit of history) {
				if (!await revisions.changes(commit, phase)) continue;
				commits += 1;
				authors.push(...await ofCommit(commit.id));
			}
			if (commits === 0) throw untold(plan, phase);
			found.set(phaseKey({
				phase,
				digest
			}), authors);
		}
		return found;
	};
	return {
		authors: lazily(authors),
		brought,
		revisions: past
	};
}
/** Who opened the issue that the plan names, and the pull requests of its branch. */
async function askedFor({ plan, pulls }, forge) {
	const authors = pulls.map(({ author, number }) => ({
		...author,
		how: `opened #${number}`
	}));
	const asker = typeof plan.issue === "number" ? await forge.origins.openedBy(plan.issue) : void 0;
	return asker ? [...authors, {
		...asker,
		how: `asked for the plan in #${plan.issue}`
	}] : authors;
}
/** Who had it drafted, at which revision soever. The record's word is believed here: it can only take an approval away. */
async function askedByRecord(plan, repository) {
	return stepsOf((await repository.record(plan))?.text).flatMap(({ step }) => step.type === "draft" && step.by.account !== void 0 ? [{
		id: step.by.account,
		login: step.by.name,
		kind: "person",
		how: "had it drafted"
	}] : []);
}
/** Everybody behind a commit: whom the forge sees in it, who opened the pull request that brought it, who pushed it. */
async function authorsOf(commit, one) {
	const { asked, main, forge, repository } = one;
	const of = (how) => (account) => ({
		...account,
		how
	});
	const authors = (await forge.origins.ofCommit(commit)).map(of("wrote it"));
	const add = (by) => authors.push(...by.map(of("pushed it")));
	if (main === void 0 || !await repository.isAncestor(commit, main)) {
		add(await pushersOf(commit, branchOf(asked.plan.id), one));
		return authors;
	}
	add(await pushersOf(commit, asked.defaultBranch, one));
	for (const pull of await one.thatBrought(commit)) {
		authors.push(of(`opened #${pull.number}`)(pull.author));
		add(await pushersOfPull(commit, pull, one));
	}
	return authors;
}
/** Of a squash or a rebase the commits are others than those that were pushed: then everybody who pushed to the branch counts. */
async function pushersOfPull(commit, pull, one) {
	if (await one.repository.resolve(pull.head) !== void 0 && await one.repository.isAncestor(commit, pull.head)) return pushersOf(commit, pull.branch, one);
	const everybody = [];
	for await (const { by, kind } of one.forge.origins.pushes(pull.branch)) if (by !== void 0 && kind === "push") everybody.push(by);
	return everybody;
}
/** Whoever moved the branch from a place without the commit to one with it. What nobody can look at any more counts against them. */
async function pushersOf(commit, branch, { asked, forge, repository }) {
	const holds = async (tip) => await repository.resolve(tip) === void 0 ? void 0 : await repository.isAncestor(commit, tip);
	const found = [];
	for await (const { before, after, by, kind } of forge.origins.pushes(branch)) {
		if (after === void 0) continue;
		const isThere = await holds(after);
		if (isThere === false && branch === asked.defaultBranch) break;
		if (isThere === false) continue;
		if (kind === "merge" || by === void 0) continue;
		if (!(before === void 0 ? false : await holds(before) ?? false)) found.push(by);
	}
	return found;
}
/** What the phases of a plan meant at each commit that touched it. */
function revisionsOf(path, repository) {
	const digests = once(async (commit) => {
		const bytes = await repository.read(commit, path);
		if (bytes === void 0) return /* @__PURE__ */ new Map();
		const { plan } = readPlan(bytes, path);
		return plan && new Map(plan.phases.map(({ id, digest }) => [id, digest]));
	});
	return {
		/** undefined: there is a file, and it is no valid plan. */
		digests,
		/** Did the commit change what the phase means (to `digest`)? A file that is no valid plan changes all of them. */
		async changes({ id, parents }, phase, digest) {
			const now = await digests(id);
			if (now === void 0) return digest === void 0;
			const meant = now.get(phase);
			if (meant === void 0 || digest !== void 0 && meant !== digest) return false;
			for (const parent of parents) if ((await digests(parent))?.get(phase) === meant) return false;
			return true;
		}
	};
}
function lazily(question) {
	const asked = once(question);
	return () => asked(void 0);
}
const untold = (plan, phase) => new Fault("undecided", "authors-unknown", `no commit tells who wrote ${phase} of ${plan.id}`, "Fetch the whole history (`fetch-depth: 0`).");
// src/commands/evidence.ts
const forgeGuards = {
	remark: remarkGuards,
	merge: mergeGuards
};
async function forgeEvidence({ plan, state, policy, local }, ports, guards = forgeGuards) {
	const { forge } = ports;
	const here = await forge.origins.repository();
	const pulls = await ask(() => forge.pulls.everyOfBranch(branchOf(plan.id)));
	const ownPulls = "known" in pulls ? pulls.known : [];
	const origins = await originsOf({
		plan,
		pulls: ownPulls,
		defaultBranch: here.defaultBranch
	}, ports);
	const { team } = policy.approvals;
	const facts = {
		plan,
		repository: here.name,
		defaultBranch: here.defaultBranch,
		now: here.now,
		policy: policy.approvals,
		closed: closings(pulls),
		authors: policy.approvals.author ? { known: /* @__PURE__ */ new Map() } : await ask(origins.authors),
		team: team === void 0 ? void 0 : await members(team, ports)
	};
	const base = await baseMovedFor(plan, here.defaultBranch, ports);
	const stale = policy.approvals.stale !== "never";
	const permissionOf = once(async (id) => {
		const account = accounts.get(id);
		return account ? await ask(() => forge.people.permission(account)) : { unknown: "nobody knows the account" };
	});
	const accounts = /* @__PURE__ */ new Map();
	const remember = (account) => {
		accounts.set(account.id, account);
		return account.id;
	};
	const merges = await mergesOf(origins, ports);
	const current = new Set(plan.phases.map(({ id, digest }) => `${id} ${digest}`));
	async function check({ step, line }) {
		const { evidence } = step;
		if (evidence.kind === "local") return checkLocal({
			step,
			line
		}, local);
		if (!step.phases.some(({ phase, digest }) => current.has(`${phase} ${digest}`))) return {
			step,
			line,
			...OTHER
		};
		if (evidence.kind === "merge") {
			const pull = merges.get(evidence.pull);
			const giver = [pull?.mergedBy, ...(pull?.reviews ?? []).map(({ author }) => author)].find((one) => one?.id === step.by.account);
			const permission = giver ? await permissionOf(remember(giver)) : { known: "none" };
			const at = pull?.mergeCommit;
			const changed = !stale || at === void 0 ? NOTHING_CHANGED : await base.sinceCommit(at);
			return checkMerge({
				step,
				line
			}, { known: pull }, {
				facts,
				permission,
				changed,
				brought: numbersOf(origins)
			}, guards.merge);
		}
		const said = await ask(() => forge.remarks.get(evidence));
		const remark = "known" in said ? said.known : void 0;
		const permission = remark ? await permissionOf(remember(remark.author)) : { known: "none" };
		const changed = !stale || !remark || step.type === "revoke" ? NOTHING_CHANGED : await base.since(remark.createdAt);
		return checkRemark({
			step,
			line
		}, said, {
			facts,
			permission,
			changed
		}, guards.remark);
	}
	const approvals = [];
	for (const recorded of state.approvals) approvals.push(await check(recorded));
	const said = [...await reviewSteps({
		plan,
		pulls: ownPulls,
		merges,
		facts,
		origins
	}, ports), ...mergeSteps({
		plan,
		origins,
		merges,
		facts
	})];
	const since = [...approvals.flatMap(({ givenAt }) => givenAt ?? []), ...said.map(({ at }) => at)].map((at) => new Date(at).toISOString()).toSorted()[0];
	const offered = [...said, ...await revocationsSince(since, {
		plan,
		facts,
		origins
	}, ports)];
	const recorded = state.approvals.map(({ step }) => step);
	const fresh = offered.flatMap((step) => missingFrom(recorded, step) ?? []).toSorted((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
	const last = Math.max(0, ...state.approvals.map(({ line }) => line), ...state.phases.map(({ doneLine }) => doneLine));
	const collected = [];
	for (const [index, step] of fresh.entries()) {
		const checked = await check({
			step,
			line: last + 1 + index
		});
		approvals.push(checked);
		if (checked.verdict === "holds") collected.push(step);
	}
	return {
		approvals,
		collected,
		owner: here.name.split("/")[0] ?? ""
	};
}
const NOTHING_CHANGED = { known: {} };
const OTHER = {
	verdict: "does-not-hold",
	code: "other-digest",
	why: "it names what the phase meant before it was changed"
};
const closings = (pulls) => "unknown" in pulls ? pulls : { known: pulls.known.flatMap(({ number, closedAt }) => closedAt === void 0 ? [] : [{
	number,
	at: closedAt
}]) };
async function members(team, { forge }) {
	const asked = await ask(() => forge.people.team(team));
	if ("unknown" in asked) return asked;
	if (asked.known === void 0) return { unknown: `this token cannot see the team ${team} (it takes the token of an app with members: read)` };
	return { known: asked.known.map(({ id }) => id) };
}
const numbersOf = ({ brought }) => new Map([...brought].map(([key, { commit, pulls }]) => [key, {
	commit,
	pulls: pulls.map(({ number }) => number)
}]));
export { forgeEvidence };
