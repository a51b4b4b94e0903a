import { n as remarkParse, r as remarkGfm, t as unified } from "./lib.js";
import { i as setDigest } from "./digest.js";
/** More commands than this in one comment are nobody's. */
const MOST = 20;
const MOST_CHARACTERS = 65536;
const parser = unified().use(remarkParse).use(remarkGfm);
/** In the order in which they stand; the same one twice is one. */
function commandsIn(body) {
	const seen = /* @__PURE__ */ new Set();
	const commands = [];
	for (const line of spokenLines(body)) {
		const command = commandOf(line);
		if (command === void 0 || seen.has(line)) continue;
		seen.add(line);
		commands.push(command);
	}
	return commands.slice(0, MOST);
}
/** Does this command name exactly these phases of this plan? What it leaves out of the digest it must not contradict. */
function names(command, verb, plan, phases) {
	if (command.kind !== "decision" || command.verb !== verb) return false;
	if (command.plan !== plan.id && command.plan !== plan.path) return false;
	return setDigest(phases.map(({ phase, digest }) => ({
		id: phase,
		digest
	}))).startsWith(command.digest);
}
/** The line that people paste. */
const commandLine = (verb, plan, digest) => `/planfile ${verb} ${plan} ${digest.slice(0, 32)}`;
function commandOf(line) {
	const [name, verb = "", plan, digest, ...more] = line.trim().split(/[ \t]+/);
	if (name !== "/planfile" || OTHER_VERBS.has(verb)) return void 0;
	const incomplete = (why) => ({
		kind: "incomplete",
		verb,
		plan,
		why
	});
	if (verb !== "approve" && verb !== "revoke") return incomplete("unknown-verb");
	if (plan === void 0 || digest === void 0) return incomplete("no-digest");
	if (more.length > 0) return incomplete("too-many-words");
	if (!/^[0-9a-f]{1,64}$/.test(digest)) return incomplete("not-a-digest");
	if (digest.length < 32) return incomplete("digest-too-short");
	return {
		kind: "decision",
		verb,
		plan,
		digest
	};
}
/** Verbs that another step acts on, and answers. */
const OTHER_VERBS = /* @__PURE__ */ new Set([
	"execute",
	"fix",
	"draft",
	"review",
	"decline"
]);
/** In the order in which they stand; the same one twice is one. Names are checked by whoever looks for the plan. */
function executionsIn(body) {
	const commands = spokenLines(body).map((line) => line.trim().split(/[ \t]+/)).flatMap(([name, verb, plan, ...phases]) => name === "/planfile" && verb === "execute" ? [{
		line: [
			name,
			verb,
			plan,
			...phases
		].join(" ").trim(),
		plan,
		phases: [...new Set(phases)]
	}] : []);
	return commands.filter(({ line }, index) => commands.findIndex((one) => one.line === line) === index).slice(0, MOST);
}
/** In the order in which they stand; the same one twice is one. */
const fixesIn = (body) => [...new Set(spokenLines(body).map((line) => line.trim()))].flatMap((line) => {
	const [name, verb, ...words] = line.split(/[ \t]+/);
	return name === "/planfile" && verb === "fix" ? [{
		line,
		words: [...new Set(words)]
	}] : [];
}).slice(0, MOST);
/** In the order in which they stand. */
const draftsIn = (body) => spokenLines(body).map((line) => line.trim()).flatMap((line) => {
	const match = /^\/planfile[ \t]+draft(?:[ \t]+(.*))?$/.exec(line);
	return match ? [{
		line,
		words: (match[1] ?? "").trim()
	}] : [];
}).slice(0, MOST);
/** `/planfile review`: have this pull request reviewed as it stands. */
const reviewsIn = (body) => spokenLines(body).some((line) => /^\/planfile[ \t]+review[ \t]*$/.test(line));
/** Whole lines that a person wrote as plain text at the top level, before anything that a mail program or HTML brings. */
function spokenLines(body) {
	const text = beforeMail(body.replace(/\r\n?/g, "\n").slice(0, MOST_CHARACTERS));
	const blocks = parser.parse(text).children;
	const html = blocks.findIndex((block) => block.type === "html" && !isWholeComment(block));
	return (html === -1 ? blocks : blocks.slice(0, html)).filter(isParagraph).flatMap((paragraph) => plainLines(paragraph, text));
}
const isParagraph = (block) => block.type === "paragraph";
const isWholeComment = ({ value }) => /^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(value);
/** Lines of which every character is plain text: nothing of code, links, emphasis or HTML on them. */
function plainLines({ children, position }, text) {
	const first = position.start.line;
	const source = text.split("\n").slice(first - 1, position.end.line);
	const marked = new Set(children.flatMap(({ type, position: place }) => type === "text" ? [] : between(place.start.line, place.end.line)));
	return source.filter((line, index) => !marked.has(first + index) && line.startsWith("/"));
}
const between = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** Where an answer by mail begins to repeat what it answers, in the words of common programs, or to sign. */
const MAIL = /^(?:.{1,300}\b(?:wrote|writes|schrieb|a écrit|escribió)\b.{0,100}:|-{2,} ?(?:Original Message|Forwarded message) ?-{2,}|_{10,}|From: .+|-- ?)$/im;
function beforeMail(text) {
	const at = text.search(MAIL);
	return at === -1 ? text : text.slice(0, at);
}
export { fixesIn as a, executionsIn as i, commandsIn as n, names as o, draftsIn as r, reviewsIn as s, commandLine as t };
