import { t as Fault } from "./fault.js";
import { r as requireDefaultBranch } from "./job2.js";
import { t as version } from "./version.js";
import { i as text, n as list, r as outFolder } from "./answer2.js";
import { t as isReviewing } from "./reviewing3.js";
import { t as modelPorts } from "./steps2.js";
import { resolve } from "node:path";
// src/entries/handlers/review.ts
/** Handler of `review`: a wave's joined work, or with --base a branch or working tree, printed as people or machines want it. */
const onReview = async (context) => {
	await requireDefaultBranch(context.wire);
	await using ports = await modelPorts(context);
	const { review, fault } = await (text(context.call, "base") === void 0 ? ofWave : ofChange)(context, ports);
	return {
		exit: fault?.exit ?? exitOf(review),
		json: review,
		text: await printed(review, text(context.call, "format") ?? "text", context),
		markdown: () => printed(review, "markdown", context)
	};
};
async function ofWave({ call, cwd, signal }, ports) {
	if (text(call, "head") !== void 0) throw new Fault("usage", "base-missing", "--head is compared with something: with what?", "planfile review --base <ref> --head <ref>");
	if (text(call, "out") === void 0) throw new Fault("usage", "base-missing", "what is to be reviewed?", "Your own change: planfile review --base <ref>. A wave: planfile review --out <the folder that schedule named>.");
	const folder = outFolder(call, cwd);
	const ask = {
		folder,
		context: {
			paths: list(call, "context"),
			cwd
		},
		signal
	};
	if (await isReviewing(ports.files, folder)) return await (await import("./review-pull.js")).reviewPull(ask, ports);
	return await (await import("./review4.js")).review(ask, ports);
}
async function ofChange({ call, cwd, signal, wire }, ports) {
	const { reviewBranch } = await import("./review-change2.js");
	const out = text(call, "out");
	return await reviewBranch({
		base: text(call, "base"),
		head: text(call, "head"),
		cwd,
		context: list(call, "context"),
		folder: out === void 0 ? void 0 : resolve(cwd, out),
		run: wire.job?.run ?? `local-${wire.clock.nonce().slice(0, 12)}`,
		attempt: wire.job?.attempt ?? 1,
		signal
	}, ports);
}
/** design.md §3: a review that did not happen, or did not read everything, could not be decided. */
const exitOf = ({ verdict, cause }) => verdict === "pass" ? 0 : verdict === "block" || cause === null ? 1 : 3;
async function printed(review, format, { wire }) {
	const conclusion = {
		pass: "success",
		block: "failure",
		none: "action_required"
	}[review.verdict];
	const ask = {
		plan: review.plan ?? "the change",
		review,
		check: {
			conclusion,
			title: review.why
		}
	};
	switch (format) {
		case "json": return `${JSON.stringify(review, null, 2)}\n`;
		case "sarif": {
			const { reviewSarif } = await import("./sarif.js");
			return `${JSON.stringify(reviewSarif(review, version), null, 2)}\n`;
		}
		case "markdown": return (await import("./review-markdown.js")).reviewMarkdown(ask);
		default: return `${(await import("./review3.js")).reviewText(ask, wire.paint)}\n`;
	}
}
export { onReview };
