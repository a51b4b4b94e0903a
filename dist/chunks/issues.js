import { t as fold } from "./fold.js";
import { i as prove, t as readBranch } from "./branch.js";
import { t as Fault } from "./fault.js";
import { a as writeBody, i as withoutMarks, n as readBody, r as withTicks, t as hashOf } from "./mark.js";
import { i as forgeMarkdown, n as codeSpan, r as forgeLine } from "./markdown.js";
import { c as plainLine } from "./trailers.js";
import { n as withoutSecrets } from "./redact.js";
import { i as stepsOf } from "./record3.js";
import { r as findPlan } from "./where2.js";
import { n as cleanLine } from "./clean.js";
// src/report/issues/wanted.ts
const OWN_LABEL = "planfile";
/** What may run next, and what somebody has to look at. */
const STATE_LABELS = {
	running: "planfile: running",
	failed: "planfile: failed",
	blocked: "planfile: blocked"
};
const NEXT_LABEL = "planfile: next";
/** No others that begin like ours: `planfile: draft` is a person's word to the planner. */
const OWN_LABELS = /* @__PURE__ */ new Set([
	OWN_LABEL,
	NEXT_LABEL,
	...Object.values(STATE_LABELS)
]);
const isOwnLabel = (name) => OWN_LABELS.has(name);
/** Prose of a phase, and a title, in characters: the whole stands in the document. */
const MOST_PROSE = 12e3;
const MOST_TITLE = 200;
function wantedParent({ plan, state, links }) {
	const done = state.phases.filter((track) => track.state === "done").length;
	const rows = plan.phases.map(({ id, title }, index) => {
		const number = links?.phases.get(id);
		const link = number === void 0 ? "" : ` #${number}`;
		return `- ${codeSpan(id)}${link}: ${forgeLine(title, 300)} (${state.phases[index].state})`;
	});
	const text = [
		`**${forgeLine(plan.title, 500)}**`,
		`The plan ${codeSpan(plan.id)} (${codeSpan(plan.path)}), ${done} of ${plan.phases.length} phases done.${typeof plan.issue === "number" ? ` Asked for in #${plan.issue}.` : ""}`,
		rows.join("\n"),
		...links ? ["Links stand here because this token may not make sub-issues and dependencies."] : [],
		`A comment ${codeSpan(`/planfile execute ${plan.id}`)} starts what is approved and ready. This text follows the plan; what people write outside of it, and in comments, is left alone.`
	].join("\n\n");
	return {
		phase: null,
		title: titleOf(`Plan ${plan.id}: ${plan.title}`),
		text: withoutMarks(text),
		state: done === plan.phases.length && done > 0 ? "closed" : "open",
		labels: [OWN_LABEL]
	};
}
function wantedPhase(phase, facts) {
	const { plan, state, links } = facts;
	const track = state.phases.find((one) => one.phase === phase.id);
	const mark = STATE_LABELS[track.state] ?? (isNext(phase, state) ? NEXT_LABEL : void 0);
	const needs = phase.needs.map((need) => {
		const number = links?.phases.get(need);
		return `${codeSpan(need)}${number === void 0 ? "" : ` #${number}`}`;
	});
	const text = [
		`Phase ${codeSpan(phase.id)} of plan ${codeSpan(plan.id)}${links ? `, part of #${links.parent}` : ""}.${needs.length > 0 ? ` It needs ${needs.join(", ")}.` : ""}`,
		forgeMarkdown(withoutTasks(phase.section), MOST_PROSE),
		...phase.criteria.length > 0 ? [`**It is done when**\n\n${phase.criteria.map(({ text }) => `- [ ] ${forgeLine(text, 1e3)}`).join("\n")}`] : [],
		`May change ${phase.paths.map((path) => codeSpan(path)).join(", ")}. ${phase.verify.length > 0 ? `Verified by ${phase.verify.map((command) => codeSpan(command)).join(", ")}.` : ""}`.trim(),
		...track.state === "failed" || track.state === "blocked" ? [`It ${track.state === "failed" ? "failed" : "is blocked"}${track.reason ? ` (${track.reason})` : ""}${track.message ? `: ${forgeLine(track.message, 2e3)}` : "."}`] : []
	].filter((part) => part !== "").join("\n\n");
	return {
		phase: phase.id,
		title: titleOf(`${phase.id}: ${phase.title}`),
		text: withoutMarks(withoutSecrets(text)),
		state: track.state === "done" ? "closed" : "open",
		labels: [OWN_LABEL, ...mark === void 0 ? [] : [mark]]
	};
}
const isNext = ({ id, needs }, { phases }) => {
	const stateOf = (phase) => phases.find((one) => one.phase === phase)?.state;
	return stateOf(id) === "pending" && needs.every((need) => stateOf(need) === "done");
};
const titleOf = (text) => plainLine(withoutSecrets(text)).slice(0, MOST_TITLE).toWellFormed().trim();
/** The criteria stand as tasks of their own. */
const withoutTasks = (section) => section.replace(/^\s*[-*+] \[[ xX]\] .*$/gm, "").trim();
// src/report/issues/edits.ts
/** What has to be done to an issue so that it says what is wanted, and what is left because people changed it. Pure. */
function newIssue(wanted, more) {
	const { title, text, labels } = wanted;
	const mark = markOf({
		...wanted,
		state: "open"
	}, more);
	return {
		title,
		body: writeBody({
			mark,
			text,
			before: "",
			after: ""
		}),
		labels
	};
}
/** undefined: it is as it should be. `kept` says in words what people changed, which stays. */
function issueEdit(found, wanted, more) {
	const marked = readBody(found.body);
	if (marked === void 0) return {
		edit: void 0,
		kept: ["its mark was taken out"]
	};
	const { mark } = marked;
	const kept = [];
	const edit = {};
	const next = {
		...mark,
		...more
	};
	if (hashOf(found.title) !== mark.title) kept.push("its title");
	else if (found.title !== wanted.title) {
		edit.title = wanted.title;
		next.title = hashOf(wanted.title);
	}
	let { text } = marked;
	if (hashOf(text) !== mark.text) kept.push("its text");
	else if (hashOf(text) !== hashOf(wanted.text)) {
		text = withTicks(wanted.text, text);
		next.text = hashOf(wanted.text);
	}
	if (found.state === wanted.state) next.state = wanted.state;
	else if (found.state === mark.state) {
		edit.state = wanted.state;
		next.state = wanted.state;
	} else kept.push(`that it is ${found.state}`);
	if (!(mark.labels.join("\n") === wanted.labels.join("\n"))) {
		const labels = [...found.labels.filter((name) => !isOwnLabel(name)), ...wanted.labels];
		if (labels.toSorted().join("\n") !== found.labels.toSorted().join("\n")) edit.labels = labels;
		next.labels = wanted.labels;
	}
	const body = writeBody({
		...marked,
		mark: next,
		text
	});
	if (body !== writeBody(marked)) edit.body = body;
	return {
		edit: Object.keys(edit).length > 0 ? edit : void 0,
		kept
	};
}
const markOf = ({ phase, title, text, state, labels }, more) => ({
	...more,
	phase,
	title: hashOf(title),
	text: hashOf(text),
	state,
	labels
});
/** Of a list: which to add, which of ours to take away. */
function linkEdits(has, wants, own) {
	return {
		add: wants.filter((one) => !has.includes(one)),
		remove: has.filter((one) => own.has(one) && !wants.includes(one))
	};
}
// src/commands/issues/keeping.ts
function factsOf({ plan, state, parent, phases, links }) {
	const numbers = new Map([...phases].map(([phase, { number }]) => [phase, number]));
	return {
		plan,
		state,
		links: links === "text" && parent ? {
			parent: parent.number,
			phases: numbers
		} : void 0
	};
}
async function open(keeping, wanted, { more, what }) {
	const made = await keeping.forge.open(newIssue(wanted, {
		plan: keeping.plan.id,
		...more
	}));
	keeping.written.push(`opened #${made.number} for ${what}`);
	return made;
}
/** Brings an issue to what is wanted, but for what people changed. */
async function change(keeping, issue, wanted, more) {
	const { edit, kept } = issueEdit(issue, wanted, {
		plan: keeping.plan.id,
		...more
	});
	if (kept.length > 0) keeping.notes.push(`#${issue.number}: people changed ${kept.join(", ")}, which stays`);
	if (edit === void 0) return issue;
	const changed = await tolerant(keeping, issue, () => keeping.forge.update(issue.number, edit));
	if (changed === void 0) return issue;
	const done = edit.state === "closed" ? "closed" : edit.state === "open" ? "reopened" : "changed";
	keeping.written.push(`${done} #${issue.number}`);
	return changed;
}
const ITS_OWN = /* @__PURE__ */ new Set([
	"forge-forbidden",
	"forge-refused",
	"forge-not-found"
]);
/** One issue that may not be changed does not hold up the others. undefined: it was not done, and is told. */
async function tolerant({ notes }, { number }, act) {
	try {
		return await act();
	} catch (fault) {
		if (!(fault instanceof Fault) || !ITS_OWN.has(fault.code)) throw fault;
		notes.push(`#${number}: ${fault.message}`);
		return;
	}
}
// src/commands/issues/find.ts
/** By phase; null: the plan's. The first of each counts: a second one came of two runs at once, and is told. */
function ownIssues({ plan, notes }, all) {
	const found = /* @__PURE__ */ new Map();
	for (const issue of all) {
		const mark = readBody(issue.body)?.mark;
		if (mark?.plan !== plan.id) continue;
		const first = found.get(mark.phase);
		if (first) notes.push(`#${issue.number} stands for the same as #${first.issue.number}: close one of them`);
		else found.set(mark.phase, {
			issue,
			mark
		});
	}
	return found;
}
/** Finds or makes all of them. What has moved away is missing in the end, and told. */
async function findAll(keeping, own) {
	const parent = own.get(null);
	keeping.links = parent?.mark.links ?? "issues";
	keeping.parent = parent?.issue;
	const remembered = parent?.mark ?? await findParent(keeping, [...own.values()]);
	const children = keeping.parent ? await keeping.forge.children(keeping.parent.number) : [];
	for (const phase of keeping.plan.phases) {
		const issue = own.get(phase.id)?.issue ?? await makePhase(keeping, phase, remembered, children);
		if (issue) keeping.phases.set(phase.id, issue);
	}
	return children;
}
/** Where the plan's issue went, with what it remembers; or a new one. */
async function findParent(keeping, own) {
	for (const number of new Set(own.flatMap(({ mark }) => mark.of ?? []))) {
		const there = await keeping.forge.get(number);
		if (there === void 0) continue;
		keeping.notes.push(whereItIs(keeping, "the issue of the plan", there));
		return readBody(there.body)?.mark;
	}
	keeping.parent = await open(keeping, wantedParent(factsOf(keeping)), {
		more: {},
		what: `plan ${keeping.plan.id}`
	});
}
/** An issue for a phase that has none here: made, unless the one that it had lives on elsewhere. */
async function makePhase(keeping, phase, remembered, children) {
	const number = remembered?.phases?.[phase.id];
	const there = children.find((child) => isElsewhere(keeping, child) && readBody(child.body)?.mark.phase === phase.id) ?? (number === void 0 ? void 0 : await keeping.forge.get(number));
	if (there) {
		keeping.notes.push(whereItIs(keeping, phase.id, there));
		return;
	}
	const more = keeping.parent ? { of: keeping.parent.number } : {};
	return open(keeping, wantedPhase(phase, factsOf(keeping)), {
		more,
		what: phase.id
	});
}
const isElsewhere = ({ here }, { repository }) => repository.toLowerCase() !== here.toLowerCase();
const whereItIs = (keeping, what, there) => isElsewhere(keeping, there) ? `${what} was moved to ${there.repository}#${there.number}: it is left there, and none is made anew` : `${what} is #${there.number}, and its mark was taken out: it is left alone, and none is made anew`;
// src/commands/issues/links.ts
/** Sub-issues and "blocked by": what hangs together hangs together where people look. */
/** Links what is not linked. Where the token may not, the texts will say it; each run asks once more. */
async function adopt(keeping, children) {
	const { parent, phases, forge, notes, written } = keeping;
	if (parent === void 0) return;
	const linked = new Set(children.map(({ id }) => id));
	keeping.links = "issues";
	for (const [phase, child] of phases) {
		if (linked.has(child.id)) continue;
		try {
			await forge.adopt(parent.number, child.id);
			written.push(`linked #${child.number} to #${parent.number}`);
		} catch (fault) {
			if (!(fault instanceof Fault) || fault.kind === "service") throw fault;
			if (fault.code !== "forge-refused") {
				keeping.links = "text";
				return;
			}
			notes.push(`${phase} is no sub-issue: ${fault.message}`);
		}
	}
}
/** "Blocked by", for what a phase needs. Whatever else people linked stays. */
async function order(keeping) {
	const { plan, phases, forge, links, written } = keeping;
	if (links === "text") return;
	const numbers = new Map([...phases.values()].map(({ id, number }) => [id, number]));
	for (const { id, needs } of plan.phases) {
		const issue = phases.get(id);
		if (issue === void 0) continue;
		const { add, remove } = linkEdits((await forge.blockers(issue.number)).map((blocker) => blocker.id), needs.flatMap((need) => phases.get(need)?.id ?? []), new Set(numbers.keys()));
		const linking = async (act, said) => {
			if (await tolerant(keeping, issue, async () => {
				await act();
				return true;
			})) written.push(said);
		};
		for (const blocker of add) await linking(() => forge.block(issue.number, blocker), `#${issue.number} waits for #${numbers.get(blocker)}`);
		for (const blocker of remove) await linking(() => forge.unblock(issue.number, blocker), `#${issue.number} waits no more for #${numbers.get(blocker)}`);
	}
}
// src/commands/issues.ts
/**
* issues: one issue for the plan and one for each phase, brought to what is proved of it now. Everything is looked up anew and
* only differences are written, so that a run that was cut off is made up for by the next, and a second one changes nothing.
*/
/** Plans that somebody had issues made for. */
async function plansWithIssues({ forge }) {
	requireForge(forge);
	const ids = (await forge.issues.ours()).flatMap(({ body }) => readBody(body)?.mark.plan ?? []);
	return [...new Set(ids)].sort();
}
function requireForge({ kind }) {
	if (kind !== "local") return;
	throw new Fault("usage", "no-forge", "there are no issues here: they are kept where the repository is hosted", "Run the workflow Planfile issues (planfile init writes it).");
}
async function issues(ask, ports) {
	const { forge, git } = ports;
	requireForge(forge);
	const { plan } = await findPlan(ask, ports);
	const claimed = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
	const { landed } = await readBranch({
		plan,
		state: claimed,
		trustBase: false
	}, git);
	const keeping = {
		plan,
		state: prove(claimed, landed),
		here: (await forge.origins.repository()).name,
		forge: forge.issues,
		parent: void 0,
		phases: /* @__PURE__ */ new Map(),
		links: "issues",
		written: [],
		notes: []
	};
	const own = ownIssues(keeping, await forge.issues.ours());
	await adopt(keeping, await findAll(keeping, own));
	await settle(keeping);
	await order(keeping);
	await retire(keeping, [...own.values()]);
	const { parent, phases, links, written, notes } = keeping;
	return {
		plan: plan.id,
		issue: parent ? {
			number: parent.number,
			url: parent.url
		} : null,
		phases: [...phases].map(([phase, { number, url, state }]) => ({
			phase,
			number,
			url,
			state
		})),
		links,
		written,
		notes
	};
}
/** Brings titles, texts, states and labels to what is wanted. */
async function settle(keeping) {
	const { plan, parent, phases } = keeping;
	const facts = factsOf(keeping);
	for (const phase of plan.phases) {
		const issue = phases.get(phase.id);
		const more = parent ? { of: parent.number } : {};
		if (issue) phases.set(phase.id, await change(keeping, issue, wantedPhase(phase, facts), more));
	}
	if (parent === void 0) return;
	const numbers = Object.fromEntries([...phases].map(([phase, { number }]) => [phase, number]));
	const earlier = readBody(parent.body)?.mark.phases;
	const links = keeping.links === "text" ? "text" : void 0;
	const more = {
		phases: {
			...earlier,
			...numbers
		},
		links
	};
	keeping.parent = await change(keeping, parent, wantedParent(facts), more);
}
/** Issues of phases that the plan has no more are closed. */
async function retire(keeping, own) {
	for (const { issue, mark } of own) {
		const { phase } = mark;
		if (phase === null || keeping.plan.phases.some(({ id }) => id === phase)) continue;
		const { text } = readBody(issue.body);
		await change(keeping, issue, {
			phase,
			title: issue.title,
			text,
			state: "closed",
			labels: [OWN_LABEL]
		}, {});
	}
}
// src/entries/handlers/issues.ts
/** The handler of `issues`: one plan's, or those of every plan that has issues already. */
const onIssues = async ({ call, wire, cwd }) => {
	const { requireDefaultBranch } = await import("./job.js");
	await requireDefaultBranch(wire);
	await using git = await wire.git(cwd);
	const { identity } = await wire.person(cwd);
	const ports = {
		git,
		files: wire.files,
		forge: await wire.forge(git, identity)
	};
	const [named] = call.arguments;
	const reports = [];
	const unreadable = [];
	for (const name of named === void 0 ? await plansWithIssues(ports) : [named]) try {
		reports.push(await issues({
			name,
			cwd
		}, ports));
	} catch (fault) {
		if (named !== void 0 || !(fault instanceof Fault) || fault.kind === "service") throw fault;
		unreadable.push({
			plan: name,
			message: fault.message,
			fix: fault.fix
		});
	}
	const { bold, yellow, dim } = wire.paint;
	const blocks = reports.map(({ plan, issue, written, notes }) => [
		`${bold(plan)} ${issue ? dim(cleanLine(issue.url)) : ""}`,
		...written.length > 0 ? written.map((line) => `  ${cleanLine(line)}`) : [`  ${dim("nothing to change")}`],
		...notes.map((note) => `  ${yellow("!")} ${cleanLine(note)}`)
	].join("\n"));
	const broken = unreadable.map(({ plan, message, fix }) => `${cleanLine(plan)}: ${cleanLine(message)}\n  fix: ${cleanLine(fix)}`);
	const none = "No plan has issues yet: planfile issues <plan> makes them.";
	const lines = [...blocks, ...broken];
	const markdown = async () => reports.map(({ plan, issue, written, notes }) => [`**Planfile issues**: ${codeSpan(plan)}${issue ? ` #${issue.number}` : ""}`, ...[...written, ...notes].map((line) => `- ${forgeLine(line)}`)].join("\n\n")).join("\n\n");
	return {
		exit: 0,
		json: {
			plans: reports,
			unreadable
		},
		text: `${lines.length > 0 ? lines.join("\n\n") : none}\n`,
		markdown
	};
};
export { onIssues };
