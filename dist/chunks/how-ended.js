import { A as prettifyError } from "./schemas.js";
// src/session/read-json.ts
/** A structured answer of a model, read by its shape; or what is wrong with it, in words that the model is told. */
function readJson(text, shape) {
	let json;
	try {
		json = JSON.parse(unfenced(text));
	} catch {
		return { misfit: "it is no JSON" };
	}
	const parsed = shape.safeParse(json);
	return parsed.success ? { value: parsed.data } : { misfit: prettifyError(parsed.error).slice(0, 4e3) };
}
/** Some models put JSON into a code fence although they were asked for nothing else. */
const unfenced = (text) => /^\s*```(?:json)?\n([\s\S]*)\n```\s*$/.exec(text)?.[1] ?? text;
// src/session/how-ended.ts
/** undefined: it came to its end, and what was heard decides. */
function endedOtherwise(talked) {
	switch (talked.end) {
		case "fault": {
			const { kind, message, fix } = talked.fault;
			return {
				end: kind === "credentials" || kind === "cancelled" ? kind : "service",
				message: `${message}. ${fix}`
			};
		}
		case "stopped": return {
			end: "budget",
			message: talked.reason
		};
		case "time": return {
			end: "budget",
			message: "the budget is used up: all its minutes"
		};
		case "refused": return {
			end: "refused",
			message: `the model refused: ${talked.message}`
		};
		case "cut": return {
			end: "invalid",
			message: talked.message
		};
		case "cancelled": return {
			end: "cancelled",
			message: "it was cancelled"
		};
		case "finished": return;
	}
}
export { readJson as n, endedOtherwise as t };
