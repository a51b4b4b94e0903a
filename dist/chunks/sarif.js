import { n as cleanLine, t as clean } from "./clean.js";
// src/report/sarif.ts
const LEVELS = {
	blocker: "error",
	major: "error",
	minor: "warning",
	nit: "note"
};
const CATEGORIES = {
	plan: "The plan itself is wrong.",
	correctness: "The change gives wrong results.",
	security: "The change is not safe.",
	production: "The change would break in production.",
	tests: "Tests do not show what they claim to.",
	scope: "The change does what nobody asked for, or leaves out what it needs.",
	maintainability: "The change makes later changes harder.",
	process: "A person should look at this."
};
/** `version`: of this program. The document is complete, and fits the published schema. */
function reviewSarif(review, version) {
	return {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "planfile",
				semanticVersion: version,
				rules: Object.entries(CATEGORIES).map(([id, text]) => ({
					id,
					shortDescription: { text }
				}))
			} },
			columnKind: "unicodeCodePoints",
			invocations: [{
				executionSuccessful: review.verdict !== "none",
				...review.verdict === "none" && { toolExecutionNotifications: [{
					level: "error",
					message: { text: cleanLine(review.why, 1e3) }
				}] }
			}],
			results: review.findings.map(result),
			properties: {
				verdict: review.verdict,
				why: cleanLine(review.why, 1e3),
				tree: review.tree
			}
		}]
	};
}
function result(finding) {
	const { category, severity, fingerprint, standing, reason, by } = finding;
	return {
		ruleId: category,
		ruleIndex: Object.keys(CATEGORIES).indexOf(category),
		level: LEVELS[severity],
		message: { text: messageOf(finding) },
		...finding.path !== null && { locations: [location(finding, finding.path)] },
		partialFingerprints: { "planfileFinding/v1": fingerprint },
		...standing === "refuted" && { suppressions: [{
			kind: "external",
			justification: clean(reason) || "a second look refuted it"
		}] },
		properties: {
			severity,
			by,
			standing
		}
	};
}
/** Brackets would be read as links to locations; the standard escapes them with a backslash. */
const messageOf = ({ claim, scenario, evidence, suggestion }) => [
	claim,
	scenario,
	evidence,
	suggestion ?? ""
].map((text) => clean(text).trim()).filter((text) => text !== "").join("\n\n").replace(/[\\[\]]/g, "\\$&");
/** Lines of the file as it was before are no lines of the artifact: then the file alone is named. */
const location = ({ line, endLine, side }, path) => ({ physicalLocation: {
	artifactLocation: {
		uri: path.split("/").map(encodeURIComponent).join("/"),
		uriBaseId: "%SRCROOT%"
	},
	...line !== null && side === "new" && { region: {
		startLine: line,
		endLine: Math.max(line, endLine ?? line)
	} }
} });
export { reviewSarif };
