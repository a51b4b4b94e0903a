import { n as codeSpan, r as forgeLine } from "./markdown.js";
import { t as markdownTable } from "./table.js";
import { a as usd, n as counted } from "./words.js";
import { a as shownState } from "./status.js";
import { t as phaseGraph } from "./status-markdown.js";
import { n as commitSubject } from "./trailers.js";
import { n as costTable, t as costNotes } from "./cost.js";
import { t as CHECK_MARKS } from "./review2.js";
// src/report/onward.ts
const list = (phases) => phases.map(({ phase }) => codeSpan(phase)).join(", ");
function onward(facts) {
	const { plan, path, phases, approve, check, starting } = facts;
	const of = (state) => phases.filter((phase) => phase.state === state);
	const [blocked, failed, running, pending] = [
		of("blocked"),
		of("failed"),
		of("running"),
		of("pending")
	];
	const lines = [];
	for (const { phase } of blocked) lines.push(`${codeSpan(phase)} found the plan wrong: revise ${codeSpan(path)} on this branch. A revision is a new digest, and is approved anew.`);
	if (check.conclusion === "failure") lines.push(`The review blocks. Have what it found mended by the executor (${codeSpan("/planfile fix")}, or ${codeSpan("/planfile fix <finding>")} for some of it), push a revision of the plan, undo the phase that it names (${codeSpan(`planfile reset ${plan} <phase> --reason "…"`)}), or go on all the same by naming a phase: ${codeSpan(`/planfile execute ${plan} <phase>`)}.`);
	if (failed.length > 0) lines.push(`To build ${list(failed)} again, comment ${codeSpan(`/planfile execute ${plan} ${failed.map(({ phase }) => phase).join(" ")}`)}.`);
	for (const { phase, run } of running) lines.push(`${codeSpan(phase)} is being built (run ${run ?? "?"}).`);
	const waiting = pending.filter(({ phase }) => !starting.includes(phase));
	const unapproved = waiting.filter(({ refused }) => refused !== null);
	for (const { phase, refused } of unapproved) lines.push(`${codeSpan(phase)}: ${forgeLine(refused.message, 300)}`);
	if (unapproved.some(({ refused }) => refused.decision === "refused")) lines.push(`Who has read the plan and may approve it comments, alone on a line: ${codeSpan(approve)}`);
	if (starting.length > 0) lines.push(`The next wave starts by itself: ${starting.map(codeSpan).join(", ")}.`);
	else if (waiting.length > unapproved.length && running.length === 0) lines.push(`To build what is ready, comment ${codeSpan(`/planfile execute ${plan}`)}.`);
	if (check.conclusion === "action_required" && of("done").length > 0) lines.push("There is no valid review of what stands here: comment `/planfile review`, or re-run the job `review` of the run that built it.");
	if (phases.every(({ state }) => state === "done") && check.conclusion === "success") lines.push("Everything is built and passed its review: read the change, and merge it.");
	return lines;
}
// src/report/pull.ts
/** Of a plan's title, which a squash makes the subject of a commit. */
const pullTitle = ({ id, title }) => commitSubject(title) || id;
const DETAILS = [
	{
		text: 1e3,
		items: 40,
		files: 20,
		tables: true
	},
	{
		text: 200,
		items: 40,
		files: 5,
		tables: true
	},
	{
		text: 80,
		items: 10,
		files: 1,
		tables: true
	},
	{
		text: 80,
		items: 3,
		files: 1,
		tables: false
	}
];
/** At most `most` characters; empty where not even the least has room. */
function pullMarkdown(facts, most) {
	for (const detail of DETAILS) {
		const text = render(facts, detail);
		if (text.length <= most) return text;
	}
	return "";
}
function render(facts, detail) {
	const { phases, check, notes, cost, planner } = facts;
	const close = phases.flatMap((phase) => toLookAt(phase, detail));
	const otherwise = phases.flatMap((phase) => endedOtherwise(phase, detail));
	return [
		head(facts),
		...detail.tables ? [phaseGraph(phases), phaseTable(phases)] : [],
		`**Check** ${CHECK_MARKS[check.conclusion]} ${forgeLine(check.title)}`,
		...section("Look closely", close, detail),
		...section("Went otherwise", otherwise, detail),
		...detail.tables && cost.length > 0 ? [
			"**Cost**",
			markdownTable(costTable(cost, planner)),
			costNotes(cost).map((note) => forgeLine(note)).join(" ")
		] : [],
		...section("Not possible here", notes.map((note) => () => forgeLine(note)), detail),
		...section("How to go on", onward(facts).map((line) => () => line), detail),
		"Planfile writes this part anew; what stands above and below it is yours."
	].join("\n\n");
}
function section(title, lines, { items }) {
	if (lines.length === 0) return [];
	const shown = lines.slice(0, items).map((line) => `- ${line()}`);
	const left = lines.length - shown.length;
	return [`**${title}**`, [...shown, ...left > 0 ? [`- and ${left} more`] : []].join("\n")];
}
function head({ plan, path, phases, spentUsd }) {
	const done = phases.filter(({ state }) => state === "done").length;
	return `### Plan ${codeSpan(plan)}: ${done} of ${counted(phases.length, "phase")} done\n\nWhat was approved stands in ${codeSpan(path)}; it took ${usd(spentUsd)} usd so far.`;
}
function phaseTable(phases) {
	return markdownTable({
		columns: [
			{ title: "phase" },
			{ title: "what" },
			{ title: "state" },
			{ title: "commit" },
			{ title: "built by" },
			{ title: "approved by" },
			{
				title: "usd",
				align: "right"
			}
		],
		rows: phases.map((one) => [
			codeSpan(one.phase),
			forgeLine(one.title, 200),
			shownState(one),
			one.commit?.slice(0, 12) ?? "",
			one.model === null ? "" : codeSpan(one.model),
			one.approvedBy.map(codeSpan).join(", "),
			one.usd > 0 ? usd(one.usd) : ""
		])
	});
}
function toLookAt({ phase, deviations, unlocked, selfVerified }, detail) {
	const name = codeSpan(phase);
	const lines = [];
	if (unlocked.length > 0) lines.push(() => `${name} changed protected files that the plan unlocks: ${files(unlocked, detail)}`);
	if (selfVerified.length > 0) lines.push(() => `${name} changed what its own verify loads, so its verify speaks for itself: ${files(selfVerified, detail)}`);
	for (const one of deviations) lines.push(() => `${name} deviates from the plan: ${forgeLine(one, detail.text)}`);
	return lines;
}
function endedOtherwise({ phase, state, reason, message, kept }, detail) {
	if (state === "done" && message !== "") return [() => `${codeSpan(phase)}: ${forgeLine(message, detail.text)}`];
	if (state !== "failed" && state !== "blocked") return [];
	const place = kept === null ? "" : `, its work kept as ${kept.slice(0, 12)} under the record`;
	return [() => `${codeSpan(phase)} ${state} (${reason})${place}: ${forgeLine(message, detail.text)}`];
}
function files(paths, { files: most }) {
	const shown = paths.slice(0, most).map(codeSpan);
	const left = paths.length - shown.length;
	return `${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
// src/report/pull-body.ts
/** GitHub takes so many characters (github.md G18). */
const BODY_MOST = 65536;
const begin = (plan) => `<!-- planfile ${plan} -->`;
const end = (plan) => `<!-- /planfile ${plan} -->`;
/** A paragraph of nothing but our trailers, with the digest that no person types. */
const TRAILER = /^(?:Plan|Plan-Phase|Planned-by|Implemented-by|Approved-by): \S.*$/;
const DIGEST = /^Plan: .+@[0-9a-f]{64}$/;
/** The whole body. The same part put in twice changes nothing. */
function pullBody(before, { plan, text, trailers }) {
	const { above, below } = othersIn(before, plan);
	return `${above}${`${begin(plan)}\n${text.replaceAll("<!--", "<! --").trim()}\n${end(plan)}`}${below}${trailers === "" ? "" : `\n\n${trailers}`}`;
}
/** How many characters are left for our text, beside what people wrote. */
function roomFor(before, plan, trailers) {
	return BODY_MOST - pullBody(before, {
		plan,
		text: "",
		trailers
	}).length;
}
/** Line ends are the browser's: who saves a body on a web page changes them all. */
const sameBody = (one, other) => unix(one) === unix(other);
const unix = (text) => text.replace(/\r\n?/g, "\n").trimEnd();
/** What people wrote, with the white space that keeps it apart from our part. */
function othersIn(body, plan) {
	const from = body.indexOf(begin(plan));
	const to = from < 0 ? -1 : body.indexOf(end(plan), from);
	if (to < 0) {
		const own = withoutTrailers(body.replaceAll(begin(plan), "").replaceAll(end(plan), "")).trimEnd();
		return {
			above: own === "" ? "" : `${own}\n\n`,
			below: ""
		};
	}
	const below = withoutTrailers(body.slice(to + end(plan).length)).trimEnd();
	return {
		above: body.slice(0, from),
		below: below === "" || /^\s/.test(below) ? below : `\n\n${below}`
	};
}
function withoutTrailers(text) {
	const parts = text.split(/(\r?\n(?:[ \t]*\r?\n)+)/);
	const kept = [];
	for (let i = 0; i < parts.length; i += 2) {
		const paragraph = parts[i] ?? "";
		if (isTrailers(paragraph)) kept.pop();
		else kept.push(paragraph);
		const space = parts[i + 1];
		if (space !== void 0) kept.push(space);
	}
	return kept.join("");
}
function isTrailers(paragraph) {
	const lines = paragraph.split(/\r?\n/).filter((line) => line !== "");
	return lines.length > 0 && lines.every((line) => TRAILER.test(line)) && lines.some((line) => DIGEST.test(line));
}
export { pullTitle as a, pullMarkdown as i, roomFor as n, sameBody as r, pullBody as t };
