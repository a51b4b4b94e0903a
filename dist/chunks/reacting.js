import { t as Fault } from "./fault.js";
// src/commands/reacting.ts
/** A reaction is a courtesy: a locked conversation must not keep a command from being done. */
async function reactTo(ref, reaction, { forge, progress }) {
	try {
		await forge.remarks.react(ref, reaction);
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		progress.note(error.message);
	}
}
export { reactTo as t };
