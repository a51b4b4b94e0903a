import { t as Fault } from "./fault.js";
import { S as object, T as string, _ as int, p as _enum } from "./schemas.js";
import { readFile } from "node:fs/promises";
// src/entries/event.ts
/** The event that started a job, as the runner wrote it down. Of it only numbers and the text of a comment are taken. */
const number = int().min(1);
const commentEvent = object({
	action: _enum([
		"created",
		"edited",
		"deleted"
	]),
	issue: object({ number }),
	comment: object({
		id: number,
		body: string().nullish()
	})
});
const pullEvent = object({ pull_request: object({ number }) });
/** Throws a `usage` fault where the job was not started by a comment. */
async function readCommentEvent(file) {
	const parsed = commentEvent.safeParse(await readEvent(file));
	if (!parsed.success) throw new Fault("usage", "not-a-comment", "this job was not started by a comment", "Run it on `issue_comment` (created, edited, deleted), or name the event with --event <file>.");
	const { action, issue, comment } = parsed.data;
	return {
		action,
		on: issue.number,
		id: comment.id,
		body: comment.body ?? ""
	};
}
const issueEvent = object({ issue: object({ number }) });
/** The issue that the job is about. Throws a `usage` fault where it is about none. */
async function readIssueEvent(file) {
	const parsed = issueEvent.safeParse(await readEvent(file));
	if (parsed.success) return parsed.data.issue.number;
	throw new Fault("usage", "not-an-issue", "this job was not started by an issue", "Run it on `issues` (labeled).");
}
const runEvent = object({ workflow_run: object({ id: number }) });
/** The run that this one follows. Throws a `usage` fault where it follows none. */
async function readRunEvent(file) {
	const parsed = runEvent.safeParse(await readEvent(file));
	if (parsed.success) return String(parsed.data.workflow_run.id);
	throw new Fault("usage", "not-a-run", "this job follows no other run", "Run it on `workflow_run`.");
}
/** The pull request that the job is about; undefined where it is about none. */
async function readPullEvent(file) {
	const parsed = pullEvent.safeParse(await readEvent(file));
	return parsed.success ? parsed.data.pull_request.number : void 0;
}
async function readEvent(file) {
	if (file === void 0) return void 0;
	try {
		return JSON.parse(await readFile(file, "utf8"));
	} catch {
		return;
	}
}
export { readCommentEvent, readIssueEvent, readPullEvent, readRunEvent };
