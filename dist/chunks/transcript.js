import { n as unforeseen } from "./fault.js";
import { n as cleanLine } from "./clean.js";
import { n as withoutSecrets } from "./redact.js";
import { o as takesEffort, r as defaultModel } from "./inforce.js";
import { t as pLimit } from "./p-limit.js";
import { t as line } from "./limits.js";
import { a as noUsage, t as cost } from "./prices.js";
import { n as totalUsd, r as usageLines } from "./meter.js";
// src/session/box-tools.ts
/** The toolbox's tools as a conversation takes them: their calls run in the box, one after the other, in the model's order. */
/** `closed` is asked as a call's turn comes: after an ending nothing may change what was verified. */
const inRow = (closed) => {
	const limit = pLimit(1);
	return (work) => limit(async () => closed() ? {
		content: "the session has ended",
		isError: true
	} : work());
};
const boxTools = (definitions, box, row, onCall, around = (_, work) => work()) => definitions.map((definition) => ({
	...definition,
	run: (input, signal) => row(() => around(definition.name, async () => {
		const answer = await box.tool(definition.name, input, signal);
		onCall({
			tool: definition.name,
			target: targetOf(input),
			ok: !answer.isError
		});
		return answer;
	}))
}));
const TARGETS = [
	"file_path",
	"command",
	"pattern",
	"path"
];
function targetOf(input) {
	if (typeof input !== "object" || input === null) return "";
	const fields = input;
	const target = TARGETS.map((name) => fields[name]).find((value) => typeof value === "string");
	return target === void 0 ? "" : cleanLine(firstLine(target), 100);
}
const firstLine = (text) => text.trimStart().split("\n", 1)[0];
// src/session/deadline.ts
function deadline(clock, minutes, outer) {
	const over = new AbortController();
	const done = new AbortController();
	clock.sleep(minutes * 6e4, done.signal).then(() => over.abort(/* @__PURE__ */ new Error("the time of the session is over")), () => {});
	return {
		signal: outer ? AbortSignal.any([outer, over.signal]) : over.signal,
		passed: () => over.signal.aborted && outer?.aborted !== true,
		[Symbol.dispose]: () => done.abort()
	};
}
// src/models/budget.ts
/**
* May the next call be made, and how much may it say? Asked before each call, so a budget is never found out to be
* overdrawn afterwards (trust.md T23). As money runs out the answer shrinks to what can be paid, down to a floor.
*/
/** Below this many output tokens, thinking included, a call says nothing of use, so it is not made. */
const FLOOR = 2048;
const budgetGuards = {
	turns: (budget, spent, { most }) => spent.turns >= budget.turns ? { stop: `all ${budget.turns} turns are used` } : {
		maxTokens: most,
		callsLeft: budget.turns - spent.turns
	},
	minutes: (budget, spent, { most }) => {
		const left = budget.minutes * 60 - spent.seconds;
		const pace = spent.turns === 0 ? 0 : spent.seconds / spent.turns;
		return left <= 0 ? { stop: `all ${budget.minutes} minutes are used` } : {
			maxTokens: most,
			callsLeft: calls(left, pace)
		};
	},
	tokens: ({ tokens }, spent, { reads, most }) => {
		if (tokens === void 0) return {
			maxTokens: most,
			callsLeft: Number.POSITIVE_INFINITY
		};
		const reading = countTokens(reads);
		const left = tokens - spent.tokens - reading;
		return left < 2048 ? { stop: `${spent.tokens} of ${tokens} tokens are used, and the next call does not fit into the rest` } : {
			maxTokens: Math.min(most, left),
			callsLeft: calls(left + reading, reading + FLOOR)
		};
	},
	usd: (budget, spent, { reads, most, price }) => {
		const left = budget.usd - spent.usd;
		const reading = price(reads);
		const perToken = (price({
			...reads,
			output: 1e6
		}) - reading) / 1e6;
		const payable = perToken > 0 ? Math.floor((left - reading) / perToken) : most;
		return payable < 2048 ? { stop: `${money(spent.usd)} of ${money(budget.usd)} usd is used, and the rest does not pay for the next call` } : {
			maxTokens: Math.min(most, payable),
			callsLeft: calls(left, Math.max(spent.lastUsd, reading + FLOOR * perToken))
		};
	}
};
/** The tightest of all limits. */
function allow(budget, spent, coming, guards = Object.values(budgetGuards)) {
	let tightest = {
		maxTokens: coming.most,
		callsLeft: Number.POSITIVE_INFINITY
	};
	for (const guard of guards) {
		const allowed = guard(budget, spent, coming);
		if ("stop" in allowed) return allowed;
		tightest = {
			maxTokens: Math.min(tightest.maxTokens, allowed.maxTokens),
			callsLeft: Math.min(tightest.callsLeft, allowed.callsLeft)
		};
	}
	return tightest;
}
/** Tokens of all kinds. */
const countTokens = ({ input, cacheRead, cacheWrite, output }) => input + cacheRead + cacheWrite + output;
const nothingSpent = {
	usd: 0,
	turns: 0,
	seconds: 0,
	tokens: 0,
	lastUsd: 0
};
/** What the next call reads, when `cached` of `tokens` are expected from a cache. */
const expectedReads = (tokens, cached) => ({
	...noUsage,
	cacheRead: Math.min(cached, tokens),
	cacheWrite: Math.max(0, tokens - cached)
});
const calls = (left, each) => each > 0 ? Math.max(1, Math.floor(left / each)) : Number.POSITIVE_INFINITY;
const money = (usd) => String(Number(usd.toFixed(4)));
// src/session/ledger.ts
/** Keeps one session's accounts: asks the budget before each call, counts each answer, and warns the model in time. */
/** What an answer may hold when money is no matter. An answer that is cut off is paid for and lost, so it is generous. */
const MOST_OUTPUT = 64e3;
/** With this many calls left, the next one included, the model is told to come to an end. */
const WARN_AT = 2;
/** What one advice may say, thinking included: bounded, so that what a consult costs at most is known before. */
const MOST_ADVICE = 8192;
function ledger({ role, budget, clock, advisor, warning }) {
	const began = clock.elapsed();
	const calls = [];
	let spent = nothingSpent;
	let turns = 0;
	let last = null;
	let consults = 0;
	let tight = false;
	let unpriced;
	const price = (name, usage) => {
		const usd = cost(name, usage);
		if (usd === null) unpriced = name;
		return usd ?? cost(defaultModel("planner"), usage) ?? 0;
	};
	const seconds = () => (clock.elapsed() - began) / 1e3;
	const count = (made) => {
		calls.push(...made);
		const lastUsd = made.reduce((sum, call) => sum + price(call.model, call.usage), 0);
		const tokens = made.reduce((sum, call) => sum + countTokens(call.usage), 0);
		spent = {
			...spent,
			usd: spent.usd + lastUsd,
			tokens: spent.tokens + tokens,
			lastUsd
		};
	};
	/** It reads all that was said so far; nothing of it is in its own cache. */
	const priceOfConsult = (inputTokens) => advisor ? price(advisor.model, {
		...noUsage,
		input: inputTokens,
		output: MOST_ADVICE
	}) : 0;
	function hooks(model, mayConsult) {
		let answered;
		let warned = false;
		let withdrawn = !mayConsult;
		return {
			beforeCall({ inputTokens, cachedTokens }) {
				const ask = (kept) => allow({
					...budget,
					usd: budget.usd - kept
				}, {
					...spent,
					turns,
					seconds: seconds(),
					lastUsd: answered === void 0 ? 0 : spent.lastUsd
				}, {
					reads: expectedReads(inputTokens, cachedTokens),
					most: MOST_OUTPUT,
					price: (usage) => price(answered ?? model, usage)
				});
				const withConsult = withdrawn ? void 0 : ask(priceOfConsult(inputTokens));
				const withdrawAdvisor = withConsult !== void 0 && (consults >= (advisor?.uses ?? 0) || "stop" in withConsult);
				withdrawn ||= withdrawAdvisor;
				const allowed = withdrawn || withConsult === void 0 ? ask(0) : withConsult;
				if ("stop" in allowed) return { stop: `the budget is used up: ${allowed.stop}` };
				tight = allowed.maxTokens < MOST_OUTPUT;
				const tells = !warned && allowed.callsLeft <= WARN_AT;
				warned ||= tells;
				return {
					maxTokens: allowed.maxTokens,
					...tells && { tell: warning(allowed.callsLeft) },
					...withdrawAdvisor && { withdrawAdvisor }
				};
			},
			onTurn({ model: name, usage, others }) {
				turns += 1;
				answered = name;
				last = name;
				consults += others.length;
				count([{
					role,
					model: name,
					usage
				}, ...others.map((other) => ({
					role: "advisor",
					model: other.model,
					usage: other.usage
				}))]);
			},
			onLost(name, usage) {
				count([{
					role,
					model: name,
					usage
				}]);
			}
		};
	}
	return {
		hooks,
		left: () => ({
			usd: Math.max(0, budget.usd - spent.usd),
			turns: Math.max(0, budget.turns - turns),
			minutes: Math.max(0, budget.minutes - seconds() / 60)
		}),
		turns: () => turns,
		seconds,
		usd: () => spent.usd,
		tokens: () => spent.tokens,
		usage: () => usageLines(calls),
		consults: () => consults,
		tight: () => tight,
		model: () => last,
		notes: () => [...unpriced !== void 0 && totalUsd(usageLines(calls)) === null ? [`no price is known for ${unpriced}; its budget was held at ${defaultModel("planner")}'s`] : [], ...turns > 0 && spent.tokens === 0 ? ["the endpoint counts no tokens; only turns and minutes held the budget"] : []]
	};
}
// src/session/timeline.ts
/** As many as an outcome holds (outcomes/result.ts). */
const MOST = 300;
function timeline() {
	const moments = [];
	let stretch;
	const add = (seconds, what) => {
		if (moments.length < MOST) moments.push({
			seconds,
			what: line(what)
		});
	};
	const close = () => {
		if (stretch) add(stretch.last.seconds, told(stretch));
		stretch = void 0;
	};
	return {
		milestone(what, now) {
			close();
			add(now.seconds, what);
		},
		called({ tool, ok }, now) {
			stretch ??= {
				from: now.turns,
				last: now,
				tools: /* @__PURE__ */ new Map()
			};
			stretch.last = now;
			const known = stretch.tools.get(tool) ?? {
				calls: 0,
				failed: 0
			};
			stretch.tools.set(tool, {
				calls: known.calls + 1,
				failed: known.failed + (ok ? 0 : 1)
			});
		},
		moments() {
			const open = stretch ? [{
				seconds: stretch.last.seconds,
				what: line(told(stretch))
			}] : [];
			return [...moments, ...open].slice(0, MOST);
		}
	};
}
function told({ from, last: { turns, usd }, tools }) {
	const calls = [...tools].map(([tool, { calls, failed }]) => `${tool} ×${calls}${failed > 0 ? ` (${failed} failed)` : ""}`);
	return `${from === turns ? `turn ${turns}` : `turns ${from} to ${turns}`}: ${calls.join(", ")}; ${usd.toFixed(4)} usd so far`;
}
// src/session/session.ts
/**
* What every session has, whatever its role: an account, a deadline, live lines, guarded tools; and one conversation that ends
* in a value. Throws a fault only where nothing was paid for yet.
*/
/** Notes that are kept for the outcome; all are shown. */
const MOST_NOTES = 50;
function session(spec, { model, clock, progress }) {
	const { role, budget, limits } = spec;
	const time = deadline(clock, budget.minutes, spec.signal);
	const offered = spec.advisor?.hosts.includes(model.endpoint) === true;
	const advisor = offered ? spec.advisor : void 0;
	const account = ledger({
		role,
		budget,
		clock,
		advisor,
		warning: (left) => `${WARNING[left] ?? WARNING[2]} ${spec.comeToAnEnd}`
	});
	const kept = [];
	let shown = clock.elapsed();
	let broken;
	let said = "";
	const happened = timeline();
	const soFar = () => ({
		seconds: account.seconds(),
		turns: account.turns(),
		usd: account.usd()
	});
	const moment = (what) => happened.milestone(what, soFar());
	const keep = (entry) => spec.transcript?.add(account.seconds(), entry);
	/** Calls that were begun, in their order: they run one after the other. */
	const underWay = [];
	const tellNow = (doing = underWay[0] ?? "") => progress.now?.({
		phase: spec.name,
		doing,
		turns: account.turns(),
		mostTurns: budget.turns,
		tokens: account.tokens(),
		usd: account.usd(),
		mostUsd: budget.usd
	});
	const note = (text) => {
		progress.note(text);
		moment(text);
		keep({
			type: "note",
			text
		});
		if (kept.length < MOST_NOTES) kept.push(text);
	};
	if (spec.advisor && !offered) note(`there is no advisor: ${model.endpoint} is not named as a host that offers one`);
	/** The advisor as one conversation has it. Nobody is consulted by itself. */
	const consulted = (asked) => advisor && advisor.model !== asked && account.consults() < advisor.uses ? {
		model: advisor.model,
		uses: advisor.uses - account.consults(),
		maxTokens: MOST_ADVICE
	} : void 0;
	/** A tool's own failure is an answer; an exception means that the box itself is gone, and with it the session. */
	const guarded = (tool) => ({
		...tool,
		async run(input, signal) {
			if (broken) return GONE;
			const doing = progress.now ? `${tool.name} ${targetOf(input)}`.trim() : tool.name;
			underWay.push(doing);
			tellNow();
			try {
				const answer = await tool.run(input, signal);
				keep({
					type: "result",
					tool: tool.name,
					...answer
				});
				return answer;
			} catch (thrown) {
				if (time.signal.aborted) return GONE;
				broken = asFault(thrown);
				return GONE;
			} finally {
				underWay.splice(underWay.indexOf(doing), 1);
				tellNow();
			}
		}
	});
	return {
		account,
		signal: time.signal,
		show({ tool, target, ok }) {
			const now = clock.elapsed();
			const seconds = (now - shown) / 1e3;
			shown = now;
			progress.tool({
				phase: spec.name,
				tool,
				target,
				ok,
				seconds,
				turns: account.turns(),
				usd: account.usd(),
				mostUsd: budget.usd
			});
			if (tool === "verify") moment(`verify ${ok ? "passed" : "failed"}: ${target}`);
			else happened.called({
				tool,
				target,
				ok
			}, soFar());
		},
		note,
		async converse({ model: asked, effort }, task, { ended, onEndTurn }) {
			const hooks = account.hooks(asked, consulted(asked) !== void 0);
			tellNow();
			moment(`${asked}${effort === void 0 ? "" : ` (${effort})`} begins`);
			keep({
				type: "begin",
				model: asked,
				system: task.system,
				prompt: [task.prompt, task.task ?? ""].join("")
			});
			try {
				const end = await model.converse({
					...task,
					model: asked,
					effort: takesEffort(asked) ? effort : void 0,
					tools: task.tools.map(guarded),
					advisor: consulted(asked),
					maxTokens: MOST_OUTPUT,
					wait: limits.waitSeconds * 1e3,
					stall: limits.stallSeconds * 1e3,
					threadHosts: spec.threadHosts,
					compactAt: spec.compaction.hosts.includes(model.endpoint) ? spec.compaction.tokens : void 0,
					signal: time.signal
				}, {
					...hooks,
					onTurn(turn) {
						said = turn.text || said;
						keep({
							type: "answer",
							model: turn.model,
							text: turn.text,
							calls: turn.toolCalls
						});
						hooks.onTurn(turn);
						tellNow();
					},
					ended: () => broken !== void 0 || ended(),
					...onEndTurn && { onEndTurn },
					onCompacted: (tokens) => note(`the conversation was summarized at about ${tokens} tokens`),
					onWait: (reason, ms) => note(line(`${reason}; goes on in ${Math.ceil(ms / 1e3)} s`))
				});
				if (broken) return {
					end: "fault",
					fault: broken
				};
				if (end.end === "cancelled" && time.passed()) return { end: "time" };
				return end.end === "cut" && account.tight() ? {
					end: "stopped",
					reason: TOO_LITTLE
				} : end;
			} catch (thrown) {
				if (time.signal.aborted) return { end: time.passed() ? "time" : "cancelled" };
				if (account.usage().length === 0) throw thrown;
				return {
					end: "fault",
					fault: asFault(thrown)
				};
			} finally {
				tellNow("ends");
			}
		},
		notes: () => [...kept, ...account.notes()],
		timeline: () => happened.moments(),
		mayConsult: (asked) => consulted(asked)?.uses ?? 0,
		lastSaid: () => said,
		[Symbol.dispose]: () => time[Symbol.dispose]()
	};
}
const TOO_LITTLE = "the budget is used up: the rest did not pay for a whole answer";
const GONE = {
	content: "the tools cannot be used any more",
	isError: true
};
const WARNING = {
	1: "The budget is nearly used up: this is the last answer that can be paid.",
	2: "The budget is nearly used up: after this answer, one more can be paid."
};
/** A mistake of ours, or of a library, in a session that was paid for: it becomes the session's end like any other fault. */
const asFault = (thrown) => unforeseen(thrown, "session-failed", "the session");
// src/session/transcript.ts
/**
* What was said in a session, as lines of JSON: kept only where the policy says so (trust.md T21), with known secrets and what
* looks like one taken out, each text and the whole capped. Pure: it collects, others write.
*/
const LIMITS = {
	text: 2e4,
	whole: 5e6
};
const CLEANERS = [withoutSecrets];
/** `redact` takes out the secrets of this process; `cleaners` what looks like one. */
function transcript(redact, limits = LIMITS, cleaners = CLEANERS) {
	const lines = [];
	let length = 0;
	let left = 0;
	const safe = (text) => {
		const cleaned = [redact, ...cleaners].reduce((clean, next) => next(clean), text);
		return cleaned.length > limits.text ? `${cleaned.slice(0, limits.text)}[cut: ${cleaned.length} characters]` : cleaned;
	};
	const deep = (value) => {
		if (typeof value === "string") return safe(value);
		if (Array.isArray(value)) return value.map(deep);
		if (typeof value !== "object" || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [safe(key), deep(inner)]));
	};
	return {
		add(seconds, entry) {
			const line = JSON.stringify({
				seconds: Number(seconds.toFixed(1)),
				...deep(entry)
			});
			if (left > 0 || length + line.length > limits.whole) {
				left += 1;
				return;
			}
			length += line.length;
			lines.push(line);
		},
		text: () => [...lines, ...left > 0 ? [JSON.stringify({
			type: "cut",
			entries: left
		})] : []].map((line) => `${line}\n`).join("")
	};
}
export { inRow as i, session as n, boxTools as r, transcript as t };
