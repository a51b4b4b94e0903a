import { i as githubClient, n as accountOf$1, o as isMissing, r as githubPeople, s as malformed, t as githubRuns } from "./runs.js";
import { t as Fault } from "./fault.js";
// src/adapters/github/checks.ts
/** GitHub takes no more annotations in one request (github.md G18). */
const BATCH$1 = 50;
const LEVELS = {
	notice: "notice",
	warning: "warning",
	failure: "failure"
};
/** What GitHub shows; more would be refused, or cut in the middle of a word. */
const TITLE_MOST = 255;
const SUMMARY_MOST = 65e3;
function githubChecks(client) {
	/** Oldest first. */
	const all = async (head) => {
		const route = "GET /repos/{owner}/{repo}/commits/{ref}/check-runs";
		const parameters = {
			ref: head,
			filter: "all"
		};
		const checks = [];
		for await (const check of client.pages("find our check", route, parameters, "check_runs")) checks.push(check);
		return checks.sort((a, b) => a.id - b.id);
	};
	return {
		async put(given) {
			const check = fitting(given);
			const there = await all(check.head);
			const existing = there.findLast(({ external_id }) => external_id === check.externalId);
			const isNewest = existing === there.findLast(({ name }) => name === check.name);
			const same = existing !== void 0 && isNewest && isSame(existing, check);
			const told = same ? existing.output.annotations_count : 0;
			if (same && told >= check.annotations.length) return;
			const [first = [], ...rest] = batches(check.annotations.slice(told));
			const body = bodyOf(check, first);
			const { id } = same ? await update(client, existing.id, body) : await client.once("set the check", "POST /repos/{owner}/{repo}/check-runs", {
				...body,
				head_sha: check.head
			});
			for (const batch of rest) await update(client, id, bodyOf(check, batch));
		},
		async of(head, externalId) {
			const found = (await all(head)).findLast(({ external_id }) => external_id === externalId);
			return found && checkOf(head, found);
		},
		async on(head) {
			const newest = /* @__PURE__ */ new Map();
			for (const check of await all(head)) {
				const key = JSON.stringify([check.name, check.external_id]);
				newest.delete(key);
				newest.set(key, check);
			}
			return [...newest.values()].map((check) => checkOf(head, check));
		}
	};
}
const checkOf = (head, { name, external_id, conclusion, output }) => ({
	head,
	externalId: external_id ?? "",
	name,
	conclusion: conclusion ?? "action_required",
	title: output.title ?? "",
	summary: output.summary ?? "",
	annotations: []
});
const update = (client, id, body) => client.ask("set the check", "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
	...body,
	check_run_id: id
});
function bodyOf({ externalId, name, conclusion, title, summary }, annotations) {
	return {
		name,
		external_id: externalId,
		status: "completed",
		conclusion,
		output: {
			title,
			summary,
			annotations: annotations.map((one) => ({
				path: one.path,
				start_line: one.line,
				end_line: one.endLine,
				annotation_level: LEVELS[one.level],
				title: one.title,
				message: one.message
			}))
		}
	};
}
const fitting = (check) => ({
	...check,
	title: cut(check.title, TITLE_MOST),
	summary: cut(check.summary, SUMMARY_MOST)
});
const cut = (text, most) => text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
const isSame = (existing, { name, conclusion, title, summary }) => existing.name === name && existing.conclusion === conclusion && existing.output.title === title && existing.output.summary === summary;
function batches(items) {
	const count = Math.ceil(items.length / BATCH$1);
	return Array.from({ length: count }, (_, i) => items.slice(i * BATCH$1, (i + 1) * BATCH$1));
}
// src/adapters/github/issues.ts
const ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}";
function githubIssues(client, self) {
	const list = async (what, route, parameters) => {
		const found = [];
		for await (const one of client.pages(what, route, parameters)) if (one.pull_request === void 0) found.push(issueOf(one));
		return found;
	};
	const ours = async () => {
		const { id, login } = await self();
		return (await list("find our issues", "GET /repos/{owner}/{repo}/issues", {
			creator: login,
			state: "all",
			direction: "asc"
		})).filter(({ author }) => author.id === id);
	};
	return {
		ours,
		async get(number) {
			try {
				return issueOf(await client.ask(`read #${number}`, `GET ${ISSUE}`, { issue_number: number }));
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw error;
			}
		},
		async open(issue) {
			try {
				return issueOf(await client.once("open an issue", "POST /repos/{owner}/{repo}/issues", { ...issue }));
			} catch (error) {
				const written = error.kind === "service" ? (await ours()).find(({ body }) => body === issue.body) : void 0;
				if (written) return written;
				throw error;
			}
		},
		async update(number, change) {
			const what = `change #${number}`;
			const { state, ...rest } = change;
			const reason = state === "closed" ? { state_reason: "completed" } : {};
			const parameters = {
				issue_number: number,
				...rest,
				...state ? {
					state,
					...reason
				} : {}
			};
			return issueOf(await client.ask(what, `PATCH ${ISSUE}`, parameters));
		},
		children: (number) => list(`read the sub-issues of #${number}`, `GET ${ISSUE}/sub_issues`, { issue_number: number }),
		async adopt(parent, child) {
			await client.ask("link a sub-issue", `POST ${ISSUE}/sub_issues`, {
				issue_number: parent,
				sub_issue_id: child
			});
		},
		blockers: (number) => list(`read what blocks #${number}`, `GET ${ISSUE}/dependencies/blocked_by`, { issue_number: number }),
		async block(number, blocker) {
			const route = `POST ${ISSUE}/dependencies/blocked_by`;
			await client.ask("link what an issue waits for", route, {
				issue_number: number,
				issue_id: blocker
			});
		},
		async unblock(number, blocker) {
			const route = `DELETE ${ISSUE}/dependencies/blocked_by/{issue_id}`;
			await client.ask("unlink what an issue waited for", route, {
				issue_number: number,
				issue_id: blocker
			});
		}
	};
}
const issueOf = (found) => ({
	id: found.id,
	number: found.number,
	url: found.html_url,
	repository: found.repository_url.split("/").slice(-2).join("/"),
	title: found.title,
	body: (found.body ?? "").replace(/\r\n?/g, "\n"),
	author: accountOf$1(found.user),
	state: found.state === "closed" ? "closed" : "open",
	labels: found.labels.flatMap((label) => typeof label === "string" ? label : label.name ?? [])
});
// src/adapters/github/origins.ts
/** Who is behind what: issues, commits, pushes. The log of pushes is GitHub's own; names in commits can be typed by anybody. */
const NONE = /^0+$/;
const MERGES = /* @__PURE__ */ new Set(["pr_merge", "merge_queue_merge"]);
function githubOrigins(client) {
	return {
		async repository() {
			const what = "see the repository";
			const found = await client.ask(what, "GET /repos/{owner}/{repo}");
			const now = client.now();
			if (now === void 0 || Number.isNaN(now.getTime())) throw malformed(what);
			requireSame(client, found.full_name);
			return {
				name: found.full_name,
				defaultBranch: found.default_branch,
				now
			};
		},
		async openedBy(on) {
			const route = "GET /repos/{owner}/{repo}/issues/{issue_number}";
			try {
				const what = `see who opened #${on}`;
				return accountOf$1((await client.ask(what, route, { issue_number: on })).user);
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw error;
			}
		},
		async ofCommit(commit) {
			const { author } = await client.ask("see who wrote a commit", "GET /repos/{owner}/{repo}/commits/{ref}", { ref: commit });
			return author?.id ? [accountOf$1(author)] : [];
		},
		async *pushes(branch) {
			const parameters = {
				ref: `refs/heads/${branch}`,
				direction: "desc"
			};
			for await (const one of client.pages("see what was pushed", "GET /repos/{owner}/{repo}/activity", parameters)) yield pushOf(one);
		}
	};
}
function pushOf({ before, after, timestamp, activity_type, actor }) {
	const idOf = (id) => NONE.test(id) ? void 0 : id;
	return {
		before: idOf(before),
		after: idOf(after),
		at: timestamp,
		by: actor ? accountOf$1(actor) : void 0,
		kind: MERGES.has(activity_type) ? "merge" : "push"
	};
}
/** GitHub answers under a repository's former name as well: evidence names the one that it is in. */
function requireSame({ place }, name) {
	if (name.toLowerCase() === place.repository.toLowerCase()) return;
	throw new Fault("configuration", "repository-renamed", `the repository ${place.repository} is called ${name} now`, "Use its name of today.");
}
// src/adapters/github/remarks.ts
const EDITS = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on IssueComment { lastEditedAt editor { login } createdViaEmail }
    ... on PullRequestReview { lastEditedAt editor { login } createdViaEmail isMinimized }
  }
}`;
/** GitHub takes no more ids in one query. */
const BATCH = 100;
function githubRemarks(client, self) {
	return {
		async *since(since) {
			let batch = [];
			const route = "GET /repos/{owner}/{repo}/issues/comments";
			const parameters = {
				since,
				sort: "created",
				direction: "asc"
			};
			for await (const comment of client.pages("read what was said", route, parameters)) {
				batch.push(comment);
				if (batch.length < BATCH) continue;
				yield* await withEdits(client, batch, ofComment);
				batch = [];
			}
			yield* await withEdits(client, batch, ofComment);
		},
		async get(ref) {
			try {
				return ref.kind === "comment" ? await comment(client, ref) : await review(client, ref);
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw error;
			}
		},
		upsert: (on, marker, body) => upsert(client, self, {
			on,
			marker,
			body
		}),
		async react(ref, reaction) {
			const route = `POST /repos/{owner}/{repo}/${ref.kind === "comment" ? `issues/comments/${ref.id}` : `issues/${ref.on}`}/reactions`;
			await client.ask("answer with a reaction", route, { content: reaction });
		}
	};
}
async function comment(client, { id, on }) {
	const [remark] = await withEdits(client, [await client.ask("read the comment", "GET /repos/{owner}/{repo}/issues/comments/{comment_id}", { comment_id: id })], ofComment);
	return remark?.on === on ? remark : void 0;
}
async function review(client, { id, on }) {
	return (await withEdits(client, [await client.ask("read the review", "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}", {
		pull_number: on,
		review_id: id
	})], (one, edits) => ofReview(on, one, edits)))[0];
}
/** Puts together what both APIs say; what is gone by the second question is left out. */
async function withEdits(client, found, make) {
	const remarks = [];
	for (let at = 0; at < found.length; at += BATCH) {
		const batch = found.slice(at, at + BATCH);
		const ids = batch.map(({ node_id }) => node_id);
		const edits = new Map((await editsOf(client, ids)).map((edit) => [edit.id, edit]));
		for (const one of batch) {
			const known = edits.get(one.node_id);
			if (known) remarks.push(make(one, known));
		}
	}
	return remarks;
}
/** One id of nothing spoils GitHub's whole answer: then each is asked for alone. */
async function editsOf(client, ids) {
	try {
		const { nodes } = await client.graphql("see what was edited", EDITS, { ids });
		return nodes.filter((node) => node !== null);
	} catch (error) {
		if (!isMissing(error)) throw error;
		if (ids.length === 1) return [];
		const all = [];
		for (const id of ids) all.push(...await editsOf(client, [id]));
		return all;
	}
}
function ofComment(comment, edits) {
	return {
		kind: "comment",
		on: Number(comment.issue_url.split("/").at(-1)),
		viaApp: comment.performed_via_github_app ? comment.performed_via_github_app.slug ?? "an app" : void 0,
		createdAt: comment.created_at,
		...common(comment, edits)
	};
}
/** GitHub does not tell of a review whether an app wrote it in a person's name. */
function ofReview(on, review, edits) {
	const state = review.state.toLowerCase().replaceAll("_", "-");
	return {
		kind: "review",
		on,
		viaApp: void 0,
		createdAt: review.submitted_at ?? "",
		...common(review, edits),
		review: {
			state,
			commit: review.commit_id ?? "",
			...edits.isMinimized ? { folded: true } : {}
		}
	};
}
const common = (one, edits) => ({
	id: one.id,
	url: one.html_url,
	node: one.node_id,
	author: accountOf$1(one.user),
	body: one.body ?? "",
	editedAt: edits.lastEditedAt ?? void 0,
	editedBy: edits.editor?.login,
	byMail: edits.createdViaEmail
});
async function upsert(client, self, { on, marker, body }) {
	const mark = `<!-- ${marker.replaceAll("--", "")} -->`;
	const text = `${body.trimEnd()}\n\n${mark}`;
	const own = (await self()).id;
	const find = async () => {
		const comments = client.pages("find our comment", "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number: on });
		for await (const one of comments) if (one.user?.id === own && one.body?.endsWith(mark)) return one;
	};
	const existing = await find();
	if (existing?.body === text) return (await withEdits(client, [existing], ofComment))[0];
	return (await withEdits(client, [existing ? await client.ask("edit our comment", "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
		comment_id: existing.id,
		body: text
	}) : await create(client, on, text, find)], ofComment))[0];
}
/** A lost answer does not mean that nothing was written: looked for before it is said to have failed. */
async function create(client, on, body, find) {
	try {
		return await client.once("comment", "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
			issue_number: on,
			body
		});
	} catch (error) {
		const written = error.kind === "service" ? await find() : void 0;
		if (written) return written;
		throw error;
	}
}
// src/adapters/github/threads.ts
const THREADS = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      reviewThreads(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id path line originalLine diffSide isResolved
          resolvedBy { __typename login databaseId }
          comments(first: 100) {
            nodes {
              databaseId body createdAt lastEditedAt createdViaEmail
              author { __typename login ... on User { databaseId } ... on Bot { databaseId } }
            }
          }
        }
      }
    }
  }
}`;
/** 50 threads a page: a pull request with more than 2,000 is nobody's. */
const MOST_PAGES = 40;
async function threadsOf(client, number) {
	const threads = [];
	let after = null;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const { nodes, pageInfo } = (await client.graphql("read what was said on lines", THREADS, {
			owner: client.owner,
			name: client.repo,
			number,
			after
		})).repository.pullRequest.reviewThreads;
		threads.push(...nodes.filter(({ comments }) => comments.nodes.length > 0).map(threadOf));
		if (!pageInfo.hasNextPage) break;
		after = pageInfo.endCursor;
	}
	return threads;
}
function threadOf(thread) {
	return {
		id: thread.id,
		path: thread.path,
		side: thread.diffSide === "LEFT" ? "left" : "right",
		line: thread.line ?? void 0,
		firstLine: thread.originalLine ?? void 0,
		resolvedBy: thread.isResolved ? accountOf(thread.resolvedBy) : void 0,
		remarks: thread.comments.nodes.map((one) => ({
			id: one.databaseId,
			author: accountOf(one.author),
			body: one.body,
			createdAt: one.createdAt,
			editedAt: one.lastEditedAt ?? void 0,
			byMail: one.createdViaEmail
		}))
	};
}
/** A bot's login comes without "[bot]" here; the number is the same. */
const accountOf = (account) => account?.databaseId ? {
	id: account.databaseId,
	login: account.login,
	kind: account.__typename === "User" && !account.login.endsWith("[bot]") ? "person" : "bot"
} : {
	id: 0,
	login: account?.login ?? "ghost",
	kind: "bot"
};
async function answerIn(client, number, { remarks }, body) {
	await client.once("answer on a line", "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies", {
		pull_number: number,
		comment_id: remarks[0].id,
		body
	});
}
async function resolveThread(client, id) {
	await client.graphql("close a conversation", "mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { clientMutationId } }", { id });
}
// src/adapters/github/pulls.ts
/** Pull requests and their reviews. */
const LIST = "GET /repos/{owner}/{repo}/pulls";
const ONE = "/repos/{owner}/{repo}/pulls/{pull_number}";
function githubPulls(client) {
	const everyOfBranch = async (branch, state = "all") => {
		const pulls = [];
		const parameters = {
			head: `${client.owner}:${branch}`,
			state
		};
		for await (const pull of client.pages("see the pull requests", LIST, parameters)) pulls.push(pullOf(pull));
		return pulls.filter((pull) => pull.branch === branch && isOwn(client, pull));
	};
	return {
		everyOfBranch: (branch) => everyOfBranch(branch),
		ofBranch: async (branch) => (await everyOfBranch(branch, "open"))[0],
		async thatBrought(commit) {
			const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls";
			const what = "see which pull request brought a commit";
			const merged = [];
			try {
				for await (const { number, merged_at } of client.pages(what, route, { commit_sha: commit })) if (merged_at !== null) merged.push(await one(client, number));
			} catch (error) {
				if (!isMissing(error)) throw error;
			}
			return merged;
		},
		open: (pull) => open(client, pull),
		linkToOpen: (base, branch) => `${client.place.server}/${client.place.repository}/compare/${base}...${branch}?expand=1`,
		async update(number, { draft, ...change }) {
			const route = `PATCH ${ONE}`;
			if (Object.keys(change).length > 0) await client.ask("change the pull request", route, {
				pull_number: number,
				...change
			});
			if (draft !== void 0) await setDraft(client, number, draft);
			return one(client, number);
		},
		async reviews(number) {
			const reviews = [];
			const route = `GET ${ONE}/reviews`;
			for await (const review of client.pages("read the reviews", route, { pull_number: number })) if (review.state !== "PENDING") reviews.push(review);
			return withEdits(client, reviews, (review, edits) => ofReview(number, review, edits));
		},
		postReview: (number, review) => postReview(client, number, review),
		async get(number) {
			try {
				return await one(client, number);
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw error;
			}
		},
		async openFrom(owner, branch) {
			const pulls = [];
			const parameters = {
				head: `${owner}:${branch}`,
				state: "open"
			};
			for await (const pull of client.pages("see the pull requests", LIST, parameters)) pulls.push(pullOf(pull));
			return pulls.filter((pull) => pull.branch === branch && pull.headRepository.split("/")[0]?.toLowerCase() === owner.toLowerCase());
		},
		async files(number) {
			const files = [];
			const route = `GET ${ONE}/files`;
			for await (const file of client.pages("see what is changed", route, { pull_number: number })) files.push(file);
			return files.map(({ filename, previous_filename, patch }) => ({
				path: filename,
				previousPath: previous_filename,
				patch
			}));
		},
		async authors(number) {
			const found = /* @__PURE__ */ new Map();
			const route = `GET ${ONE}/commits`;
			for await (const commit of client.pages("see who wrote it", route, { pull_number: number })) for (const user of [commit.author, commit.committer]) if (user?.id) found.set(user.id, accountOf$1(user));
			return [...found.values()];
		},
		threads: (number) => threadsOf(client, number),
		answer: (number, thread, body) => answerIn(client, number, thread, body),
		resolve: (thread) => resolveThread(client, thread.id),
		async fold({ node }) {
			await client.graphql("fold an older review away", "mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }", { id: node });
		}
	};
}
/** A fork can have a branch of the same name. */
const isOwn = ({ place }, { headRepository }) => headRepository.toLowerCase() === place.repository.toLowerCase();
const one = async (client, number) => pullOf(await client.ask("see the pull request", `GET ${ONE}`, { pull_number: number }));
function pullOf(pull) {
	const merged = pull.merged_at !== null;
	return {
		number: pull.number,
		url: pull.html_url,
		title: pull.title,
		body: pull.body ?? "",
		draft: pull.draft ?? false,
		branch: pull.head.ref,
		base: pull.base.ref,
		author: accountOf$1(pull.user),
		state: merged ? "merged" : pull.state === "open" ? "open" : "closed",
		head: pull.head.sha,
		headRepository: pull.head.repo?.full_name ?? "",
		...pull.merged_by ? { mergedBy: accountOf$1(pull.merged_by) } : {},
		...pull.closed_at === null ? {} : { closedAt: pull.closed_at },
		...pull.merged_at === null ? {} : { mergedAt: pull.merged_at },
		...merged && pull.merge_commit_sha !== null ? { mergeCommit: pull.merge_commit_sha } : {}
	};
}
async function open(client, pull) {
	const { branch, base, title, body, draft } = pull;
	const parameters = {
		head: branch,
		base,
		title,
		body,
		draft
	};
	try {
		return pullOf(await client.once("open a pull request", `POST ${LIST.slice(4)}`, parameters));
	} catch (error) {
		const found = error instanceof Fault && (error.kind === "service" || error.code === "forge-refused") ? await githubPulls(client).ofBranch(branch) : void 0;
		if (found) return found;
		if (draft && saysOf(error, /draft pull requests are not supported/i)) return await open(client, {
			...pull,
			draft: false
		});
		throw refusedToOpen(error) ?? error;
	}
}
const saysOf = (error, said) => error instanceof Fault && said.test(error.message);
/** What no second try changes, told apart by GitHub's own words: there is no code for it (github.md G14). */
function refusedToOpen(error) {
	if (saysOf(error, /not permitted to create/i)) return new Fault("undecided", "pulls-not-allowed", "GitHub Actions may not open pull requests in this repository", "Allow it in Settings → Actions → General → Workflow permissions, or open it by hand.", { cause: error });
	if (saysOf(error, /no commits between/i)) return new Fault("refused", "nothing-to-merge", "the base holds all of the branch", "Nothing to do.", { cause: error });
}
async function setDraft(client, number, draft) {
	const { node_id, draft: isDraft } = await client.ask("see the pull request", `GET ${ONE}`, { pull_number: number });
	if (isDraft === draft) return;
	const query = `mutation ($id: ID!) { ${draft ? "convertPullRequestToDraft" : "markPullRequestReadyForReview"}(input: { pullRequestId: $id }) { clientMutationId } }`;
	await client.graphql(draft ? "make the pull request a draft" : "mark it as ready", query, { id: node_id });
}
/** One bad line fails a whole review (github.md G18): whoever posts it knows what else to do with it. */
async function postReview(client, number, review) {
	const { commit, body, comments } = review;
	try {
		const { id } = await client.once("post the review", `POST ${ONE}/reviews`, {
			pull_number: number,
			commit_id: commit,
			event: "COMMENT",
			body,
			comments: comments.map(({ path, line, startLine, side, body: said }) => ({
				path,
				line,
				side: side.toUpperCase(),
				...startLine === void 0 ? {} : {
					start_line: startLine,
					start_side: side.toUpperCase()
				},
				body: said
			}))
		});
		return { id };
	} catch (error) {
		if (!(error instanceof Fault) || error.code !== "forge-refused") throw error;
		throw new Fault("refused", "review-refused", error.message, error.fix, { cause: error });
	}
}
// src/adapters/github/talks.ts
const EDITED = `query ($id: ID!) {
  node(id: $id) {
    id
    ... on Issue { lastEditedAt }
    ... on PullRequest { lastEditedAt }
  }
}`;
function githubTalks(client) {
	return {
		async topic(on) {
			try {
				const found = await client.ask(`read #${on}`, "GET /repos/{owner}/{repo}/issues/{issue_number}", { issue_number: on });
				const { node } = await client.graphql(`see whether #${on} was edited`, EDITED, { id: found.node_id });
				return {
					on: found.number,
					url: found.html_url,
					title: found.title,
					body: found.body ?? "",
					author: accountOf$1(found.user),
					createdAt: found.created_at,
					editedAt: node?.lastEditedAt ?? void 0,
					state: found.state === "closed" ? "closed" : "open",
					labels: found.labels.flatMap((label) => typeof label === "string" ? label : label.name ?? []),
					pull: found.pull_request !== void 0
				};
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw error;
			}
		},
		async *remarks(on) {
			const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
			const found = [];
			for await (const one of client.pages(`read what is said on #${on}`, route, { issue_number: on })) found.push(one);
			yield* await withEdits(client, found, ofComment);
		}
	};
}
// src/adapters/github/github.ts
/** Opens nothing: the first question is the first request. Throws a `configuration` fault where the name is none of GitHub's. */
function githubForge(place, patience) {
	const client = githubClient(place, patience);
	const people = githubPeople(client);
	return {
		kind: "github",
		people,
		remarks: githubRemarks(client, people.self),
		pulls: githubPulls(client),
		checks: githubChecks(client),
		runs: githubRuns(client, people.self),
		origins: githubOrigins(client),
		talks: githubTalks(client),
		issues: githubIssues(client, people.self)
	};
}
export { githubForge };
