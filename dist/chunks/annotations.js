import { n as cleanLine, t as clean } from "./clean.js";
import { n as withoutSecrets } from "./redact.js";
import { c as sorted, n as details } from "./review2.js";
// src/report/annotations.ts
/** 50 go into a request (github.md G18), and nobody reads more than two of them. */
const MOST = 100;
const LEVELS = {
	blocker: "failure",
	major: "failure",
	minor: "warning",
	nit: "notice"
};
/** Worst first. Without a review there are none. */
const annotationsOf = (review) => sorted(review?.findings ?? []).flatMap(annotationOf).slice(0, MOST);
function annotationOf(finding) {
	const { path, line, endLine, side, standing, severity, category, claim } = finding;
	if (path === null || line === null || side === "old" || standing === "refuted") return [];
	const text = [claim, ...details(finding).map(([name, said]) => `${name}: ${said}`)];
	return [{
		path,
		line,
		endLine: Math.max(line, endLine ?? line),
		level: LEVELS[severity],
		title: `${severity}: ${category}`,
		message: withoutSecrets(text.map((said) => clean(cleanLine(said, 2e3))).join("\n"))
	}];
}
export { annotationsOf as t };
