import { t as Fault } from "./fault.js";
import { n as once, t as ask } from "./asking.js";
import { t as requireBranchName } from "./movable.js";
import { i as stepsOf } from "./record3.js";
import { n as branchRef, t as branchOf } from "./where2.js";
// src/lifecycle/caps.ts
const DAY = 864e5;
/** Which cap is reached, and how it stands. The first that objects is the reason. */
function capReached(facts, caps, guards = Object.values(capGuards)) {
	const counted = count(facts);
	for (const guard of guards) {
		const message = guard(counted, caps);
		if (message) return {
			code: "cap-reached",
			message: `${message} (policy: caps)`
		};
	}
}
const reached = (has, most, what) => has >= most ? `${what}: ${has} of at most ${most}` : void 0;
const capGuards = {
	"runs of the plan": (counted, caps) => reached(counted.runs.plan, caps.runs.plan, "runs of this plan"),
	"runs of the person": (counted, caps) => reached(counted.runs.person, caps.runs.person, "runs that this person started within a day"),
	"runs of the day": (counted, caps) => reached(counted.runs.day, caps.runs.day, "runs of this repository within a day"),
	"usd of the person": (counted, caps) => reached(cents(counted.usd.person), caps.usd.person, "usd that this person set to work within a day"),
	"usd of the day": (counted, caps) => reached(cents(counted.usd.day), caps.usd.day, "usd of this repository within a day")
};
const cents = (usd) => Math.round(usd * 100) / 100;
function count({ plan, run, person, now, records, runs }) {
	const since = now.getTime() - DAY;
	const today = (at) => Date.parse(at) >= since;
	const starts = [...records.values()].flatMap((steps) => steps.flatMap(({ step }) => startsOf(step)));
	const others = starts.filter(({ holder }) => holder.run !== run);
	const known = runs.filter((one) => one.run !== run);
	const mine = new Set(starts.filter(({ by }) => is(by?.account, person)).map(({ key }) => key));
	const usd = {
		person: 0,
		day: 0
	};
	for (const steps of records.values()) for (const { step } of steps) {
		if (!("usage" in step) || !today(step.at)) continue;
		const took = (step.usage ?? []).reduce((sum, one) => sum + (one.usd ?? 0), 0);
		usd.day += took;
		if (step.type === "end" ? mine.has(step.start) : "by" in step && is(step.by?.account, person)) usd.person += took;
	}
	return {
		runs: {
			plan: distinct((records.get(plan) ?? []).flatMap(({ step }) => startsOf(step)).filter(({ holder }) => holder.run !== run).map(({ holder }) => holder.run)),
			person: Math.max(distinct(others.filter(({ by, at }) => is(by?.account, person) && today(at)).map(({ holder }) => holder.run)), distinct(known.filter((one) => is(one.person, person)).map((one) => one.run))),
			day: Math.max(distinct(others.filter(({ at }) => today(at)).map(({ holder }) => holder.run)), distinct(known.map((one) => one.run)))
		},
		usd
	};
}
const is = (account, person) => person !== void 0 && account === person;
const distinct = (names) => new Set(names).size;
const startsOf = (step) => step.type === "start" ? [step] : [];
// src/lifecycle/held-against-runs.ts
/** The runs that a record names, newest first, each once. */
function runsNamed(record) {
	const named = /* @__PURE__ */ new Map();
	for (const { step } of record.toReversed()) {
		if (step.type !== "start") continue;
		const { run, attempt } = step.holder;
		if (!named.has(`${run} ${attempt}`)) named.set(`${run} ${attempt}`, {
			run,
			attempt
		});
	}
	return [...named.values()];
}
/**
* @param seen what the forge knows of each `run attempt`; undefined: no such run. What was not asked is not in it.
* @param ours the workflow that this run belongs to, and the runs that may still be under way
*/
function doubtfulRuns(record, seen, ours) {
	const ended = new Set(record.flatMap(({ step }) => step.type === "end" ? [step.start] : []));
	const starts = record.flatMap(({ step }) => step.type === "start" ? [step] : []);
	const doubts = /* @__PURE__ */ new Map();
	for (const start of starts) {
		const why = doubtOf(start, ended.has(start.key), seen, ours);
		if (why) doubts.set(`${start.holder.run} ${start.holder.attempt}`, why);
	}
	return [...doubts.values()];
}
function doubtOf({ phase, holder: { run, attempt } }, ended, seen, { workflow, underWay }) {
	const key = `${run} ${attempt}`;
	if (!seen.has(key)) return void 0;
	const facts = seen.get(key);
	const what = `the record says that run ${run}, attempt ${attempt}, worked on ${phase}`;
	if (facts === void 0) return `${what}, and the forge knows no such run`;
	if (facts.workflow !== workflow) return `${what}, and that was a run of ${facts.workflow}`;
	return ended && facts.state !== "completed" && !underWay.has(run) ? `${what} and ended, and the forge says that it is ${facts.state}` : void 0;
}
// src/commands/counted-runs.ts
const runGuards = {
	"some job of it ran": async ({ conclusion }) => conclusion !== "skipped",
	"somebody started it who may": async ({ event }, person) => event === "workflow_dispatch" || await person()
};
async function countedRuns({ workflow, since, mayOnlyCheck }, { forge }, guards = Object.values(runGuards)) {
	const people = /* @__PURE__ */ new Map();
	const may = once((id) => mayAsk(people.get(id), { forge }));
	const counted = {
		sure: [],
		unsure: []
	};
	for await (const run of forge.runs.since(workflow, since)) {
		people.set(run.triggeredBy.id, run.triggeredBy);
		const person = async () => people.size > ACCOUNTS_MOST || await may(run.triggeredBy.id);
		if (!await every(guards, (guard) => guard(run, person))) continue;
		(mayOnlyCheck && run.event === "workflow_run" && run.conclusion === "success" ? counted.unsure : counted.sure).push(run);
	}
	return counted;
}
/** Of these, the ones of which that job ran: the newest of them, for each costs a request. */
async function thoseThatRan(runs, job, { forge }) {
	const ran = [];
	for (const run of runs.slice(0, RUNS_MOST$1)) if (await forge.runs.ran(run.run, job)) ran.push(run);
	return ran;
}
/** A workflow's token has 1,000 requests an hour: so many accounts, and so many runs, are asked for. */
const ACCOUNTS_MOST = 100;
const RUNS_MOST$1 = 100;
const MAY = /* @__PURE__ */ new Set([
	"write",
	"maintain",
	"admin"
]);
async function mayAsk(account, { forge }) {
	if (account.kind !== "person") return false;
	const permission = await ask(() => forge.people.permission(account));
	return "unknown" in permission || MAY.has(permission.known);
}
async function every(all, holds) {
	for (const one of all) if (!await holds(one)) return false;
	return true;
}
// src/commands/held-back.ts
/**
* What the forge itself says against a wave, asked before money is spent: caps that are reached (trust.md T10), rules that would refuse
* the push (github.md G13), and what the record says of runs that the forge knows otherwise (trust.md T4).
*/
/** A cap that is reached; undefined: none. */
async function capOn({ plan, policy, who, now, job }, ports, guards) {
	const stored = await ports.git.repository.records();
	const since = (/* @__PURE__ */ new Date(now.getTime() - DAY)).toISOString();
	const { sure, unsure } = await countedRuns({
		workflow: who.facts.workflow,
		since,
		mayOnlyCheck: job !== void 0
	}, ports);
	const factsWith = (runs) => ({
		plan,
		run: who.facts.run,
		person: who.by?.account,
		now,
		records: new Map([...stored].map(([id, { text }]) => [id, stepsOf(text)])),
		runs: runs.map(({ run, triggeredBy }) => ({
			run,
			person: triggeredBy.id
		}))
	});
	const reached = (runs) => capReached(factsWith(runs), policy.caps, guards);
	if (job === void 0 || reached(sure) || !reached([...sure, ...unsure])) return reached(sure);
	return reached([...sure, ...await thoseThatRan(unsure, job, ports)]);
}
/**
* Rules that no push of ours passes: a branch that only pull requests, signed commits or checks may move. `creation` counts only
* where the branch is not there yet.
*/
const FORBIDDING = {
	creation: "nobody may make it",
	update: "nobody may move it",
	pull_request: "only pull requests may move it",
	required_signatures: "only signed commits may be pushed",
	required_status_checks: "only commits with passed checks may be pushed",
	required_deployments: "only deployed commits may be pushed",
	merge_queue: "only the merge queue may move it"
};
/** Throws a `refused` fault where rules of the repository would refuse the landing, a `usage` one where the branch cannot be. */
async function requireLandable(plan, ports) {
	await requireBranchName(plan, ports);
	const branch = branchOf(plan);
	const there = await ports.git.repository.resolve(branchRef(plan)) !== void 0;
	const meant = (await ports.forge.runs.branchRules(branch)).filter((rule) => rule in FORBIDDING && !(rule === "creation" && there));
	if (meant.length === 0) return;
	const why = [...new Set(meant)].map((rule) => `${rule}: ${FORBIDDING[rule]}`).join("; ");
	throw new Fault("refused", "branch-rules", `nothing was started, for rules of the repository forbid the push to ${branch} that would land it (${why})`, "Leave refs/heads/plan/** out of the ruleset (its targets, \"exclude by pattern\").");
}
/** Distinct runs that are asked for: more would use up the token's requests of the hour. */
const RUNS_MOST = 20;
/** What the record says of runs and the forge knows otherwise, one sentence each. */
async function doubtsOfRuns(record, who, after, { forge }) {
	const seen = /* @__PURE__ */ new Map();
	for (const { run, attempt } of runsNamed(record).slice(0, RUNS_MOST)) seen.set(`${run} ${attempt}`, await forge.runs.find(run, attempt));
	const underWay = /* @__PURE__ */ new Set([who.facts.run, ...after === void 0 ? [] : [after]]);
	return doubtfulRuns(record, seen, {
		workflow: who.facts.workflow,
		underWay
	});
}
export { doubtsOfRuns as n, requireLandable as r, capOn as t };
