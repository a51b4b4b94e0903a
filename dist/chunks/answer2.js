import { t as Fault } from "./fault.js";
import { resolve } from "node:path";
// src/entries/handlers/answer.ts
/** What a handler gives back: the entry prints it, one way for every command. */
const flag = (call, name) => call.options[name] === true;
const text = (call, name) => {
	const value = call.options[name];
	return typeof value === "string" ? value : void 0;
};
const list = (call, name) => {
	const value = call.options[name];
	return Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
};
/** The folder of a step's outcomes. Throws a `usage` fault where none is named. */
function outFolder(call, cwd) {
	const out = text(call, "out");
	if (out !== void 0) return resolve(cwd, out);
	throw new Fault("usage", "out-missing", "where are the outcomes of this wave?", `planfile ${call.command} --out <the folder that schedule named>`);
}
export { text as i, list as n, outFolder as r, flag as t };
