import { t as Fault } from "./fault.js";
import { n as cleanLine } from "./clean.js";
import { i as text } from "./answer2.js";
// src/entries/handlers/comments.ts
const onApproveComment = async ({ call, wire, cwd }) => {
	const { readCommentEvent } = await import("./event.js");
	const { approveComment } = await import("./approve-comment.js");
	const event = await readCommentEvent(text(call, "event") ?? wire.eventFile);
	const forge = await wire.github();
	if (forge === void 0) throw new Fault("usage", "no-forge", "there is no GitHub to ask: comments are read where they are written", "Run it in a job of GitHub Actions, with the input `token` or GITHUB_TOKEN.");
	await using git = await wire.git(cwd);
	const ports = {
		...wire,
		git,
		forge,
		seal: await wire.seal(),
		person: await wire.person(cwd)
	};
	const { answers, exit } = await approveComment(event, { cwd }, ports);
	const { green, red } = wire.paint;
	const lines = answers.map(({ line, by, accepted, why }) => {
		const told = `${cleanLine(line)}${by === void 0 ? "" : ` by ${cleanLine(by)}`}: ${cleanLine(why)}`;
		return by === void 0 ? told : `${accepted ? green("✓") : red("✗")} ${told}`;
	});
	return {
		exit,
		json: { answers },
		text: `${lines.length > 0 ? lines.join("\n") : "The comment commands nothing."}\n`
	};
};
/** On a fork's pull request, or without a permission, there is no comment: the annotations and the summary say the same. */
async function tellPull(wire, validation) {
	const { readPullEvent } = await import("./event.js");
	const on = await readPullEvent(wire.eventFile);
	const forge = on === void 0 || validation.files.length === 0 ? void 0 : await wire.github();
	if (on === void 0 || forge === void 0) return;
	const { validationMarkdown } = await import("./validation.js");
	try {
		await forge.remarks.upsert(on, "planfile-validate", validationMarkdown(validation));
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		wire.progress.note(`no comment on #${on}: ${error.message}`);
	}
}
export { tellPull as n, onApproveComment as t };
