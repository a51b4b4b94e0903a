import { t as Fault } from "./fault.js";
import { n as readBody } from "./mark.js";
// src/commands/marked-issue.ts
/** Which plan and phase an issue of ours stands for: so that people can start what they see, where they see it. */
/** What must hold of an issue's author beside its mark, for a comment on it: anybody can copy a mark, and have some app post it. */
const markGuards = { "our own account opened it": (author, self) => author.id === self.id };
/** On a person's machine: the token is theirs, while a workflow's account, or an app's, keeps the issues. */
const namedGuards = { "no other person opened it": (author, self) => author.kind !== "person" || author.id === self.id };
/** undefined: it is no issue that planfile opened. */
async function markedIssue(on, { issues, people }, guards = markGuards) {
	const issue = await issues.get(on);
	const mark = readBody(issue?.body ?? "")?.mark;
	if (issue === void 0 || mark === void 0) return void 0;
	const self = await people.self();
	if (!Object.values(guards).every((holds) => holds(issue.author, self))) return void 0;
	return {
		plan: mark.plan,
		phase: mark.phase
	};
}
/** The same for a person who named the issue, and starts nothing but what this machine's approvals allow (trust.md T11). */
async function requireMarked(on, forge) {
	const found = await markedIssue(on, forge, namedGuards);
	if (found) return found;
	throw new Fault("usage", "issue-without-plan", `#${on} stands for no plan and no phase`, "Name the plan: planfile status lists them. Issues of a plan are made by `planfile issues <plan>`.");
}
export { requireMarked as i, markedIssue as n, namedGuards as r, markGuards as t };
