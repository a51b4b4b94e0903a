import { n as cleanLine } from "./clean.js";
import { t as plain } from "./paint.js";
import { n as textTable } from "./table.js";
// src/report/policy.ts
/** What is in force, for a terminal. */
function policyText({ path, commit, found, values }, paint = plain) {
	const at = commit === null ? "before the first commit" : `of the default branch (${commit.slice(0, 9)})`;
	const head = found ? `${path} ${at}` : `There is no ${path} ${at}: every default holds.`;
	const rows = values.map(({ key, value, from }) => [
		key,
		cleanLine(JSON.stringify(value), 80),
		from === "file" ? paint.bold("file") : paint.dim("default")
	]);
	return `${head}\n\n${textTable({
		columns: [
			{ title: "key" },
			{ title: "value" },
			{ title: "from" }
		],
		rows
	}, paint)}`;
}
export { policyText };
