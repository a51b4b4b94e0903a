import { i as matches } from "./paths.js";
import { n as protectedReason, r as unlocked } from "./protected.js";
import { t as loadedByVerify } from "./self-verified.js";
// src/outcomes/scope.ts
/**
* Did the work stay where the plan said? Asked by `execute`, which made it, and again by `publish`, which lands it: one
* implementation, so that the two can never disagree (trust.md T9, T16, T17, T21).
*/
/** In the order in which they speak: the first that names a path decides what is said of it. */
const scopeGuards = {
	protection: ({ path }, paths) => {
		if (protectedReason(path) === void 0) return void 0;
		return unlocked(path, paths) ? "unlocked" : "protected";
	},
	paths: ({ path }, paths) => matches(path, paths) ? void 0 : "outside",
	modes: ({ kind }) => kind === "mode" ? "modes" : void 0
};
/** Sorts changed paths; nothing in `outside`, `protected` or `modes` means that the work may land. */
function scopeOf({ changes, paths }, guards = Object.values(scopeGuards)) {
	const scope = {
		outside: [],
		protected: [],
		unlocked: [],
		modes: [],
		selfVerified: []
	};
	for (const change of changes) {
		const { path } = change;
		for (const guard of guards) {
			const kind = guard(change, paths);
			if (kind === void 0) continue;
			scope[kind].push(path);
			break;
		}
		if (loadedByVerify(path)) scope.selfVerified.push(path);
	}
	return scope;
}
/** One sentence for people, or undefined when the work is inside its scope. */
function scopeFailure(scope) {
	const said = [];
	if (scope.outside.length > 0) said.push(`changed outside of its paths: ${list(scope.outside)}`);
	if (scope.protected.length > 0) said.push(`changed protected files that its paths do not name: ${list(scope.protected)}`);
	if (scope.modes.length > 0) said.push(`changed what kind of file it is: ${list(scope.modes)}`);
	return said.length > 0 ? said.join("; ") : void 0;
}
const list = (paths) => paths.length > 10 ? `${paths.slice(0, 10).join(", ")} and ${paths.length - 10} more` : paths.join(", ");
export { scopeOf as n, scopeFailure as t };
