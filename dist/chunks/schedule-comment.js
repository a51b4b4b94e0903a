import { a as fixesIn, i as executionsIn } from "./comment-commands.js";
import { t as Fault } from "./fault.js";
import { t as answersMarkdown } from "./answer.js";
import { n as waveMarkdown } from "./wave-answer2.js";
import { n as markedIssue } from "./marked-issue2.js";
import { t as reactTo } from "./reacting.js";
import { n as planOfPull } from "./request-plan-review.js";
import { n as startWave } from "./schedule.js";
// src/commands/schedule-comment.ts
/**
* `/planfile execute <plan> [phase…]` and `/planfile fix [finding…]` in a comment: who wrote it is checked as for an approval (trust.md
* T10), the wave is started, and the answer stands where people look. Of the event only numbers are believed.
*/
/** undefined: the comment commands nothing of the kind. Refusals are answered, and thrown as the faults that they are. */
async function scheduleByComment(event, ask, { url }, ports) {
	if (event.action !== "created") return void 0;
	const ref = {
		kind: "comment",
		on: event.on,
		id: event.id
	};
	const remark = await ports.forge.remarks.get(ref);
	const body = remark?.body ?? "";
	const [command, ...more] = [...executionsIn(body), ...fixesIn(body)];
	if (remark === void 0 || command === void 0 || remark.author.kind !== "person") return void 0;
	await reactTo(ref, "eyes", ports);
	try {
		const { name, ...meant } = "words" in command ? await fixMeant(command, event.on, ports) : await executionMeant(command, event.on, ports);
		if (name === void 0) {
			const [verb, fix] = "words" in command ? ["fix", "/planfile fix on the plan's own pull request, or /planfile fix <plan>, and findings, if not all that blocks."] : ["execute", "/planfile execute <plan>, and the phases, if not all that is ready."];
			throw new Fault("usage", "plan-missing", `${verb} works on one plan: which?`, fix);
		}
		const started = await startWave({
			...ask,
			name,
			...meant,
			comment: remark
		}, ports);
		const others = more.map(({ line }) => answersMarkdown([refusal(line, remark.author.login, ONE_PLAN)]));
		const body = waveMarkdown({
			...started,
			dryRun: ask.dryRun ?? false,
			url
		});
		const marker = `planfile-execute ${started.schedule.plan}`;
		await ports.forge.remarks.upsert(event.on, marker, [body, ...others].join("\n"));
		await reactTo(ref, started.schedule.legs.length > 0 ? "rocket" : "-1", ports);
		return started;
	} catch (thrown) {
		if (!(thrown instanceof Fault)) throw thrown;
		const why = `${thrown.message}. ${thrown.fix}`;
		const answer = answersMarkdown([refusal(command.line, remark.author.login, why)]);
		await ports.forge.remarks.upsert(event.on, REFUSAL_MARKER, answer);
		await reactTo(ref, "-1", ports);
		throw thrown;
	}
}
/** On an issue that stands for a plan or a phase, nothing needs to be named. */
async function executionMeant({ plan, phases }, on, { forge }) {
	const issue = plan === void 0 ? await markedIssue(on, forge) : void 0;
	return {
		name: plan ?? issue?.plan,
		phases: issue?.phase ? [issue.phase] : phases
	};
}
/** On the plan's own pull request every word is a finding, but its own name; elsewhere the first names the plan. */
async function fixMeant({ words }, on, { forge }) {
	const pull = await forge.pulls.get(on);
	const own = pull && await planOfPull(pull, { forge });
	const [first, ...rest] = words;
	return {
		name: own ?? first,
		phases: [],
		fix: own === void 0 || first === own ? rest : words
	};
}
/** One comment for all refusals: whoever may not ask writes over none of our answers, and names no comment of its own. */
const REFUSAL_MARKER = "planfile-execute-refused";
const ONE_PLAN = "a run works on one plan: give this command in a comment of its own";
const refusal = (line, by, why) => ({
	line,
	by,
	accepted: false,
	why
});
export { scheduleByComment };
