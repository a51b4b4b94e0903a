import { r as readPlan, t as declaresPlan } from "./chunks/read.js";
// src/plan/remark.ts
/** For `unified().use(…)`. Files that are no plans are let pass. */
function remarkPlanfile() {
	return (_tree, file) => {
		const bytes = typeof file.value === "string" ? new TextEncoder().encode(file.value) : file.value;
		if (!declaresPlan(bytes)) return;
		for (const problem of readPlan(bytes, slashes(file.path ?? "PLAN.md")).problems) tell(file, problem);
	};
}
function tell(file, { code, severity, message, fix, line, column, endLine, endColumn }) {
	const start = {
		line,
		column
	};
	const end = {
		line: endLine ?? line,
		column: endColumn ?? column
	};
	const told = file.message(message, {
		place: {
			start,
			end
		},
		ruleId: code,
		source: "planfile"
	});
	told.fatal = {
		error: true,
		warning: false,
		note: void 0
	}[severity];
	told.note = fix;
}
/** As our rules know paths: from where remark was started, with slashes. */
function slashes(path) {
	return path.replaceAll("\\", "/").replace(/^\.\//, "");
}
export { remarkPlanfile as default };
