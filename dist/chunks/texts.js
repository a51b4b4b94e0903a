import { t as checkPlans } from "./check.js";
import { T as string, h as boolean, m as array, p as _enum, w as strictObject } from "./schemas.js";
import { v as findFrontMatter, w as require_dist } from "./yaml-too-deep.js";
import { i as readDocument, o as ID } from "./rules.js";
import { t as applyFixes } from "./fix.js";
import { r as readPlan } from "./read.js";
import { n as isLiteral, r as matcher } from "./paths.js";
import { n as protectedReason } from "./protected.js";
import { t as inForce } from "./inforce.js";
import { t as Fault } from "./fault.js";
import { n as pastSessions, r as recentBefore, t as estimatePlan } from "./estimates.js";
import { i as introduction, o as manifestLines } from "./introduction.js";
import { t as repositoryMap } from "./map.js";
import { i as policyOf } from "./policy.js";
import { i as stepsOf } from "./record3.js";
import { a as plansAt, n as branchRef } from "./where2.js";
// src/plan/proposal-guards.ts
var import_dist = require_dist();
/**
* Whether a proposal may become a plan: named guards over the composed text as it reads back, and the repository that it is for. What
* they say goes to the planner word for word, so each message names the place and the way out. What only people may unlock is
* refused by a program, not by a prompt (trust.md T17).
*/
const proposalGuards = {
	"the document passes every rule": ({ reading }) => reading.problems.filter(({ severity }) => severity !== "note").map(({ code, message, fix, phase }) => `${phase === void 0 ? "" : `phase ${phase}: `}${message} ${fix} (${code})`),
	"the document reads back as it was proposed": ({ proposal, reading }) => {
		const { plan } = reading;
		if (plan === void 0) return [];
		const ids = plan.phases.map(({ id }) => id).join(" ");
		if (plan.id !== proposal.id || ids !== proposal.phases.map(({ id }) => id).join(" ")) return ["the phases do not read back: keep headings out of the texts"];
		return proposal.phases.flatMap(({ id, title, needs, paths, verify, work, criteria }, i) => {
			const read = plan.phases[i];
			const wrong = [
				[
					"title",
					[title.trim()],
					[read.title]
				],
				[
					"needs",
					needs,
					read.needs
				],
				[
					"paths",
					paths,
					read.paths
				],
				[
					"verify",
					verify,
					read.verify
				],
				[
					"criteria",
					criteria.map(oneLine),
					read.criteria.map(({ text }) => text)
				]
			].find(([, said, is]) => JSON.stringify(said) !== JSON.stringify(is))?.[0];
			if (wrong !== void 0) return [`phase ${id}: its ${wrong} do not read back: no headings, tasks or marks that end a list`];
			return read.section.startsWith(work.trim().split("\n", 1)[0].trimEnd()) ? [] : [`phase ${id}: its work does not read back: begin with a sentence`];
		});
	},
	"its id is free": ({ proposal, taken }) => taken.has(proposal.id) ? [`the id ${proposal.id} is taken: choose another`] : [],
	"one option is chosen": ({ proposal }) => {
		const chosen = proposal.options.filter((one) => one.chosen).length;
		return chosen === 1 ? [] : [`${chosen} options are chosen: choose one`];
	},
	"its paths are here, or named as new": ({ proposal, files, planned = [] }) => proposal.phases.flatMap(({ id, paths, creates }, i) => {
		const made = proposal.phases.slice(0, i).flatMap((before) => before.creates);
		const known = [
			...files,
			...planned,
			...creates,
			...made
		];
		const nothing = paths.filter((path) => !known.some(matcher(path)));
		const outside = creates.filter((path) => !paths.some((pattern) => matcher(pattern)(path)));
		return [
			...nothing.map((path) => `phase ${id}: ${path} matches no file: mend it, or name the new file in creates`),
			...outside.map((path) => `phase ${id}: ${path} is in creates and not in its paths`),
			...creates.filter((path) => files.includes(path)).map((path) => `phase ${id}: ${path} exists already: take it out of creates`)
		];
	}),
	"it is about this repository": ({ proposal, files }) => {
		const folders = new Set(files.map((file) => file.split("/", 1)[0]));
		const here = proposal.phases.some(({ paths, work }) => paths.some((path) => path.includes("/") ? folders.has(path.split("/", 1)[0]) : files.some((file) => matcher(path)(file) || work.includes(file))));
		return files.length === 0 || here ? [] : ["nothing that it names is in this repository: look again"];
	},
	"what is protected is unlocked with a reason": ({ proposal }) => proposal.phases.flatMap(({ id, paths, unlocks }) => {
		const named = new Set(unlocks.map(({ path }) => path));
		const literal = paths.filter((path) => isLiteral(path) && protectedReason(path) !== void 0);
		return [...literal.filter((path) => !named.has(path)).map((path) => `phase ${id}: ${path} is protected: say why in unlocks, or leave it out`), ...[...named].filter((path) => !literal.includes(path)).map((path) => `phase ${id}: ${path} is in unlocks and is no protected file among its paths`)];
	}),
	"checks, owners and instructions are left to people": ({ proposal }) => proposal.phases.flatMap(({ id, paths }) => paths.flatMap((path) => {
		const reason = protectedReason(path) ?? "";
		return /^\.github(?:\/|$)/i.test(path) || PEOPLES.has(reason) ? [`phase ${id}: ${path} decides about checks, owners or instructions: only a person writes that into a plan. Leave it out, and name it as a risk or an open step`] : [];
	})),
	"deciding and building are apart": ({ proposal }) => proposal.phases.flatMap(({ id, kind, paths }) => {
		const documents = paths.every((path) => /\.(?:md|mdx|markdown|rst|adoc|txt)$/i.test(path));
		return kind === "decide" && !documents ? [`phase ${id}: a phase that decides changes documents only; build in a phase that needs it`] : [];
	}),
	"verify is what the repository knows": ({ proposal, commands }) => proposal.phases.flatMap(({ id, verify }) => verify.filter((command) => !isKnown(command, commands)).map((command) => `phase ${id}: ${command} is none of the commands that this repository names`))
};
/** A command that the repository names, with plain words behind it (a test's path, say), or a look whether a file is there. */
const isKnown = (command, commands) => /^test -[efs] [\w./-]+$/.test(command) || commands.some((known) => command === known || command.startsWith(`${known} `) && /^(?: [\w./@:=,+-]+)+$/.test(command.slice(known.length)));
/** The messages of all guards; none: it may become a plan. */
const objections = (facts, guards = Object.values(proposalGuards)) => [...new Set(guards.flatMap((guard) => guard(facts)))];
/** Reasons of outcomes/protected.ts that a plan of a model never unlocks. */
const PEOPLES = /* @__PURE__ */ new Set([
	"continuous integration",
	"who owns which code",
	"git's configuration",
	"hooks",
	"an editor that runs tasks",
	"an agent's instructions or configuration",
	"the environment of commands"
]);
const oneLine = (text) => text.replace(/\s+/g, " ").trim();
// src/plan/compose.ts
/**
* Writes a plan's document from a proposal, in the layout that people know from the examples. Pure and total: whether the text is
* a valid plan that means what was proposed is asked of the text (proposal-guards.ts), as of every other plan.
*/
function composePlan({ proposal, issue, budgets, strong }) {
	const body = [
		`# ${proposal.title}`,
		proposal.why,
		list("Considered", proposal.options.map(({ option, chosen, because }) => `${option}: ${chosen ? "chosen" : "not"}, because ${because}`)),
		list("Decided", proposal.decided),
		list("Out of scope", proposal.outOfScope),
		list("Risks", proposal.risks),
		...proposal.phases.map(sectionOf)
	].filter((part) => part !== "");
	return `---\n${frontMatter({
		proposal,
		issue,
		budgets,
		strong
	})}---\n\n${body.map((part) => part.trim()).join("\n\n")}\n`;
}
function frontMatter({ proposal, issue, budgets, strong }) {
	const usd = [...budgets.values()].reduce((sum, budget) => sum + budget.usd, 0);
	const document = new import_dist.Document({
		planfile: 1,
		id: proposal.id,
		...issue === void 0 ? {} : { issue },
		...usd > 0 ? { budget: { usd: cents(usd) } } : {},
		phases: proposal.phases.map((phase) => entryOf(phase, budgets, strong))
	});
	flow(document.get("budget"));
	for (const phase of document.get("phases").items) onOneLine(phase);
	return document.toString(YAML_STYLE);
}
/** The entry of a phase in the front matter. */
const entryOf = ({ id, kind, needs, paths, verify }, budgets, strong) => ({
	id,
	...needs.length > 0 ? { needs } : {},
	paths,
	verify,
	...kind === "decide" ? { models: { executor: strong } } : {},
	...budgets.has(id) ? { budget: budgets.get(id) } : {}
});
/** Values of an entry that read well on one line are written so. */
function onOneLine(phase) {
	for (const { value } of phase.items) if (short(value)) flow(value);
}
/** No folded lines: the front matter is a strict subset of YAML (design.md §2). */
const YAML_STYLE = {
	lineWidth: 0,
	flowCollectionPadding: false
};
/** A list that reads well on one line. */
const short = (value) => (0, import_dist.isMap)(value) || (0, import_dist.isSeq)(value) && String(value).length <= 90;
function flow(value) {
	if ((0, import_dist.isMap)(value) || (0, import_dist.isSeq)(value)) value.flow = true;
}
/** A phase's section, heading and criteria included. */
function sectionOf({ id, title, work, unlocks, criteria }) {
	return [
		`## Phase ${id}: ${title}`,
		work.trim(),
		unlocks.length === 0 ? "" : `It changes protected files: ${unlocks.map(({ path, because }) => `\`${path}\`, because ${because.trim()}`).join("; ")}`,
		criteria.map((text) => `- [ ] ${text.trim()}`).join("\n")
	].filter((part) => part !== "").join("\n\n");
}
const list = (title, items) => items.length === 0 ? "" : `${title}:\n\n${items.map((item) => `- ${item.trim()}`).join("\n")}`;
const cents = (usd) => Math.round(usd * 100) / 100;
// src/plan/proposal.ts
/**
* What a planner proposes, as data; the document is written by us from it (compose.ts), so that a model never hands in a file.
* The descriptions are part of what the planner is told.
*/
const id = string().regex(ID).max(48);
const line = (most) => string().max(most).regex(/^[^\n]*\S[^\n]*$/, "one line that is not empty");
const prose = string().max(2e4);
const path = string().min(1).max(1e3);
const option = strictObject({
	option: line(300).describe("One way to reach the goal."),
	chosen: boolean(),
	because: line(1e3).describe("Why it was chosen, or why not.")
});
const proposedPhase = strictObject({
	id: id.describe("Lower-case letters, digits and dashes; names the phase for ever."),
	title: line(100).describe("What it yields, as a heading."),
	kind: _enum(["build", "decide"]).describe("decide: executed by the strong model, a document as its paths."),
	needs: array(id).max(50).describe("Phases that must be done before. What shares no file and needs nothing runs together."),
	paths: array(path).min(1).max(50).describe("What it may change: files, and globs where it must."),
	creates: array(path).max(50).describe("Files among its paths that do not exist yet."),
	unlocks: array(strictObject({
		path,
		because: line(500)
	})).max(20).describe("Protected files (manifests, lock files, configuration) that it must change, each with the reason."),
	verify: array(line(2e3)).min(1).max(10).describe("Commands that pass when it is built, from the list that you were given."),
	work: prose.min(1).describe("What to build, for a reader who knows only this plan and the repository. Markdown without headings."),
	criteria: array(line(1e3)).min(1).max(30).describe("What a reviewer can judge by looking at the result, each true or false.")
});
const proposal = strictObject({
	id: id.describe("A short name of the plan."),
	title: line(150).describe("The goal, as a heading."),
	why: prose.min(1).describe("Why, and what one must know: a few paragraphs. Markdown without headings."),
	options: array(option).min(1).max(10).describe("What was considered; exactly one is chosen."),
	decided: array(line(1e3)).max(30).describe("Decisions that hold for every phase."),
	outOfScope: array(line(1e3)).max(30),
	risks: array(line(1e3)).max(30).describe("What may go wrong, and how one would notice."),
	phases: array(proposedPhase).min(1).max(40)
});
// src/plan/revision.ts
/**
* The next revision of a plan: what a planner proposes, and the document that comes of it. What is kept stays word for word, so that its
* digest, and every approval of it, stays too.
*/
const revisionProposal = strictObject({
	because: string().min(1).max(5e3).describe("What was wrong with the plan, and what this changes."),
	body: string().max(4e4).nullable().describe("null. Only where the text outside of the phases is wrong: all of it, without the title; costs every approval."),
	phases: array(strictObject({
		id: string().regex(ID),
		phase: proposedPhase.nullable().describe("null: it stays as it is, word for word.")
	})).min(1).max(60).describe("Every phase of the revised plan, in order. One that is not here any more is dropped.")
});
/** The revised document. Total; whether it is a valid plan is asked of the text. */
function revisePlan({ text, revision, budgets, strong }) {
	const document = readDocument(new TextEncoder().encode(text), "");
	const { lines } = document.source;
	const found = findFrontMatter(lines);
	if (typeof found === "string" || !document.outline) return text;
	return `---\n${reviseEntries(lines.slice(1, found.close - 1).join("\n"), revision, budgets, strong)}---\n\n${reviseBody(lines, found.close, document.outline, revision)}\n`;
}
function reviseEntries(yaml, { phases }, budgets, strong) {
	const document = (0, import_dist.parseDocument)(yaml, {
		version: "1.2",
		schema: "core"
	});
	const entries = document.get("phases");
	if (!entries?.items) return `${yaml}\n`;
	const known = new Map(entries.items.map((entry) => [String(entry.get("id")), entry]));
	entries.items = phases.flatMap(({ id, phase }) => {
		if (phase === null) return known.get(id) ?? [];
		const entry = document.createNode(entryOf(phase, budgets, strong));
		onOneLine(entry);
		const { commentBefore, spaceBefore } = known.get(id) ?? {};
		return [Object.assign(entry, {
			commentBefore,
			spaceBefore
		})];
	});
	return document.toString(YAML_STYLE);
}
function reviseBody(lines, close, outline, { body, phases }) {
	const sections = new Map(outline.sections.map((section) => [section.id, lines.slice(section.heading.first - 1, section.end - 1)]));
	const inSection = (line) => outline.sections.some(({ heading, end }) => line >= heading.first && line < end);
	const [title] = outline.titles;
	const outside = body === null ? lines.filter((_, i) => i >= close && !inSection(i + 1)) : [
		...title ? lines.slice(title.first - 1, title.last) : [],
		"",
		body
	];
	const written = phases.map(({ id, phase }) => phase === null ? (sections.get(id) ?? []).join("\n") : sectionOf(phase));
	return [outside.join("\n"), ...written].map((part) => part.trim()).filter((part) => part !== "").join("\n\n");
}
const revisionGuards = {
	"the document passes every rule": ({ reading, ...facts }) => proposalGuards["the document passes every rule"]({
		reading,
		...facts
	}),
	"what is kept is there": ({ revision, before }) => {
		const known = new Set(before.phases.map(({ id }) => id));
		return revision.phases.flatMap(({ id, phase }) => [...phase === null && !known.has(id) ? [`there is no phase ${id} that could stay`] : [], ...phase !== null && phase.id !== id ? [`phase ${id} is called ${phase.id} inside`] : []]);
	},
	"done and running phases stay as they are": ({ revision, before, reading, fixed }) => before.phases.flatMap(({ id, digest }) => {
		if (!fixed.has(id)) return [];
		if (!revision.phases.some((one) => one.id === id && one.phase === null)) return [`phase ${id} is done or running: keep it, and make the change in another phase`];
		const now = reading.plan?.phases.find((one) => one.id === id)?.digest;
		return now === void 0 || now === digest || revision.body !== null ? [] : [`phase ${id} is done or running, and builds on a phase that you change: change another`];
	}),
	"the text outside of the phases stays while phases are done or running": ({ revision, fixed }) => revision.body !== null && fixed.size > 0 ? [`${[...fixed].join(", ")} were built for the text outside of the phases as it is: leave body null`] : [],
	"what is kept reads back as it was": ({ revision, before, reading }) => revision.phases.flatMap(({ id, phase }) => {
		const [was, is] = [before, reading.plan].map((plan) => plan?.phases.find((one) => one.id === id));
		if (phase !== null || !was || !is) return [];
		return was.section === is.section && JSON.stringify(was.paths) === JSON.stringify(is.paths) ? [] : [`phase ${id} does not read back as it was: keep headings out of the other texts`];
	}),
	"what is changed reads back as it was proposed": ({ revision, reading, ...facts }) => {
		const changed = changedIn(revision);
		const { plan } = reading;
		if (!plan || changed.length === 0) return [];
		const phases = plan.phases.filter(({ id }) => changed.some((phase) => phase.id === id));
		const proposal = {
			id: plan.id,
			phases: changed
		};
		return proposalGuards["the document reads back as it was proposed"]({
			...facts,
			proposal,
			reading: {
				...reading,
				plan: {
					...plan,
					phases
				}
			}
		});
	},
	"something changes": ({ revision, before }) => {
		return revision.body === null && changedIn(revision).length === 0 && revision.phases.length === before.phases.length ? ["nothing would change"] : [];
	},
	...Object.fromEntries([
		"its paths are here, or named as new",
		"what is protected is unlocked with a reason",
		"checks, owners and instructions are left to people",
		"deciding and building are apart",
		"verify is what the repository knows"
	].map((name) => [name, ({ revision, before, ...facts }) => proposalGuards[name]({
		...facts,
		planned: before.phases.flatMap(({ paths }) => paths.filter(isPlain)),
		proposal: { phases: changedIn(revision) }
	})]))
};
/** The messages of all guards; none: it may become the next revision. */
const revisionObjections = (facts, guards = Object.values(revisionGuards)) => [...new Set(guards.flatMap((guard) => guard(facts)))];
const changedIn = ({ phases }) => phases.flatMap(({ phase }) => phase === null ? [] : [phase]);
/** Files that the plan is still to make: whoever kept it may build on them. */
const isPlain = (path) => !/[*?{]/.test(path);
// src/plan/verify-commands.ts
/** Of one manifest; more would not be read. */
const MOST = 60;
/** In the order of the manifests, each once. `policy`: what the policy allows besides (`verify.commands`). */
function verifyCommands(manifests, policy = []) {
	const found = manifests.flatMap(({ path, text }) => (READERS[path]?.(text) ?? []).slice(0, MOST));
	return [.../* @__PURE__ */ new Set([...policy, ...found])];
}
/** The manifests that this reads, at the top of the repository. */
const READERS = {
	"package.json": (text) => scripts(text).map((name) => name === "test" ? "npm test" : `npm run ${name}`),
	"deno.json": (text) => ["deno test", ...keys(text, "tasks").map((name) => `deno task ${name}`)],
	"composer.json": (text) => scripts(text).map((name) => `composer run ${name}`),
	Makefile: (text) => names(text, /^([A-Za-z][\w.-]*):(?!=)/gm).map((name) => `make ${name}`),
	justfile: (text) => names(text, /^@?([A-Za-z][\w-]*)[^:=\n]*:(?!=)/gm).map((name) => `just ${name}`),
	"Cargo.toml": () => [
		"cargo test",
		"cargo check",
		"cargo clippy -- -D warnings",
		"cargo fmt --check"
	],
	"go.mod": () => [
		"go test ./...",
		"go vet ./...",
		"go build ./..."
	],
	"pyproject.toml": (text) => [
		"python -m unittest",
		...tool(text, "pytest", "python -m pytest"),
		...tool(text, "ruff", "ruff check"),
		...tool(text, "mypy", "mypy ."),
		...tool(text, "tox", "tox")
	],
	"mix.exs": () => ["mix test", "mix compile --warnings-as-errors"],
	Gemfile: (text) => [.../\brspec\b/.test(text) ? ["bundle exec rspec"] : [], .../\brake\b/.test(text) ? ["bundle exec rake"] : []],
	"pom.xml": () => ["mvn -q test", "mvn -q verify"],
	"build.gradle.kts": () => ["./gradlew test", "./gradlew check"]
};
/** Scripts that start something for good, or reach out, verify nothing. */
const NO_VERIFY = /^(?:pre|post|prepare|start|dev|serve|watch|deploy|release|publish|install)/;
const scripts = (text) => keys(text, "scripts").filter((name) => !NO_VERIFY.test(name));
function keys(text, field) {
	try {
		const value = JSON.parse(text)?.[field];
		return (typeof value === "object" && value !== null ? Object.keys(value) : []).filter((name) => /^[\w:.-]{1,80}$/.test(name));
	} catch {
		return [];
	}
}
const tool = (text, name, command) => new RegExp(`\\b${name}\\b`).test(text) ? [command] : [];
const names = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))];
// src/commands/drafting/ground.ts
/** `base`: undefined for the commit that is checked out. */
async function groundOf({ base: given, documents }, ports) {
	const { repository } = ports.git;
	const base = given ?? (await repository.head()).commit;
	if (base === void 0) throw new Fault("usage", "no-commits", "the repository has no commit yet", "Commit something first.");
	const policyCommit = await repository.defaultCommit() ?? null;
	const policy = await policyOf(policyCommit, ports);
	const force = inForce(policy, {
		models: {},
		budget: {}
	});
	if (!force.ok) throw new Error("a policy without a plan overreaches");
	const told = await introduction({
		base,
		trusted: policyCommit,
		documents
	}, ports);
	const manifests = told.manifests ?? [];
	const others = await plansAt(repository, base);
	const records = await repository.records();
	const branches = await repository.refs(branchRef(""));
	const past = recentBefore(pastSessions([...records.values()].map(({ text }) => stepsOf(text))), ports.clock.now().getTime());
	const map = [repositoryMap(told.entries), ...manifestLines(manifests)].join("\n");
	const introduced = [map, ...told.instructions.map(({ text }) => text)].join("\n").length;
	return {
		base,
		policyCommit,
		policy,
		inForce: force.inForce,
		files: told.entries.map(({ path }) => path),
		others,
		taken: /* @__PURE__ */ new Set([
			...others.flatMap(({ id }) => id ?? []),
			...records.keys(),
			...[...branches.keys()].map((ref) => ref.slice(branchRef("").length))
		]),
		commands: verifyCommands(manifests, policy.draft.commands),
		map,
		instructions: told.instructions,
		documents,
		estimate: (plan) => estimatePlan(plan, {
			policy,
			introduction: introduced,
			past
		})
	};
}
/** Room above the upper estimate, so that an honest phase does not end at its budget. */
const ROOM = 1.25;
/** Budgets of phases, from what they will probably take. A phase without a price gets the policy's. */
function budgetsFrom({ phases }, { budget }) {
	return new Map(phases.flatMap(({ phase, high }) => {
		if (high.usd === null) return [];
		return [[phase, {
			usd: Math.min(budget.most.usd, Math.max(.5, Math.ceil(high.usd * ROOM * 4) / 4)),
			turns: Math.min(budget.most.turns, Math.ceil(high.turns * ROOM / 10) * 10),
			minutes: budget.phase.minutes
		}]];
	}));
}
// src/commands/drafting/texts.ts
/** Composed once without budgets, so that they can be estimated from what the executor will be told. */
function firstText(proposal, { issue }, ground) {
	const compose = (budgets) => readText(composePlan({
		proposal,
		...issue === null ? {} : { issue },
		budgets,
		strong: ground.policy.models.planner
	}), `plans/${proposal.id}.md`, ground.others);
	const rough = compose(/* @__PURE__ */ new Map());
	return rough.reading.plan ? compose(budgetsFrom(ground.estimate(rough.reading.plan), ground.policy)) : rough;
}
function revisedText(revision, text, { plan, path }, ground) {
	const others = ground.others.filter((other) => other.id !== plan.id);
	const revise = (budgets) => readText(revisePlan({
		text,
		revision,
		budgets,
		strong: ground.policy.models.planner
	}), path, others);
	const rough = revise(/* @__PURE__ */ new Map());
	return rough.reading.plan ? revise(budgetsFrom(ground.estimate(rough.reading.plan), ground.policy)) : rough;
}
/** What has one sure way to be mended is mended; the rest is read as every plan is, beside the others. */
function readText(text, path, others) {
	const bytes = new TextEncoder().encode(text);
	const fixed = applyFixes(bytes, readPlan(bytes, path).problems).bytes;
	return {
		text: new TextDecoder().decode(fixed),
		reading: checkPlans([readPlan(fixed, path), ...others])[0]
	};
}
/** A plan that asks for more than the policy allows would never run. */
function overreach({ plan }, { policy }) {
	return (plan?.phases ?? []).flatMap((phase) => {
		const force = inForce(policy, plan, phase);
		return force.ok ? [] : force.overreach.map(({ message }) => message);
	});
}
/** Of a plan that holds: its commands, tried on a clean copy. */
async function untried(plan, tried, { sandbox }) {
	if (sandbox.kind === "none") return [];
	const wrong = await tried.of([...new Set(plan.phases.flatMap(({ verify }) => verify))]);
	return plan.phases.flatMap(({ id, verify }) => verify.flatMap((command) => {
		const why = wrong.get(command);
		return why === void 0 ? [] : [`phase ${id}: ${command}: ${why}`];
	}));
}
export { groundOf as a, revisionObjections as c, objections as d, proposalGuards as f, untried as i, revisionProposal as l, overreach as n, verifyCommands as o, revisedText as r, revisionGuards as s, firstText as t, proposal as u };
