import { t as Fault } from "./fault.js";
import { f as _enum, g as int, w as string, x as object } from "./schemas.js";
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
export { readCommentEvent, readPullEvent };
