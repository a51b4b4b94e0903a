import { t as Fault } from "./fault.js";
import { n as cleanLine } from "./clean.js";
import { i as text, r as outFolder } from "./answer2.js";
import { n as told, r as toldLine, t as requestJob } from "./request-job.js";
import { join } from "node:path";
// src/entries/handlers/drafting.ts
/** Handlers of a draft's jobs on a forge: the request that is checked without the key, and what is published of the draft. */
const onRequest = async ({ call, wire, cwd }) => {
	const { request } = await import("./request4.js");
	const { forge, job } = await requestJob(wire, {
		what: "a request",
		locally: "planfile draft \"<goal>\""
	});
	await using git = await wire.git(cwd);
	const { run, attempt } = job;
	const folder = outFolder(call, cwd);
	const made = await request({
		from: await fromOf(call, wire),
		run,
		attempt,
		folder,
		cwd
	}, {
		...wire,
		git,
		forge
	});
	const said = made === void 0 ? "Nothing is asked of the planner." : `${cleanLine(made.asked.name)} asks: ${cleanLine(made.goal)}`;
	return {
		exit: 0,
		json: made ?? {},
		...toldLine(said),
		outputs: {
			count: made === void 0 ? "0" : "1",
			plan: made?.plan ?? ""
		}
	};
};
async function fromOf(call, wire) {
	const { readCommentEvent, readIssueEvent } = await import("./event.js");
	if (wire.job?.event === "issue_comment") {
		const { on, id } = await readCommentEvent(wire.eventFile);
		return {
			kind: "comment",
			on,
			id
		};
	}
	if (wire.job?.event === "issues") return {
		kind: "label",
		on: await readIssueEvent(wire.eventFile)
	};
	const issue = text(call, "issue");
	if (issue !== void 0 && !/^[1-9]\d{0,9}$/.test(issue)) throw new Fault("usage", "issue-invalid", "the issue is named by its number", "For instance 12.");
	return {
		kind: "dispatch",
		goal: call.arguments[0] ?? "",
		issue: issue ? Number(issue) : void 0
	};
}
/** Is this folder one of a draft? Its request says so. */
const isDrafting = async (files, folder) => await files.read(join(folder, "request.json")) !== void 0;
async function publishDrafted(ports, { folder, cwd }) {
	const { publishDraft } = await import("./publish-draft.js");
	const published = await publishDraft({
		folder,
		cwd
	}, ports);
	const { draft, plan, commit, pull } = published;
	const lines = [plan === null ? `no plan: ${cleanLine(draft?.message ?? "the job that drafts ended without a word", 2e3)}` : `plan ${plan} revision ${draft?.revision} ${commit?.slice(0, 12)}`, ...pull === null ? [] : [`pull request: #${pull}`]];
	const asked = draft?.outcome === "questions" || draft?.cause === "declined";
	return {
		exit: plan !== null ? 0 : asked ? 1 : 3,
		json: published,
		...told(lines)
	};
}
export { isDrafting, onRequest, publishDrafted };
