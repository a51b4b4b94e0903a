import { t as Fault } from "./fault.js";
import { join } from "node:path";
// src/entries/job.ts
/** What the runner says of the job that this process is a step of. None of it proves who asks: the forge is asked for that. */
/** undefined: this is no job of GitHub Actions. */
function jobOf(env) {
	const { GITHUB_RUN_ID: run, RUNNER_TEMP: temporary } = env;
	if (env.GITHUB_ACTIONS !== "true" || !run || !temporary) return void 0;
	const attempt = Number(env.GITHUB_RUN_ATTEMPT ?? "1");
	const server = env.GITHUB_SERVER_URL || "https://github.com";
	return {
		run,
		attempt: Number.isInteger(attempt) && attempt >= 1 ? attempt : 1,
		ref: env.GITHUB_REF ?? "",
		event: env.GITHUB_EVENT_NAME ?? "",
		url: `${server}/${env.GITHUB_REPOSITORY ?? ""}/actions/runs/${run}`,
		temporary
	};
}
const outcomesFolder = ({ temporary }) => join(temporary, "planfile");
/** Write and model jobs run the default branch's workflow, or not at all (github.md G4). On a person's machine this asks nothing. */
async function requireDefaultBranch({ job, github }) {
	if (job === void 0) return;
	const forge = await github();
	if (forge === void 0) throw new Fault("usage", "no-forge", "this job has no token to ask GitHub with, and cannot tell whose workflow it runs", "Give the action the input `token`: github.token.");
	const { defaultBranch } = await forge.origins.repository();
	if (job.ref === `refs/heads/${defaultBranch}`) return;
	throw new Fault("configuration", "not-the-default-branch", `this run has its workflow from ${job.ref || "nowhere"}, and only the default branch's (${defaultBranch}) may plan, build and land`, `Start it on ${defaultBranch}.`);
}
export { outcomesFolder as n, requireDefaultBranch as r, jobOf as t };
