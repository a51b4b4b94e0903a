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
export { endedOtherwise as t };
