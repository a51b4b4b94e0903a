import { i as __toESM } from "./rolldown-runtime.js";
import { t as Fault } from "./fault.js";
import { a as getOctokitOptions, i as defaults, n as require_light, r as GitHub, t as retry } from "./dist-bundle.js";
// node_modules/@octokit/plugin-throttling/dist-bundle/index.js
var import_light = /* @__PURE__ */ __toESM(require_light(), 1);
var VERSION = "0.0.0-development";
var noop = () => Promise.resolve();
function wrapRequest(state, request, options) {
	return state.retryLimiter.schedule(doRequest, state, request, options);
}
async function doRequest(state, request, options) {
	const { pathname } = new URL(options.url, "http://github.test");
	const isAuth = isAuthRequest(options.method, pathname);
	const isWrite = !isAuth && options.method !== "GET" && options.method !== "HEAD";
	const isSearch = options.method === "GET" && pathname.startsWith("/search/");
	const isGraphQL = pathname.startsWith("/graphql");
	const jobOptions = ~~request.retryCount > 0 ? {
		priority: 0,
		weight: 0
	} : {};
	if (state.clustering) jobOptions.expiration = 6e4;
	if (isWrite || isGraphQL) await state.write.key(state.id).schedule(jobOptions, noop);
	if (isWrite && state.triggersNotification(pathname)) await state.notifications.key(state.id).schedule(jobOptions, noop);
	if (isSearch) await state.search.key(state.id).schedule(jobOptions, noop);
	const req = (isAuth ? state.auth : state.global).key(state.id).schedule(jobOptions, request, options);
	if (isGraphQL) {
		const res = await req;
		if (res.data.errors != null && res.data.errors.some((error) => error.type === "RATE_LIMITED")) throw Object.assign(/* @__PURE__ */ new Error("GraphQL Rate Limit Exceeded"), {
			response: res,
			data: res.data
		});
	}
	return req;
}
function isAuthRequest(method, pathname) {
	return method === "PATCH" && /^\/applications\/[^/]+\/token\/scoped$/.test(pathname) || method === "POST" && (/^\/applications\/[^/]+\/token$/.test(pathname) || /^\/app\/installations\/[^/]+\/access_tokens$/.test(pathname) || pathname === "/login/oauth/access_token");
}
var triggers_notification_paths_default = [
	"/orgs/{org}/invitations",
	"/orgs/{org}/invitations/{invitation_id}",
	"/orgs/{org}/teams/{team_slug}/discussions",
	"/orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments",
	"/repos/{owner}/{repo}/collaborators/{username}",
	"/repos/{owner}/{repo}/commits/{commit_sha}/comments",
	"/repos/{owner}/{repo}/issues",
	"/repos/{owner}/{repo}/issues/{issue_number}/comments",
	"/repos/{owner}/{repo}/issues/{issue_number}/sub_issue",
	"/repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority",
	"/repos/{owner}/{repo}/pulls",
	"/repos/{owner}/{repo}/pulls/{pull_number}/comments",
	"/repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
	"/repos/{owner}/{repo}/pulls/{pull_number}/merge",
	"/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
	"/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
	"/repos/{owner}/{repo}/releases",
	"/teams/{team_id}/discussions",
	"/teams/{team_id}/discussions/{discussion_number}/comments"
];
function routeMatcher(paths) {
	const regex2 = `^(?:${paths.map((path) => path.split("/").map((c) => c.startsWith("{") ? "(?:.+?)" : c).join("/")).map((r) => `(?:${r})`).join("|")})[^/]*$`;
	return new RegExp(regex2, "i");
}
var regex = routeMatcher(triggers_notification_paths_default);
var triggersNotification = regex.test.bind(regex);
var groups = {};
var createGroups = function(Bottleneck, common) {
	groups.global = new Bottleneck.Group({
		id: "octokit-global",
		maxConcurrent: 10,
		...common
	});
	groups.auth = new Bottleneck.Group({
		id: "octokit-auth",
		maxConcurrent: 1,
		...common
	});
	groups.search = new Bottleneck.Group({
		id: "octokit-search",
		maxConcurrent: 1,
		minTime: 2e3,
		...common
	});
	groups.write = new Bottleneck.Group({
		id: "octokit-write",
		maxConcurrent: 1,
		minTime: 1e3,
		...common
	});
	groups.notifications = new Bottleneck.Group({
		id: "octokit-notifications",
		maxConcurrent: 1,
		minTime: 3e3,
		...common
	});
};
function throttling(octokit, octokitOptions) {
	const { enabled = true, Bottleneck = import_light.default, id = "no-id", timeout = 12e4, connection } = octokitOptions.throttle || {};
	if (!enabled) return {};
	const common = { timeout };
	if (typeof connection !== "undefined") common.connection = connection;
	const state = Object.assign({
		clustering: connection != null,
		triggersNotification,
		fallbackSecondaryRateRetryAfter: 60,
		retryAfterBaseValue: 1e3,
		id
	}, octokitOptions.throttle);
	if (typeof state.onSecondaryRateLimit !== "function" || typeof state.onRateLimit !== "function") throw new Error(`octokit/plugin-throttling error:
        You must pass the onSecondaryRateLimit and onRateLimit error handlers.
        See https://octokit.github.io/rest.js/#throttling

        const octokit = new Octokit({
          throttle: {
            onSecondaryRateLimit: (retryAfter, options) => {/* ... */},
            onRateLimit: (retryAfter, options) => {/* ... */}
          }
        })
    `);
	let initialized = false;
	const initializeBottleneck = () => {
		if (initialized) return;
		initialized = true;
		if (groups.global == null) createGroups(Bottleneck, common);
		state.global = state.global ?? groups.global;
		state.auth = state.auth ?? groups.auth;
		state.search = state.search ?? groups.search;
		state.write = state.write ?? groups.write;
		state.notifications = state.notifications ?? groups.notifications;
		state.retryLimiter = state.retryLimiter ?? new Bottleneck();
		const events = {};
		const emitter = new Bottleneck.Events(events);
		events.on("secondary-limit", state.onSecondaryRateLimit);
		events.on("rate-limit", state.onRateLimit);
		events.on("error", (e) => octokit.log.warn("Error in throttling-plugin limit handler", e));
		state.retryLimiter.on("failed", async function(error, info) {
			const [state2, request, options] = info.args;
			const { pathname } = new URL(options.url, "http://github.test");
			if (!(pathname.startsWith("/graphql") && error.status !== 401 || error.status === 403 || error.status === 429)) return;
			const retryCount = ~~request.retryCount;
			request.retryCount = retryCount;
			options.request.retryCount = retryCount;
			const { wantRetry, retryAfter = 0 } = await (async function() {
				if (/\bsecondary rate\b/i.test(error.message)) {
					const retryAfter2 = Number(error.response.headers["retry-after"]) || state2.fallbackSecondaryRateRetryAfter;
					return {
						wantRetry: await emitter.trigger("secondary-limit", retryAfter2, options, octokit, retryCount),
						retryAfter: retryAfter2
					};
				}
				if (error.response.headers != null && error.response.headers["x-ratelimit-remaining"] === "0" || (error.response.data?.errors ?? []).some((error2) => error2.type === "RATE_LIMITED")) {
					const rateLimitReset = (/* @__PURE__ */ new Date(~~error.response.headers["x-ratelimit-reset"] * 1e3)).getTime();
					const retryAfter2 = Math.max(Math.ceil((rateLimitReset - Date.now()) / 1e3) + 1, 0);
					return {
						wantRetry: await emitter.trigger("rate-limit", retryAfter2, options, octokit, retryCount),
						retryAfter: retryAfter2
					};
				}
				return {};
			})();
			if (wantRetry) {
				request.retryCount++;
				return retryAfter * state2.retryAfterBaseValue;
			}
		});
	};
	octokit.hook.wrap("request", (request, options) => {
		initializeBottleneck();
		return wrapRequest(state, request, options);
	});
	return {};
}
throttling.VERSION = VERSION;
throttling.triggersNotification = triggersNotification;
// src/adapters/github/fault.ts
/** What GitHub answers when it does not answer, translated once. Messages of GitHub's own are data: cut, and on one line. */
/** There is no such thing, or this token may not know of it: callers ask for the code, never for the message. */
const NOT_FOUND = "forge-not-found";
const FORBIDDEN = "forge-forbidden";
const isMissing = (error) => error instanceof Fault && error.code === "forge-not-found";
const isForbidden = (error) => error instanceof Fault && error.code === "forge-forbidden";
/** `what`: what was asked for, in the middle of a sentence. Anything that is no answer of GitHub's passes as it is. */
function faultOf(thrown, what) {
	if (thrown instanceof Fault || !(thrown instanceof Error)) return thrown;
	const error = thrown;
	const cause = { cause: thrown };
	if (error.errors !== void 0 && error.status === void 0) return ofGraphql(error, what, cause);
	if (error.response === void 0) {
		if (error.name !== "HttpError" && !isCutOff(error)) return thrown;
		const message = `GitHub could not be reached to ${what}: ${line(error.message)}`;
		return new Fault("service", "forge-unreachable", message, AGAIN, cause);
	}
	return ofStatus(error, what, cause);
}
function ofStatus(error, what, cause) {
	const said = line(error.message);
	const headers = error.response?.headers ?? {};
	if (isRateLimit(error)) {
		const message = `GitHub takes no more requests of this token for now, and would not ${what}.${headers["retry-after"] ? ` It asks to wait ${headers["retry-after"]} seconds.` : ""}`;
		return new Fault("service", "forge-rate-limit", message, "Run it again later; nothing is lost.", cause);
	}
	switch (error.status) {
		case 401: return new Fault("credentials", "forge-credentials", `GitHub does not know the token that was given to ${what}`, "Give a valid one: the input `token` of the action, or GITHUB_TOKEN.", cause);
		case 403: {
			const needed = headers["x-accepted-github-permissions"];
			const fix = needed ? `The token needs one of: ${line(String(needed))}. In a workflow: \`permissions:\`.` : "Give the token the permission, or see whether the repository or the conversation is locked.";
			return new Fault("undecided", FORBIDDEN, `GitHub does not let this token ${what}: ${said}`, fix, cause);
		}
		case 301:
		case 404:
		case 410: return new Fault("undecided", NOT_FOUND, `GitHub has nothing there, or does not show it to this token, to ${what}`, "See whether it still exists, and whether the token's permissions reach it.", cause);
		case 409:
		case 422: return new Fault("refused", "forge-refused", `GitHub refused to ${what}: ${said}`, "See the message: something about the repository does not allow it.", cause);
		default: return new Fault("service", "forge-failed", `GitHub failed (${error.status}) to ${what}: ${said}`, AGAIN, cause);
	}
}
/** GraphQL says everything with status 200. */
function ofGraphql({ errors = [] }, what, cause) {
	const types = errors.map(({ type }) => type);
	const said = line(errors[0]?.message);
	if (types.includes("NOT_FOUND")) return new Fault("undecided", NOT_FOUND, `GitHub has nothing there to ${what}: ${said}`, AGAIN, cause);
	if (types.includes("FORBIDDEN")) return new Fault("undecided", FORBIDDEN, `GitHub does not let this token ${what}: ${said}`, "Give the token the permission to read it.", cause);
	if (types.includes("RATE_LIMITED")) return new Fault("service", "forge-rate-limit", `GitHub would not ${what} for now: ${said}`, AGAIN, cause);
	return new Fault("service", "forge-failed", `GitHub failed to ${what}: ${said}`, AGAIN, cause);
}
/** The connection ended in the middle of an answer: Node says so with an error of its own. */
const isCutOff = ({ name, message, cause }) => name === "TimeoutError" || name === "AbortError" || name === "TypeError" && (message === "terminated" || /^(UND_ERR|E[A-Z]+$)/.test(codeOf(cause)));
const codeOf = (cause) => String(cause?.code ?? "");
function isRateLimit({ status, message = "", response }) {
	if (status === 429) return true;
	return status === 403 && (/rate limit/i.test(message) || String(response?.headers?.["x-ratelimit-remaining"]) === "0");
}
/** An answer that is no answer: half of one, or of another shape than GitHub's. */
function malformed(what) {
	return new Fault("service", "forge-malformed", `GitHub's answer could not be read, to ${what}`, AGAIN);
}
const AGAIN = "Run it again; if it stays so, see https://www.githubstatus.com.";
const line = (text = "it did not say why") => text.replace(/\s+/g, " ").trim().slice(0, 300);
// src/adapters/github/client.ts
/**
* The one way to GitHub's API: Octokit with its retry and throttling plugins, for one host and one repository. Requests are built
* from these and from numbers and names, never from an address that came with an answer (trust.md T6): of a `Link` only the page
* is taken.
*/
const PATIENCE = {
	retry: 1e3,
	most: 90,
	answer: 3e4,
	paced: true
};
/** 100 items a page: nothing here is longer, and a list without an end must not be followed. */
const MOST_PAGES = 200;
const Octokit = GitHub.plugin(retry, throttling);
/** github.com asks for pauses between writes; a server of one's own has no such limits unless somebody sets them. */
const patienceWith = ({ api }) => ({
	...PATIENCE,
	paced: /^api\.(?:github\.com|[a-z0-9-]+\.ghe\.com)$/.test(new URL(api).hostname)
});
function githubClient(place, patience = patienceWith(place)) {
	const [owner = "", repo = ""] = place.repository.split("/");
	if (!/^[A-Za-z0-9-]+$/.test(owner) || !/^[A-Za-z0-9._-]+$/.test(repo)) throw new Fault("configuration", "repository-name", `${JSON.stringify(place.repository.slice(0, 100))} is no repository of GitHub`, "GITHUB_REPOSITORY is set by the runner, as owner/name.");
	const inTime = (after, _, __, tried) => after <= patience.most && tried < 2;
	const octokit = new Octokit(getOctokitOptions(place.token, {
		baseUrl: place.api,
		log: SILENT,
		request: {
			...defaults.request,
			fetch: timed(patience.answer)
		},
		retry: { retryAfterBaseValue: patience.retry },
		throttle: {
			enabled: patience.paced,
			retryAfterBaseValue: patience.retry,
			onRateLimit: inTime,
			onSecondaryRateLimit: inTime
		}
	}));
	let date;
	octokit.hook.after("request", ({ headers }) => {
		date = headers.date ?? date;
	});
	async function request(what, route, parameters) {
		try {
			const place = route.includes("{owner}") ? {
				owner,
				repo
			} : {};
			const answer = await octokit.request(route, {
				...place,
				...parameters
			});
			const { data, status } = answer;
			if (status !== 204 && (typeof data !== "object" || data === null)) throw malformed(what);
			return answer;
		} catch (error) {
			throw faultOf(error, what);
		}
	}
	return {
		place,
		owner,
		repo,
		ask: async (what, route, parameters = {}) => (await request(what, route, parameters)).data,
		once: async (what, route, parameters = {}) => (await request(what, route, {
			...parameters,
			request: { retries: 0 }
		})).data,
		async *pages(what, route, parameters = {}, list) {
			let more = {};
			for (let page = 0; more !== void 0; page += 1) {
				if (page === MOST_PAGES) throw tooLong(what);
				const { data, headers } = await request(what, route, {
					...parameters,
					per_page: 100,
					...more
				});
				const items = list === void 0 ? data : data[list];
				if (!Array.isArray(items)) throw malformed(what);
				yield* items;
				more = nextPage(headers.link);
			}
		},
		async graphql(what, query, variables) {
			try {
				return await octokit.graphql(query, { ...variables });
			} catch (error) {
				throw faultOf(error, what);
			}
		},
		now: () => date === void 0 ? void 0 : new Date(date)
	};
}
/**
* Each try has a time of its own. One signal for a request would run on while its retry or its turn among paced writes is waited for, and
* the try after a long wait would be given up before it was sent.
*/
function timed(most) {
	const send = defaults.request?.fetch ?? fetch;
	return (url, init) => send(url, {
		...init,
		signal: AbortSignal.timeout(most)
	});
}
/** Pages are numbered, or told by a cursor; both stand in the query of the address of the next one. */
function nextPage(link) {
	const url = link?.split(",").find((one) => /;\s*rel="next"/.test(one))?.match(/<([^>]+)>/)?.[1];
	if (url === void 0) return void 0;
	const query = new URL(url).searchParams;
	const named = ["page", "after"].flatMap((name) => {
		const value = query.get(name);
		return value === null ? [] : [[name, value]];
	});
	return named.length > 0 ? Object.fromEntries(named) : void 0;
}
const tooLong = (what) => new Fault("undecided", "forge-list-too-long", `GitHub's list has more than 20000 entries, to ${what}`, "Narrow it: close old conversations, or shorten the time that approvals live.");
const SILENT = {
	debug: () => {},
	info: () => {},
	warn: () => {},
	error: () => {}
};
// src/adapters/github/people.ts
/** Accounts, their permission now, teams. Logins are renamed: the number decides (github.md G6). */
function githubPeople(client) {
	let self;
	return {
		self() {
			self ??= viewer(client);
			return self;
		},
		async permission(account) {
			const found = await permissionOf(client, account, `see the permission of ${account.login}`);
			if (found.user !== null && found.user.id !== account.id) {
				const message = `the name ${account.login} belongs to another account by now`;
				throw new Fault("undecided", "account-renamed", message, "Ask again.");
			}
			return roleOf(found);
		},
		async team(slug) {
			const route = "GET /orgs/{org}/teams/{team_slug}/members";
			try {
				const members = [];
				const what = `see the members of the team ${slug}`;
				for await (const user of client.pages(what, route, {
					org: client.owner,
					team_slug: slug
				})) members.push(accountOf(user));
				return members;
			} catch (error) {
				if (isMissing(error) || isForbidden(error)) return void 0;
				throw error;
			}
		}
	};
}
function accountOf(user) {
	if (!user) return {
		id: 0,
		login: "ghost",
		kind: "bot"
	};
	const isBot = user.type !== "User" || user.login.endsWith("[bot]");
	return {
		id: user.id,
		login: user.login,
		kind: isBot ? "bot" : "person"
	};
}
async function viewer(client) {
	const { viewer } = await client.graphql("see who the token speaks for", "query { viewer { databaseId login } }", {});
	const { databaseId, login } = viewer;
	return {
		id: databaseId,
		login,
		kind: login.endsWith("[bot]") ? "bot" : "person"
	};
}
async function permissionOf(client, { login }, what) {
	try {
		return await client.ask(what, "GET /repos/{owner}/{repo}/collaborators/{username}/permission", { username: login });
	} catch (error) {
		if (isMissing(error)) return {
			permission: "none",
			role_name: "none",
			user: null
		};
		throw error;
	}
}
const ROLES = [
	"admin",
	"maintain",
	"write",
	"triage",
	"read",
	"none"
];
/** `role_name` is finer, but an organization can make roles of its own: then the plain permission counts. */
function roleOf({ permission, role_name }) {
	return ROLES.find((role) => role === role_name) ?? ROLES.find((role) => role === permission) ?? "none";
}
// src/adapters/github/runs.ts
const WAITING = /* @__PURE__ */ new Set([
	"queued",
	"requested",
	"waiting",
	"pending"
]);
const factsOf = (run) => ({
	run: String(run.id),
	attempt: run.run_attempt,
	state: run.status === "completed" ? "completed" : WAITING.has(run.status) ? "waiting" : "running",
	conclusion: run.conclusion ?? void 0,
	event: run.event,
	workflow: run.path.split("@")[0],
	branch: run.head_branch ?? "",
	head: run.head_sha,
	headRepository: run.head_repository?.full_name ?? "",
	actor: accountOf(run.actor),
	triggeredBy: accountOf(run.triggering_actor),
	createdAt: run.created_at,
	url: run.html_url
});
/** GitHub's own account behind every workflow's token; a login with brackets is nobody else's. */
const WORKFLOWS = "github-actions[bot]";
/** A run that somebody looks for began after a wave that has just ended: it is among the last ones. */
const LATEST = 300;
/** Milliseconds by which the clock of a runner may be before GitHub's. */
const SKEW = 6e4;
function githubRuns(client, self) {
	async function find(run, attempt) {
		if (!/^[0-9]{1,15}$/.test(run)) return void 0;
		const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}";
		const asked = {
			run_id: Number(run),
			...attempt === void 0 ? {} : { attempt_number: attempt }
		};
		try {
			const path = attempt === void 0 ? route : `${route}/attempts/{attempt_number}`;
			return factsOf(await client.ask("see the run", path, asked));
		} catch (error) {
			if (isMissing(error)) return void 0;
			throw error;
		}
	}
	return {
		async dispatch(workflow, inputs, branch) {
			const ref = branch ?? await defaultBranch(client);
			await client.once("start the next run", "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
				workflow_id: workflow,
				ref,
				inputs
			});
		},
		async dispatched(workflow, run) {
			const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
			const asked = {
				workflow_id: workflow,
				event: "workflow_dispatch",
				..."head" in run ? { head_sha: run.head } : {}
			};
			const what = "see which runs were started";
			const own = "title" in run ? await self() : void 0;
			let seen = 0;
			for await (const one of client.pages(what, route, asked, "workflow_runs")) {
				if ("head" in run) return true;
				if (Date.parse(one.created_at) < Date.parse(run.since) - SKEW) return false;
				if (one.display_title === run.title && one.actor?.id === own?.id) return true;
				seen += 1;
				if (seen === LATEST) break;
			}
			return false;
		},
		startedByPush: async () => (await self()).login !== WORKFLOWS,
		find,
		state: async (run, attempt) => (await find(run, attempt))?.state,
		async *since(workflow, since) {
			const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
			const asked = { workflow_id: workflow.split("/").at(-1) };
			for await (const run of client.pages("see the runs", route, asked, "workflow_runs")) {
				if (Date.parse(run.created_at) < Date.parse(since)) return;
				yield factsOf(run);
			}
		},
		async ran(run, job) {
			const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs";
			const asked = {
				run_id: Number(run),
				filter: "all"
			};
			for await (const one of client.pages("see the jobs", route, asked, "jobs")) if (one.name === job && one.conclusion !== "skipped") return true;
			return false;
		},
		async branchRules(branch) {
			const route = "GET /repos/{owner}/{repo}/rules/branches/{branch}";
			const rules = [];
			for await (const { type } of client.pages("see the rules", route, { branch })) rules.push(type);
			return rules;
		}
	};
}
const defaultBranch = async (client) => (await client.ask("see the repository", "GET /repos/{owner}/{repo}")).default_branch;
export { isForbidden as a, githubClient as i, accountOf as n, isMissing as o, githubPeople as r, malformed as s, githubRuns as t };
