import { t as fold } from "./fold.js";
import { r as escalatedFixes } from "./status2.js";
import { t as readOutcome } from "./outcomes.js";
import { t as findSecrets } from "./secrets.js";
import { t as Fault } from "./fault.js";
import { t as isRefuted } from "./verdict.js";
import { resolve } from "node:path";
// src/commands/drafting/request.ts
/** What is asked of a planner, put together where a person asks for it: a goal in words, or a plan that turned out wrong. */
/** A goal that would take a secret to the model service is refused. */
function requestOf({ goal, plan, asked, evidence = [], run, attempt = 1 }, { clock }) {
	const secret = [goal, ...evidence.map(({ text }) => text)].flatMap(findSecrets)[0];
	if (secret) throw new Fault("refused", "request-secret", `what is asked holds what looks like ${secret.kind}, and would go to the model service`, "Take the secret out.");
	return {
		planfile: 1,
		plan,
		run,
		attempt,
		nonce: clock.nonce(),
		kind: "request",
		goal: goal.slice(0, 2e4),
		issue: null,
		asked,
		discussion: [],
		evidence: evidence.map(({ what, text }) => ({
			what: what.slice(0, 1e3),
			text: text.slice(0, 2e4)
		})),
		left: []
	};
}
/** Files that somebody names as the reason: outcomes of ours say what counts in them, any other text is taken as it is. */
async function evidenceFrom(paths, cwd, { files }) {
	const found = [];
	for (const path of paths) {
		const bytes = await files.read(resolve(cwd, path));
		if (bytes === void 0) throw new Fault("usage", "from-missing", `there is no file ${path}`, "Correct --from.");
		const known = fromResult(bytes) ?? fromReview(bytes);
		found.push(...known ?? [{
			what: `the file ${path}`,
			text: new TextDecoder().decode(bytes)
		}]);
	}
	return found;
}
function fromResult(bytes) {
	const read = readOutcome("result", bytes);
	if (!read.ok) return void 0;
	const { phase, outcome, reason, message, escalation, verify } = read.outcome;
	const failed = verify.filter(({ exit }) => exit !== 0).at(-1);
	return [{
		what: `the executor on phase ${phase}: ${outcome}${reason ? ` (${reason})` : ""}`,
		text: [
			message,
			...escalation ? [`Because: ${escalation.because}`, `It proposes: ${escalation.proposal}`] : [],
			...failed ? [`\`${failed.command}\` ended with ${failed.exit}:\n${failed.tail.slice(-4e3)}`] : []
		].join("\n\n")
	}];
}
function fromReview(bytes) {
	const read = readOutcome("review", bytes);
	if (!read.ok) return void 0;
	const { verdict, why, findings, criteria } = read.outcome;
	return [{
		what: `the review: ${verdict} (${why})`,
		text: [...findings.filter((one) => !isRefuted(one)).map(({ severity, path, line, claim, evidence }) => `${severity}: ${claim} (${path ?? "as a whole"}${line ? `:${line}` : ""}; ${evidence})`), ...criteria.filter(({ met }) => !met).map(({ phase, text, evidence }) => `criterion of ${phase} not met: ${text} (${evidence})`)].join("\n")
	}];
}
/**
* What the record tells of the plan as it stands: phases that are blocked or failed now, a fix that found the plan wrong, and a review
* that blocks what was built. What was reset, or revised since, is no reason any more.
*/
function evidenceOfRecord(plan, steps) {
	const state = fold(plan, steps);
	const { phases, drafts, reviews } = state;
	const built = new Set(phases.flatMap(({ phase, state }) => state === "done" ? [phase] : []));
	const review = reviews.at(-1);
	const blocks = review?.step.verdict === "block" && review.step.phases.some((phase) => built.has(phase)) && !drafts.some(({ step, line }) => step.revision > 1 && line > review.line);
	return [
		...phases.flatMap(({ phase, state, reason, message }) => state === "blocked" || state === "failed" ? [{
			what: `phase ${phase} ended ${state} (${reason})`,
			text: message
		}] : []),
		...escalatedFixes(state).map(({ phase, attempt }) => ({
			what: `the fix of phase ${phase} ended blocked (escalated)`,
			text: attempt.end?.message ?? ""
		})),
		...blocks ? [{
			what: "the review blocks",
			text: review.step.why
		}] : []
	];
}
export { evidenceOfRecord as n, requestOf as r, evidenceFrom as t };
