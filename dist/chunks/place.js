import { r as readPlan } from "./read.js";
import { t as Fault } from "./fault.js";
import { r as intentOf } from "./outcome.js";
import { join, relative, resolve, sep } from "node:path";
// src/commands/drafting/place.ts
/** Puts a drafted plan into the work tree, for a person to read and commit: whole or not at all, and over nothing. */
/** The path that was written, as a person types it. Throws a fault where something else stands in its place. */
async function placeDraft({ draft, out, cwd }, ports) {
	const { root } = ports.git.repository;
	if (draft.text === null || draft.path === null) throw new Error("there is no text to place");
	const place = out === void 0 ? join(root ?? cwd, draft.path) : resolve(cwd, out);
	const there = await ports.files.read(place);
	if (there !== void 0 && !await revises(draft, there)) throw new Fault("usage", "file-exists", `${shown(place, cwd)} is there already, and is not what was revised`, `Name another place with --out, or take it from the outcome; nothing was overwritten.`);
	await ports.files.write(place, draft.text);
	return shown(place, cwd);
}
/** Only the very intent that the planner saw is replaced. */
async function revises({ before, path }, there) {
	const { plan } = readPlan(there, path ?? "");
	return before !== null && plan !== void 0 && intentOf({ plan }) === before;
}
const shown = (place, cwd) => {
	const path = relative(cwd, place);
	return path.startsWith("..") ? place : path.split(sep).join("/");
};
export { placeDraft };
