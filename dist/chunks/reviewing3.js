import { t as Fault } from "./fault.js";
import { n as cleanLine } from "./clean.js";
import { r as outFolder } from "./answer2.js";
import { n as told, r as toldLine, t as requestJob } from "./request-job.js";
import { join } from "node:path";
// src/entries/handlers/reviewing.ts
/** Handlers of a pull request's review: the request that is checked without the key, and what is published of the review. */
const onRequestReview = async ({ call, wire, cwd }) => {
	const { requestReview } = await import("./request-review.js");
	const { forge, job } = await requestJob(wire, {
		what: "who asks for a review",
		locally: "planfile review --base <ref>"
	});
	await using git = await wire.git(cwd);
	const { run, attempt } = job;
	const folder = outFolder(call, cwd);
	const target = await requestReview({
		from: await fromOf({
			call,
			wire
		}),
		run,
		attempt,
		folder
	}, {
		...wire,
		git,
		forge
	});
	const of = target?.pull == null ? "the merge group" : `#${target.pull}`;
	const said = target === void 0 ? "There is nothing to review, and nothing to say." : target.asked === null ? `Nobody asks for a review of ${of}: its check is set.` : `${cleanLine(target.asked.name)} asks for a review of ${of} at ${target.head.slice(0, 12)}.${before(target)}`;
	return {
		exit: 0,
		json: target ?? {},
		...toldLine(said),
		outputs: { count: target?.asked ? "1" : "0" }
	};
};
const before = ({ since }) => since === void 0 ? "" : ` It passed at ${since.head.slice(0, 12)} on another base: of the same change, only what the base changed is read.`;
async function fromOf({ call, wire }) {
	const { readCommentEvent, readRunEvent } = await import("./event.js");
	if (wire.job?.event === "issue_comment") {
		const { on, id } = await readCommentEvent(wire.eventFile);
		return {
			kind: "comment",
			on,
			id
		};
	}
	if (wire.job?.event === "workflow_run") return {
		kind: "run",
		run: await readRunEvent(wire.eventFile)
	};
	const pull = call.arguments[0] ?? "";
	if (!/^[1-9]\d{0,9}$/.test(pull)) throw new Fault("usage", "pull-invalid", "a pull request is named by its number", "For instance 12.");
	return {
		kind: "dispatch",
		pull: Number(pull)
	};
}
/** Is this folder one of a pull request's review? Its target says so. */
const isReviewing = async (files, folder) => await files.read(join(folder, "target.json")) !== void 0;
async function publishReviewed(ports, folder) {
	const { publishReview } = await import("./publish-review.js");
	const { exit, ...published } = await publishReview({ folder }, ports);
	const { pull, check, notes } = published;
	const lines = [`${pull === null ? "merge group" : `pull request #${pull}`}: ${check.conclusion}: ${cleanLine(check.title, 1e3)}`, ...notes.map((note) => cleanLine(note, 1e3))];
	return {
		exit,
		json: published,
		...told(lines)
	};
}
export { onRequestReview as n, publishReviewed as r, isReviewing as t };
