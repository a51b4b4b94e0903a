import { r as visible } from "./clean.js";
import { n as inert, r as inertGuards, t as disarm } from "./inert.js";
import { n as withoutSecrets } from "./redact.js";
import { n as counted } from "./words.js";
// src/report/plain.ts
/**
* Text of models made safe for a commit's message (trust.md T20), which is no markdown: there is no code to set it in, so what
* somebody would act on is taken apart where people can see it. A message is shown by forges, quoted in pull requests, and
* printed by workflows.
*/
/** In a message a formula is no formula. */
const plainGuards = inertGuards.filter(({ name }) => name !== "formula");
/** Several lines, each of which says the same and does nothing. */
function plainText(text, guards = plainGuards) {
	let apart = disarm(visible(text));
	for (let pass = 0; pass < MOST_PASSES; pass += 1) {
		const next = inert(apart, guards).map(({ text: piece, acts }) => acts ? takenApart(piece) : piece).join("");
		if (next === apart) break;
		apart = next;
	}
	return guards.some(({ name }) => name === "address") ? apart.replace(/:(?=\/\/)/g, ": ") : apart;
}
/** Each pass parts what stands together; four kinds can stand in each other. */
const MOST_PASSES = 10;
/** One line, with something before it: what acts only at the beginning of a line does not act here. */
const plainLine = (text) => plainText(text.replace(/\s+/g, " ").trim(), plainGuards.filter(({ atStart }) => !atStart));
function takenApart(piece) {
	const apart = piece.replace(/@(?=\S)/g, "@ ").replace(/#(?=\d)/g, "# ").replace(/\b(GH-)(?=\d)/gi, "$1 ").replace(/:\/\//g, ": //").replace(/\b(www\.|mailto:|xmpp:)(?=\S)/gi, "$1 ").replace(/^::/, ": :");
	return /^\/|:$/.test(apart) ? `> ${apart}` : apart;
}
// src/lifecycle/trailers.ts
/**
* The trailers of a landed commit (design.md §3): which plan and phase it is, who planned, who built, who approved. Values come
* from people and models, so each is made one line of visible text; reading takes the last paragraph only, and nothing twice.
*/
/** Characters of one value, and of a subject. */
const VALUE_MOST = 200;
const SUBJECT_MOST = 100;
/** What a model's words go through on their way into a message (trust.md T20). */
const proseGuards = {
	"no secrets": withoutSecrets,
	"nothing acts": (text) => plainText(text)
};
/** A whole message: subject, prose, trailers. The prose holds no secret, no line of it is a trailer, and nobody acts on it. */
const commitMessage = (parts, guards = Object.values(proseGuards)) => message(commitSubject(parts.subject) || parts.trailers.phase, parts.body ?? "", formatTrailers(parts.trailers), guards);
/** Of a commit that brings a plan, or its next revision: it names who planned (`plannerNamed`). */
const planMessage = (parts, guards = Object.values(proseGuards)) => message(commitSubject(parts.subject), parts.body, `Planned-by: ${value(parts.plannedBy)}`, guards);
function message(subject, body, trailers, guards) {
	const text = prose(guards.reduce((text, guard) => guard(text), onlySeen(body)));
	return `${[
		subject,
		...text === "" ? [] : [text],
		trailers
	].join("\n\n")}\n`;
}
/** What a commit of a phase's work says first: what was built, or how much of it was mended. */
const phaseSubject = ({ id, title }, mended = 0) => `${id}: ${mended === 0 ? title : `mend ${counted(mended, "finding")} of the review`}`;
/** A first line: visible, short, and nobody acts on it. */
const commitSubject = (text) => oneLine(plainLine(withoutSecrets(onlySeen(text))), SUBJECT_MOST);
/** The trailer lines of a commit, without a line end. */
const formatTrailers = (trailers) => formatAllTrailers([trailers]);
/**
* Those of several phases, for the end of a pull request's body: each phase with its digest, then everybody once. Of one phase they
* are those of its commit; of several they claim nothing (`parseTrailers`), so that no squash is taken for a landing.
*/
function formatAllTrailers(all) {
	const people = (name, of) => [...new Set(all.flatMap(of).map(value))].map((who) => `${name}: ${who}`);
	return [
		...new Set(all.map(({ plan, digest, phase }) => `Plan: ${oneLine(plan, 1e3)}@${digest}\nPlan-Phase: ${phase}`)),
		...people("Planned-by", ({ plannedBy }) => [plannedBy]),
		...people("Implemented-by", ({ implementedBy }) => [implementedBy]),
		...people("Approved-by", ({ approvedBy }) => approvedBy)
	].join("\n");
}
/** Who planned, as whoever committed a plan says it: a model as answered, or a person. */
const plannerNamed = (message) => {
	const named = trailersOf(message).get("Planned-by");
	return named?.length === 1 && named[0] !== "" ? oneLine(named[0], 200) : void 0;
};
/** undefined where the last paragraph is not exactly such a block: a name that stands twice is ambiguous, and nothing. */
function parseTrailers(message) {
	const found = trailersOf(message);
	const once = (name) => found.get(name)?.length === 1 ? found.get(name)[0] : void 0;
	const plan = /^(.+)@([0-9a-f]{64})$/.exec(once("Plan") ?? "");
	const phase = once("Plan-Phase");
	const plannedBy = once("Planned-by");
	const implementedBy = once("Implemented-by");
	if (!plan || !phase || !plannedBy || !implementedBy) return void 0;
	if (!/^[a-z][a-z0-9-]{0,47}$/.test(phase)) return void 0;
	const approvedBy = found.get("Approved-by") ?? [];
	return {
		plan: plan[1],
		digest: plan[2],
		phase,
		plannedBy,
		implementedBy,
		approvedBy
	};
}
function trailersOf(message) {
	const paragraphs = message.replace(/\r\n?/g, "\n").trimEnd().split(/\n[ \t]*\n/);
	const block = paragraphs.length > 1 ? paragraphs.at(-1) : "";
	const found = /* @__PURE__ */ new Map();
	for (const line of block.split("\n")) {
		const match = /^([A-Za-z][A-Za-z-]*): (.*)$/.exec(line);
		if (match) found.set(match[1], [...found.get(match[1]) ?? [], match[2].trim()]);
	}
	return found;
}
/** Control, format (bidi, zero-width, tags), separator, private and unpaired characters: nothing that people do not see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;
function oneLine(text, most) {
	const line = text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
	const characters = [...line];
	return characters.length > most ? `${characters.slice(0, most - 1).join("").trimEnd()}…` : line;
}
/** Line by line, for line ends are the only such characters that stay. */
const onlySeen = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(UNSEEN, " ")).join("\n");
const value = (text) => oneLine(text, VALUE_MOST) || "unknown";
function prose(text) {
	return text.split("\n").map((line) => line.trimEnd()).map((line) => /^[A-Za-z0-9-]+\s*:/.test(line) ? `  ${line}` : line).join("\n").replace(/^\n+|\n+$/g, "");
}
export { phaseSubject as a, plainLine as c, parseTrailers as i, commitSubject as n, planMessage as o, formatAllTrailers as r, plannerNamed as s, commitMessage as t };
