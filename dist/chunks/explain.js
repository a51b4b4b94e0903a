import { a as near, t as RULES } from "./rules.js";
import { p as CODES } from "./yaml-too-deep.js";
import { t as Fault } from "./fault.js";
// src/plan/page.ts
/**
* The page of a code, in markdown: what `explain` prints and what the reference shows. From the rule's own
* examples.
*/
/** Codes that no rule over one document reports. */
const OTHERS = [
	{
		code: "plan-id-repeated",
		title: "Two plans with one id",
		doc: "A branch, a record and approvals go by the plan's id, so no two plans of a repository have the same one, or two that look alike. Both files are reported.",
		locked: true
	},
	{
		code: "paths-match-nothing",
		title: "A path that matches nothing yet",
		doc: "No tracked file is named by this entry of `paths`. That is right for a phase that makes new files, and a slip of the pen otherwise. Phases that are done are not looked at."
	},
	{
		code: "allow-unused",
		title: "An `allow` that silences nothing",
		doc: "What it was written for is gone. Take the entry out, so that it does not silence something else later."
	},
	{
		code: "unreadable",
		title: "A file that could not be read",
		doc: "The file is not there, is no regular file, or is no plan for a reason that no other rule names.",
		locked: true
	}
];
/** Undefined for what is no code. */
function pageOf(code) {
	const rule = [...RULES, ...OTHERS].find((one) => one.code === code);
	if (rule === void 0) return void 0;
	const parts = [
		`# ${code}: ${rule.title}`,
		rule.doc,
		standing(rule.code, rule.locked === true)
	];
	if (rule.measure) parts.push(`How it is measured: ${rule.measure}`);
	for (const { plan, at } of rule.bad?.slice(0, 1) ?? []) parts.push(`For example, this has the problem at line ${at[0]}, column ${at[1]}:`, fenced(plan));
	for (const plan of rule.good?.slice(0, 1) ?? []) parts.push("And this has not:", fenced(plan));
	return `${parts.join("\n\n")}\n`;
}
function standing(code, locked) {
	const severity = CODES[code];
	if (severity === "error") return `An error: the plan has no digest, so nothing of it can be approved or run. Nothing ${locked ? "lowers or " : ""}silences it.`;
	const name = severity === "note" ? "A note" : "A warning";
	if (locked) return `${name} that nothing turns off.`;
	return `${name}. The policy sets its severity (\`rules: {${code}: error}\`), and a plan that means it says so: \`allow: [{rule: ${code}, reason: …}]\`.`;
}
/** Long or binary examples are cut: the page is for reading. Hidden characters are written out. */
function fenced(plan) {
	if (typeof plan !== "string") return "(bytes that are not UTF-8)";
	return `\`\`\`\`markdown\n${(plan.length > 2e3 ? `${plan.slice(0, 400)}\n…` : plan).replace(/[^\n\t\u0020-\u007e]/gu, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`).trimEnd()}\n\`\`\`\``;
}
// src/commands/explain.ts
/** explain: the page of a code that `validate` reports. Reads nothing. */
function explain(code) {
	const page = pageOf(code);
	if (page !== void 0) return {
		code,
		page
	};
	const codes = Object.keys(CODES);
	throw new Fault("usage", "unknown-code", "validate reports no such code", near(code, codes) ?? `Codes are ${codes.join(", ")}.`);
}
export { explain };
