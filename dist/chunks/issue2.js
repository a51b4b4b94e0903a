import { t as findSecrets } from "./secrets.js";
import { t as Fault } from "./fault.js";
import { n as once } from "./asking.js";
import { r as requestOf } from "./request2.js";
// src/commands/drafting/issue.ts
/** Characters of one remark, and of all of them. */
const MOST_OF_ONE = 1e4;
const MOST_OF_ALL = 8e4;
const MOST_REMARKS = 150;
/** People whose permission is asked, each a request of the thousand that the token has in an hour (github.md G17). */
const MOST_PEOPLE = 50;
async function requestOfIssue({ on, goal, asked, run, attempt = 1, before }, { forge, clock }) {
	const topic = await forge.talks.topic(on);
	if (topic === void 0) throw new Fault("usage", "issue-unknown", `there is no issue #${on}`, "Name one of this repository.");
	const left = [];
	const said = [];
	if (edited(topic, before)) left.push("the issue itself: it was edited after the request");
	else said.push({
		by: topic.author,
		text: `${topic.title}\n\n${topic.body}`,
		own: true
	});
	for await (const remark of forge.talks.remarks(on)) {
		const why = reasonToLeave(remark, before);
		if (why === void 0) said.push({
			by: remark.author,
			text: remark.body,
			own: isOwn(remark)
		});
		else if (why !== "") left.push(`a comment of ${remark.author.login}: ${why}`);
	}
	const asking = peopleToAsk(said, left);
	const decides = once(async (account) => asking.has(account.id) && mayDecide(account, { forge }));
	const accounts = new Map(said.map(({ by }) => [by.id, by]));
	const discussion = [];
	for (const { by, text, own } of said) {
		const may = own && await decides(accounts.get(by.id));
		discussion.push({
			by: by.login,
			decides: may,
			text: safe(text, by.login, left)
		});
	}
	const kept = bounded(discussion, left);
	const wanted = goal.trim() || `Do what issue #${on} asks for`;
	return {
		...requestOf({
			goal: wanted,
			plan: null,
			asked,
			run,
			attempt
		}, { clock }),
		issue: on,
		discussion: kept,
		left
	};
}
/** An app or a mail can say it in their name: it is told, and decides nothing (as with approvals, trust.md T8). */
const isOwn = ({ viaApp, byMail }) => viaApp === void 0 && !byMail;
/** Who spoke last; the others decide nothing, so that a crowd costs no more than this. */
function peopleToAsk(said, left) {
	const everybody = [...new Set([...said.slice(1), ...said.slice(0, 1)].map(({ by }) => by.id).reverse())];
	const asking = everybody.slice(0, MOST_PEOPLE);
	if (everybody.length > asking.length) left.push(`the word of ${everybody.length - asking.length} more people: too many spoke to ask who may decide`);
	return new Set(asking);
}
/** Fail closed: whose permission cannot be told decides nothing. */
async function mayDecide(account, { forge }) {
	if (account.kind !== "person") return false;
	try {
		return [
			"admin",
			"maintain",
			"write"
		].includes(await forge.people.permission(account));
	} catch (error) {
		if (error instanceof Fault && error.kind === "undecided") return false;
		throw error;
	}
}
const edited = ({ editedAt }, before) => before !== void 0 && editedAt !== void 0 && editedAt > before;
/** Why a remark is left out; empty: not worth a word. */
function reasonToLeave(remark, before) {
	if (remark.author.kind !== "person") return "";
	if (before !== void 0 && remark.createdAt > before) return "it came after the request";
	if (edited(remark, before)) return "it was edited after the request";
}
function safe(text, by, left) {
	const secrets = findSecrets(text);
	if (secrets.length > 0) {
		left.push(`what ${by} wrote: it holds what looks like ${secrets[0].kind}`);
		return "(left out: it holds a secret)";
	}
	return text.length > MOST_OF_ONE ? `${text.slice(0, MOST_OF_ONE)}\n[cut: ${MOST_OF_ONE} of ${text.length} characters]` : text;
}
/** The issue itself stays; of the rest, those who decide come first, then the latest. In the order in which it was said. */
function bounded(discussion, left) {
	const order = discussion.map((one, i) => ({
		one,
		i
	})).sort((a, b) => Number(b.i === 0) - Number(a.i === 0) || Number(b.one.decides) - Number(a.one.decides) || b.i - a.i);
	let room = MOST_OF_ALL;
	const kept = /* @__PURE__ */ new Set();
	for (const { one, i } of order) {
		if (one.text.length > room || kept.size === MOST_REMARKS) continue;
		room -= one.text.length;
		kept.add(i);
	}
	if (kept.size < discussion.length) left.push(`${discussion.length - kept.size} more comments: there is no room for them`);
	return discussion.filter((_, i) => kept.has(i));
}
export { requestOfIssue as t };
