import { t as Fault } from "./fault.js";
import { a as isForbidden, i as githubClient, o as isMissing, r as githubPeople, t as githubRuns } from "./runs.js";
// src/adapters/github/settings.ts
/** How the repository is set up. Asked with a person's token, so that more is seen than a workflow's would see. */
const ENVIRONMENT = "/repos/{owner}/{repo}/environments/{environment_name}";
function githubSettings(place, patience) {
	const client = githubClient(place, patience);
	const defaultBranch = async () => (await client.ask("see the repository", "GET /repos/{owner}/{repo}")).default_branch;
	return {
		defaultBranch,
		rulesOf: githubRuns(client, githubPeople(client).self).branchRules,
		async mayActionsOpenPulls() {
			const { can_approve_pull_request_reviews } = await client.ask("see what Actions may do", "GET /repos/{owner}/{repo}/actions/permissions/workflow");
			return can_approve_pull_request_reviews;
		},
		environment: (name) => environment(client, name),
		async secretsOf(name) {
			const names = [];
			const what = `see which secrets the environment ${name} has`;
			const route = `GET ${ENVIRONMENT}/secrets`;
			for await (const secret of client.pages(what, route, { environment_name: name }, "secrets")) names.push(secret.name);
			return names;
		},
		tryRef: async (ref) => tryRef(client, ref, await defaultBranch())
	};
}
async function environment(client, name) {
	const parameters = { environment_name: name };
	try {
		const { deployment_branch_policy: policy } = await client.ask(`see the environment ${name}`, `GET ${ENVIRONMENT}`, parameters);
		if (policy === null) return { branches: "every" };
		if (policy.protected_branches) return { branches: "protected" };
		const branches = [];
		const route = `GET ${ENVIRONMENT}/deployment-branch-policies`;
		const what = `see which branches may use the environment ${name}`;
		for await (const one of client.pages(what, route, parameters, "branch_policies")) branches.push(one.type === "tag" ? `the tags ${one.name}` : one.name);
		return { branches };
	} catch (error) {
		if (isMissing(error)) return void 0;
		throw error;
	}
}
/** By the API, for a git push would need the person's clone: the same rules stand before both. */
async function tryRef(client, ref, branch) {
	const route = "/repos/{owner}/{repo}/git/ref";
	const { object } = await client.ask("see the default branch", `GET ${route}/{ref}`, { ref: `heads/${branch}` });
	try {
		await client.once(`make ${ref}`, `POST ${route}s`, {
			ref,
			sha: object.sha
		});
	} catch (error) {
		if (error instanceof Fault && (error.kind === "refused" || isForbidden(error))) return {
			allowed: false,
			why: error.message
		};
		throw error;
	}
	try {
		await client.ask(`take ${ref} away`, `DELETE ${route}s/{ref}`, { ref: ref.replace(/^refs\//, "") });
	} catch (error) {
		const message = `the trial ref ${ref} was made, and could not be taken away: ${error instanceof Fault ? error.message : String(error)}`;
		throw new Fault("service", "trial-ref-left", message, `git push origin :${ref}`, { cause: error });
	}
	return { allowed: true };
}
export { githubSettings };
