import { t as Fault } from "./fault.js";
// src/commands/asking.ts
async function ask(question) {
	try {
		return { known: await question() };
	} catch (error) {
		if (error instanceof Fault && (error.kind === "undecided" || error.kind === "service")) return { unknown: error.message };
		throw error;
	}
}
/** Each question is asked once for all that depend on its answer. */
function once(question) {
	const asked = /* @__PURE__ */ new Map();
	return (key) => {
		const known = asked.get(key) ?? question(key);
		asked.set(key, known);
		return known;
	};
}
export { once as n, ask as t };
