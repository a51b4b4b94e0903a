import { createHash } from "node:crypto";
// src/models/prompts/render.ts
/** Fills the named slots of a prompt file. Pure, and total: a slot left over or a value nobody asked for is our own mistake. */
const SLOT = /\{\{([a-z][a-z-]*)\}\}/g;
/** Values go in literally and are not looked at again, so text that looks like a slot stays text. */
function render(template, values) {
	const asked = new Set([...template.matchAll(SLOT)].map(([, name]) => name));
	const missing = [...asked].filter((name) => !Object.hasOwn(values, name));
	const strange = Object.keys(values).filter((name) => !asked.has(name));
	if (missing.length > 0) throw new Error(`no value for the slots ${missing.join(", ")}`);
	if (strange.length > 0) throw new Error(`no slots for the values ${strange.join(", ")}`);
	return template.replace(SLOT, (_, name) => values[name]);
}
/**
* Text that others wrote, between marks that it cannot contain: they carry a hash of the very text. What stands between
* them is data, whatever it says of itself (trust.md T1). The same text gives the same marks, so a prefix stays byte-stable.
*/
function fence(label, text) {
	let mark = hash$1(text);
	while (text.includes(mark)) mark = hash$1(mark + text);
	return `<${label} ${mark}>\n${text}${text.endsWith("\n") ? "" : "\n"}</${label} ${mark}>`;
}
const hash$1 = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);
export { render as n, fence as t };
