import { t as parseRecord } from "./record.js";
import { s as plannerNamed } from "./trailers.js";
import { a as resolveModel, r as defaultModel } from "./inforce.js";
import { t as Fault } from "./fault.js";
import { t as nameOf } from "./person.js";
import { i as span } from "./words.js";
import { a as modelWords, c as rangeWords, f as timeWords, h as waitingPlans, i as heldWords, l as reviewWords, m as figuresOf, n as cents, o as plannedWords, p as totalWords, r as doneWords, s as plannerWords, t as approvedWords, u as sourceWords } from "./words2.js";
import { r as policyIn } from "./policy.js";
import { n as isPlanPath, r as readPlan, t as declaresPlan } from "./read.js";
import { n as POLICY_PATH } from "./schema.js";
import { a as MANIFESTS, n as INSTRUCTION_FILES, o as manifestLines, t as INSTRUCTIONS_MOST } from "./introduction.js";
import { t as repositoryMap } from "./map.js";
import { n as branchRef } from "./where2.js";
import { t as fastStringWidth } from "./dist.js";
import { n as cleanLine } from "./clean.js";
import { n as pastSessions } from "./estimates.js";
import { t as plain } from "./paint.js";
import { t as STATE_MARKS } from "./status.js";
import { n as textTable } from "./table.js";
import { i as text } from "./answer2.js";
import { resolve } from "node:path";
// src/lifecycle/arrival.ts
/** Answers for many plans from one pass over the branch; `branch` is oldest first, the works in the order in which they landed. */
function arrivals(branch) {
	const firstWith = /* @__PURE__ */ new Map();
	const firstNaming = /* @__PURE__ */ new Map();
	const note = (map, key, index) => map.has(key) || map.set(key, index);
	for (const [index, { changes, message }] of branch.entries()) {
		for (const change of changes) note(firstWith, keyOf(change), index);
		for (const [, digest] of message.matchAll(/^Plan: .+@([0-9a-f]{64})$/gm)) note(firstNaming, digest, index);
	}
	const lastOf = (places) => {
		const known = places.filter((place) => place !== void 0);
		if (places.length === 0 || known.length < places.length) return void 0;
		const { id, at } = branch[Math.max(...known)];
		return {
			commit: id,
			at
		};
	};
	return (works) => {
		const left = new Map(works.flatMap(({ changes }) => changes.map((change) => [change.path, change])));
		const made = [...left.values()].filter(({ blob }) => blob !== void 0);
		const found = (made.length > 0 ? made : [...left.values()]).map((change) => firstWith.get(keyOf(change)));
		return lastOf(found) ?? lastOf(works.map(({ digest }) => firstNaming.get(digest)));
	};
}
const keyOf = ({ path, blob }) => `${blob ?? "gone"} ${path}`;
/** What ended as done and was not undone since, in the order in which it landed. */
function landedEnds(steps) {
	const landed = /* @__PURE__ */ new Map();
	for (const { step } of steps) {
		if (step.type === "reset") landed.delete(`${step.phase} ${step.digest}`);
		if (step.type !== "end" || step.outcome !== "done" || step.commit === null) continue;
		const name = `${step.phase} ${step.digest}`;
		landed.delete(name);
		landed.set(name, step);
	}
	return [...landed.values()];
}
// src/commands/arrived.ts
/** When the default branch got what plans landed: for the report, over many plans at once, and whatever the way of the merge. */
/** What each plan landed, and when the default branch had all of it. A history that is not here leaves that open, with a note. */
async function landedOf(ids, records, { main, notes }, repository) {
	const ends = new Map(ids.map((id) => [id, landedEnds(records.get(id)?.steps ?? [])]));
	const commits = [...new Set([...ends.values()].flatMap((own) => own.flatMap(({ commit }) => commit ?? [])))];
	if (commits.length === 0 || main === void 0) return /* @__PURE__ */ new Map();
	try {
		const facts = new Map((await repository.facts(commits)).map((one) => [one.id, one]));
		const [changes, branch, outside] = await Promise.all([
			repository.blobChanges([...facts.values()]),
			sinceFirst(ids, records, main, repository),
			repository.unreached(commits, main)
		]);
		const brought = await repository.blobChanges(branch);
		const arrived = arrivals(branch.map(({ id, committedAt, message }) => ({
			id,
			at: committedAt,
			message,
			changes: brought.get(id) ?? []
		})));
		const found = /* @__PURE__ */ new Map();
		for (const [id, own] of ends) {
			if (own.length === 0) continue;
			const works = own.map(({ digest, commit }) => ({
				digest,
				changes: changes.get(commit) ?? []
			}));
			const last = own.at(-1).commit;
			const at = arrived(works)?.at ?? (outside.has(last) ? void 0 : await reachedAt(last, branch, repository));
			found.set(id, {
				messages: new Map(own.map(({ commit }) => [commit, facts.get(commit).message])),
				mergedAt: at
			});
		}
		return found;
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		notes.push(`merges could not be told: ${fault.message}`);
		return /* @__PURE__ */ new Map();
	}
}
/** The default branch since the first of these plans was started. */
async function sinceFirst(ids, records, main, repository) {
	const base = ids.flatMap((id) => records.get(id)?.steps ?? []).flatMap(({ step }) => step.type === "start" ? [step] : []).sort((a, b) => a.at < b.at ? -1 : 1)[0]?.base;
	try {
		return await repository.between(base === void 0 ? [] : [base], main);
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		return repository.between([], main);
	}
}
/** A merge that changed what it brought (people edited the same file) still has the commit itself: looked for by halves. */
async function reachedAt(commit, branch, repository) {
	let [low, high] = [0, branch.length - 1];
	while (low < high) {
		const middle = low + high >> 1;
		if (await repository.isAncestor(commit, branch[middle].id)) high = middle;
		else low = middle + 1;
	}
	return branch[low]?.committedAt;
}
// src/commands/survey.ts
async function surveyPlans(main, repository) {
	const prefix = branchRef("");
	const [{ commit: head }, branches] = await Promise.all([repository.head(), repository.refs(prefix)]);
	const tips = [...branches].map(([ref, tip]) => ({
		id: ref.slice(prefix.length),
		tip
	}));
	const commits = [.../* @__PURE__ */ new Set([...tips.map(({ tip }) => tip), ...head === void 0 ? [] : [head]])];
	const places = [.../* @__PURE__ */ new Set([...commits, ...main === void 0 ? [] : [main]])];
	const files = await repository.filesOf(places, [
		"",
		"plans",
		".github"
	], (path) => isPlanPath(path) || BESIDE.has(path));
	const read = reader();
	const plans = /* @__PURE__ */ new Map();
	const unreadable = [];
	const taken = /* @__PURE__ */ new Set();
	const take = (id, { plan, path, problems }) => {
		taken.add(path);
		const error = problems.find(({ severity }) => severity === "error");
		if (plan) plans.set(id, plan);
		else unreadable.push({
			plan: id,
			message: `${path}:${error?.line ?? 1}:${error?.column ?? 1} ${error?.message ?? "it could not be read"}`,
			fix: `planfile validate ${path}`
		});
	};
	for (const { id, tip } of tips) {
		const own = (files.get(tip) ?? []).filter(({ path }) => isPlanPath(path));
		const named = own.find(({ path }) => path === `plans/${id}.md`);
		const reading = [...named ? [named] : [], ...own].map(read).find((one) => one?.id === id);
		if (reading) take(id, reading);
	}
	for (const file of head === void 0 ? [] : files.get(head) ?? []) {
		if (!isPlanPath(file.path) || taken.has(file.path)) continue;
		const reading = read(file);
		if (reading === void 0) continue;
		const id = reading.id ?? reading.path;
		if (!plans.has(id)) take(id, reading);
	}
	const beside = main === void 0 ? [] : files.get(main) ?? [];
	return {
		plans,
		unreadable,
		commits,
		introduction: main === void 0 ? 0 : await introduced(main, beside, repository),
		policy: beside.find(({ path }) => path === POLICY_PATH)?.bytes
	};
}
/** undefined: it is no plan. The same content is read once. */
function reader() {
	const known = /* @__PURE__ */ new Map();
	return ({ path, blob, bytes }) => {
		const name = `${blob} ${path}`;
		if (!known.has(name)) known.set(name, declaresPlan(bytes) ? readPlan(bytes, path) : void 0);
		return known.get(name);
	};
}
const BESIDE = /* @__PURE__ */ new Set([
	...MANIFESTS,
	...INSTRUCTION_FILES,
	POLICY_PATH
]);
async function introduced(main, files, repository) {
	const text = ({ path, bytes }) => ({
		path,
		text: new TextDecoder().decode(bytes)
	});
	const entries = (await repository.entries(main)).map(({ path, size }) => ({
		path,
		bytes: size
	}));
	const manifests = files.filter(({ path }) => MANIFESTS.includes(path)).map(text);
	const instructions = files.filter(({ path }) => INSTRUCTION_FILES.includes(path)).map(text);
	return [repositoryMap(entries), ...manifestLines(manifests)].join("\n").length + instructions.reduce((sum, one) => sum + Math.min(one.text.length, INSTRUCTIONS_MOST), 0);
}
// src/commands/report.ts
/**
* report: the account of a plan, or of all of a repository, from records and documents alone. It reads everything in a few children
* whatever the number of plans, and proves nothing: what may run is the gate's to say.
*/
/** `name`: an id or a path; undefined: every plan of the repository. Faults: no such plan. */
async function report(ask, ports) {
	const { repository } = ports.git;
	const [stored, main] = await Promise.all([repository.records(), repository.defaultCommit()]);
	const surveying = surveyPlans(main, repository);
	const records = new Map([...stored].map(([id, { text }]) => [id, parseRecord(text)]));
	const surveyed = await surveying;
	const ids = chosen(ask.name, records, surveyed);
	const notes = [];
	const policy = policyOrNote(surveyed, notes);
	const [landed, edits] = await Promise.all([landedOf(ids, records, {
		main,
		notes
	}, repository), editsOf(surveyed, repository)]);
	const plans = ids.map((id) => {
		const { steps = [], problems = [] } = records.get(id) ?? {};
		const plan = surveyed.plans.get(id);
		const own = landed.get(id);
		return {
			id,
			plan,
			steps,
			problems: problems.length,
			edits: plan ? edits.get(plan.path) ?? [] : [],
			messages: own?.messages ?? /* @__PURE__ */ new Map(),
			mergedAt: own?.mergedAt
		};
	});
	return figuresOf({
		now: ports.clock.now().getTime(),
		plans,
		past: pastSessions([...records.values()].map(({ steps }) => steps)),
		policy,
		introduction: surveyed.introduction,
		planner: policy ? resolveModel(policy.models.planner) : defaultModel("planner"),
		unreadable: surveyed.unreadable.filter(({ plan }) => ask.name === void 0 || ids.includes(plan)),
		notes
	});
}
function chosen(name, records, { plans, unreadable }) {
	const all = [.../* @__PURE__ */ new Set([...plans.keys(), ...records.keys()])].sort();
	if (name === void 0) return all;
	const path = name.replace(/^\.\//, "");
	const id = [...plans.values()].find((plan) => plan.path === path)?.id ?? all.find((one) => one === name);
	if (id !== void 0) return [id];
	const broken = unreadable.find(({ plan }) => plan === name || plan === path);
	if (broken) throw new Fault("refused", "plan-invalid", `the plan is not valid: ${broken.message}`, broken.fix);
	throw new Fault("usage", "plan-not-found", `there is no plan ${JSON.stringify(name)}: neither a document nor a record has this name`, "planfile report lists all plans of this repository.");
}
function policyOrNote({ policy }, notes) {
	try {
		return policyIn(policy);
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		notes.push(`without estimates: ${fault.message}`);
		return;
	}
}
/** By path: when a document was committed, and who planned it (planned-by.ts), oldest first. */
async function editsOf({ commits }, repository) {
	const history = (await repository.historyOf(commits, ["PLAN.md", "plans"])).filter(({ parents }) => parents.length < 2);
	const changes = await repository.blobChanges(history);
	const found = /* @__PURE__ */ new Map();
	for (const { id, at, authorName, authorEmail, message } of history.toReversed()) for (const { path, blob } of changes.get(id) ?? []) {
		if (blob === void 0) continue;
		const own = found.get(path) ?? [];
		own.push({
			at,
			by: plannerNamed(message) ?? nameOf({
				name: authorName,
				email: authorEmail
			})
		});
		found.set(path, own);
	}
	return found;
}
// src/report/figures/bars.ts
/** Bars of block characters: an eighth of a column is the smallest difference that shows. */
const EIGHTHS = [
	"",
	"▏",
	"▎",
	"▍",
	"▌",
	"▋",
	"▊",
	"▉"
];
/** A bar for `value` where `most` fills the width. What is more than nothing shows. */
function bar(value, most, width) {
	if (!(value > 0) || !(most > 0) || width < 1) return "";
	const eighths = Math.max(1, Math.min(width * 8, Math.round(value / most * width * 8)));
	return "█".repeat(eighths >> 3) + EIGHTHS[eighths & 7];
}
// src/report/figures/text.ts
/** The report on a terminal: as wide as it is, bars for money. */
function figuresText(figures, { width, paint = plain, detailed }) {
	const { plans, unreadable, notes } = figures;
	if (plans.length === 0 && unreadable.length === 0) return "There are no plans here, and no records.\n";
	const waiting = waitingPlans(figures);
	return `${[
		...detailed ? plans.map((plan) => planText(plan, figures, width, paint)) : [allText(figures, width, paint)],
		...waiting.length > 0 && !detailed ? [paint.bold("Waits for people"), indent(textTable({
			columns: [{ title: "plan" }, { title: "waits for" }],
			rows: waiting.map((one) => [one.id, shortened(one.waits, width - 30)])
		}, paint))] : [],
		...unreadable.map(({ plan, message, fix }) => `${paint.red("!")} ${cleanLine(plan)}: ${cleanLine(message)}\n  ${paint.cyan("fix:")} ${cleanLine(fix)}`),
		[...notes, ...sourceWords(figures)].map((note) => paint.dim(cleanLine(note))).join("\n")
	].join("\n\n")}\n`;
}
function allText(figures, width, paint) {
	const { plans } = figures;
	const held = heldWords(figures);
	const lines = [...totalWords(figures), ...held ? [held] : []].join("\n");
	const table = {
		columns: [
			{ title: "plan" },
			{ title: "state" },
			{
				title: "done",
				align: "right"
			},
			{
				title: "usd",
				align: "right"
			},
			{ title: "estimated" },
			{
				title: "draft to merge",
				align: "right"
			},
			{
				title: "people",
				align: "right"
			}
		],
		rows: plans.map((plan) => [
			plan.id,
			tint(plan.status, paint),
			doneWords(plan),
			cents(plan.usd.total),
			rangeWords(plan.estimate),
			plan.times.draftToMerge === null ? "" : span(plan.times.draftToMerge),
			span(plan.times.people)
		])
	};
	return `${lines}\n\n${indent(withBars(table, plans.map(({ usd }) => usd.total), width - 2, paint))}`;
}
function planText(plan, { planner }, width, paint) {
	const fact = (name, value) => value === "" ? [] : [`${paint.dim(name.padEnd(9))} ${cleanLine(value, 1e3)}`];
	const table = {
		columns: [
			{ title: "phase" },
			{ title: "state" },
			{ title: "model" },
			{
				title: "turns",
				align: "right"
			},
			{
				title: "time",
				align: "right"
			},
			{
				title: "usd",
				align: "right"
			},
			{ title: "estimated" }
		],
		rows: plan.phases.map((one) => [
			one.phase,
			tint(`${STATE_MARKS[one.state]} ${one.state}${one.reason ? ` (${one.reason})` : ""}`, paint, one.state),
			cleanLine(modelWords(one), 30),
			one.turns > 0 ? String(one.turns) : "",
			one.seconds > 0 ? span(one.seconds) : "",
			one.attempts > 0 ? cents(one.usd) : "",
			estimateText(one)
		])
	};
	const facts = [
		...fact("waits for", plan.waitsFor === "nothing" ? "" : plan.waits),
		...fact("planned", plannedWords(plan)),
		...fact("approved", approvedWords(plan)),
		...fact("estimated", rangeWords(plan.estimate) && `${rangeWords(plan.estimate)} usd for all phases`),
		...fact("cost", plannerWords(plan.usd.total, plan.usd.onPlanner, planner)),
		...fact("", plan.usd.perDonePhase === null ? "" : `${cents(plan.usd.perDonePhase)} usd for each done phase, reviews included`),
		...fact("reviews", reviewWords(plan)),
		...fact("time", timeWords(plan)),
		...fact("unpriced", plan.unpriced.join(", "))
	];
	const amounts = plan.phases.map((one) => one.attempts > 0 ? one.usd : one.estimate?.usd.likely ?? 0);
	return [
		`${paint.bold(plan.id)} ${tint(plan.status, paint)}  ${shortened(plan.title, width - 30)}`,
		indent(withBars(table, amounts, width - 2, paint)),
		indent(facts.join("\n"))
	].join("\n\n");
}
const estimateText = ({ estimate, took }) => estimate === null ? "" : `${rangeWords(estimate.usd)}${took === "above" ? ", cost more" : took === "below" ? ", cost less" : ""}`;
/** A last column of bars, as wide as there is room; none where there is none. */
function withBars(table, amounts, width, paint) {
	const widest = Math.max(...textTable(table).split("\n").map((line) => fastStringWidth(line)));
	const room = Math.min(MOST_BAR, width - widest - 2);
	if (room < LEAST_BAR) return textTable(table, paint);
	const most = Math.max(0, ...amounts);
	return textTable({
		columns: [...table.columns, { title: "" }],
		rows: table.rows.map((row, index) => [...row, paint.cyan(bar(amounts[index], most, room))])
	}, paint);
}
const MOST_BAR = 24;
const LEAST_BAR = 5;
const shortened = (text, width) => cleanLine(text, Math.max(20, width));
const indent = (text) => text.replace(/^(?=.)/gm, "  ");
function tint(text, paint, state = text) {
	if (state === "done" || state === "merged" || state === "approved") return paint.green(text);
	if (state === "failed" || state === "blocked") return paint.red(text);
	return state === "running" ? paint.cyan(text) : paint.yellow(text);
}
// src/entries/handlers/report.ts
/** The handler of `report`: the account of plans on a terminal, as markdown, as JSON, and as a page in a file. */
const onReport = async ({ call, wire, cwd }) => {
	await using git = await wire.git(cwd);
	const figures = await report({ name: call.arguments[0] }, {
		git,
		clock: wire.clock
	});
	const page = text(call, "html");
	if (page !== void 0) {
		const { figuresPage } = await import("./page.js");
		await wire.files.write(resolve(cwd, page), figuresPage(figures));
		wire.progress.note(`the page was written to ${page}`);
	}
	const detailed = call.arguments.length > 0;
	const markdown = async () => {
		const { figuresMarkdown } = await import("./markdown3.js");
		return figuresMarkdown(figures, { detailed });
	};
	return {
		exit: 0,
		json: figures,
		text: text(call, "format") === "markdown" ? await markdown() : figuresText(figures, {
			width: wire.columns,
			paint: wire.paint,
			detailed
		}),
		markdown
	};
};
export { onReport };
