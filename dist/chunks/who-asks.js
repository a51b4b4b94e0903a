import { n as unasked, t as no } from "./asked.js";
import { t as Fault } from "./fault.js";
import { t as ask } from "./asking.js";
// src/lifecycle/asker.ts
/**
* May they set models to work (trust.md T10)? Asked without the key at hand, for everything that leads to a model call. By guards with
* one reason each; what could not be asked is undecided.
*/
const MAY = /* @__PURE__ */ new Set([
	"write",
	"maintain",
	"admin"
]);
/** A later wave is started by the workflow's own account, and never taken for a person's word (github.md G3). */
const laterWave = ({ after, by, pressed }) => after !== void 0 && by === "dispatch" && pressed.kind !== "person";
const askGuards = {
	"somebody asks in words": ({ by }) => by === "itself" ? no("nobody-asked", "nothing starts by itself: a person dispatches it, or comments") : void 0,
	"a person asks": (one) => one.pressed.kind === "person" || laterWave(one) ? void 0 : no("not-a-person", `${one.pressed.login} is no person, and names no wave that this one follows`),
	"a later wave follows one of this plan": ({ after }) => after === void 0 || after.known ? void 0 : no("wave-unknown", `run ${after.run} has worked on nothing of this plan`),
	"they have the permission now": (one) => laterWave(one) ? void 0 : lacking(one.permission, one.pressed),
	"the comment is there": ({ by, said }) => by === "comment" && said === void 0 ? no("comment-gone", "the comment that asked for it is not there any more") : void 0,
	"a person wrote the comment": ({ said }) => said === void 0 || said.author.kind === "person" ? void 0 : no("not-a-person", `${said.author.login}, who wrote the comment, is no person`),
	"the comment was never edited": ({ said }) => said?.editedAt === void 0 ? void 0 : no("edited", "the comment was edited: what stood there cannot be proved. Write a new one"),
	"no app wrote the comment in their name": ({ said }) => said?.viaApp === void 0 ? void 0 : no("via-app", `the app ${said.viaApp} wrote the comment as ${said.author.login}`),
	"no mail brought the comment": ({ said }) => said?.byMail ? no("by-mail", "the comment came by mail, which everybody can send who has seen a notification") : void 0,
	"who wrote the comment has the permission now": ({ said, saidPermission }) => said === void 0 ? void 0 : lacking(saidPermission ?? { unknown: "it was not asked" }, said.author)
};
/** The first doubt; undefined: they may. */
const mayAsk = (one, guards = Object.values(askGuards)) => {
	for (const guard of guards) {
		const doubt = guard(one);
		if (doubt) return doubt;
	}
};
function lacking(permission, { login }) {
	if ("unknown" in permission) return unasked("permission-unknown", `the permission of ${login} could not be asked: ${permission.unknown}`);
	return MAY.has(permission.known) ? void 0 : no("not-permitted", `${login} has the permission ${permission.known}: it takes write at least`);
}
// src/commands/who-asks.ts
/** Throws a `refused` fault where they may not, an `undecided` one where that could not be asked. */
async function whoAsks({ run, attempt, comment, after, fix }, record, { forge }, guards = Object.values(askGuards)) {
	const facts = await forge.runs.find(run, attempt);
	if (facts === void 0) throw new Fault("undecided", "run-unknown", `the forge knows no run ${run}, attempt ${attempt}: who asks cannot be told`, "Give the job `permissions: actions: read`, and run it in a workflow.");
	const pressed = facts.triggeredBy;
	const permissionOf = (account) => ask(() => forge.people.permission(account));
	const before = record.flatMap(({ step }) => step.type === "start" ? [step] : []).filter(({ holder }) => holder.run === after);
	const doubt = mayAsk({
		pressed,
		permission: pressed.kind === "person" ? await permissionOf(pressed) : { known: "none" },
		said: comment,
		saidPermission: comment && await permissionOf(comment.author),
		by: ASKED[facts.event] ?? "itself",
		after: after === void 0 ? void 0 : {
			run: after,
			known: before.length > 0
		}
	}, guards);
	if (doubt) throw refused(doubt, fix);
	const person = comment?.author ?? pressed;
	return {
		mode: after === void 0 ? "person" : "dispatch",
		by: after !== void 0 && pressed.kind !== "person" ? before.at(-1)?.by : {
			name: person.login,
			account: person.id
		},
		facts
	};
}
/** Of a run on a timer the forge names a person too: who last changed the timer. */
const ASKED = {
	issue_comment: "comment",
	workflow_dispatch: "dispatch",
	issues: "dispatch"
};
const refused = ({ verdict, code, why }, fix = "Who may write to the repository starts it: by the workflow, or with a comment `/planfile execute <plan>`.") => new Fault(verdict === "undecided" ? "undecided" : "refused", code, `nothing was started: ${why}`, fix);
export { whoAsks as t };
