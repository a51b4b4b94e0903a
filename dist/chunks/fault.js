// src/ports/fault.ts
const EXIT = {
	usage: 2,
	configuration: 2,
	credentials: 2,
	refused: 1,
	service: 3,
	undecided: 3,
	cancelled: 3
};
/** A fault says what could not be done (`message`), and how to go on (`fix`). */
var Fault = class extends Error {
	kind;
	/** Stable, kebab-case: what scripts and tests match on, never the message. */
	code;
	fix;
	constructor(kind, code, message, fix, options) {
		super(message, options);
		this.name = "Fault";
		this.kind = kind;
		this.code = code;
		this.fix = fix;
	}
	get exit() {
		return EXIT[this.kind];
	}
};
/** A mistake of ours, or of a library, as a fault: what was paid for before it still becomes an outcome. */
const unforeseen = (thrown, code = "unforeseen", what = "this") => thrown instanceof Fault ? thrown : new Fault("undecided", code, `${what} failed in a way that nobody foresaw: ${thrown instanceof Error ? thrown.message : String(thrown)}`, "What was built is kept. Please report this.", { cause: thrown });
export { unforeseen as n, Fault as t };
