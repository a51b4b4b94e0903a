import { i as callName, t as inForce } from "./inforce.js";
import { a as noUsage, i as addUsage, t as cost } from "./prices.js";
import { n as executorTask, t as executorSystem } from "./prompts.js";
import { n as TOOLS } from "./tools.js";
import { n as toldOf } from "./told.js";
// src/models/estimate.ts
/** Characters of a token, as a rule of thumb for English and code. */
const CHARACTERS = 3.6;
/**
* Where no session is known, the range is laid over what others published. Its lower end is a small task done straight away: a
* median of 12 steps where SWE-agent resolved an issue (arXiv 2405.15793, section 5). Its upper end is a whole issue of
* SWE-bench Verified with an agent of today: 1.03 usd on average with Sonnet 4.6, cache included (OpenHands Index, agent v1.11.5,
* February 2026), which are 40 to 45 turns of these sizes at that model's price. That the same task can take many times more
* from one run to the next is published too (arXiv 2604.22750).
*/
const PUBLISHED = "SWE-agent (arXiv 2405.15793): a median of 12 steps for a resolved issue; OpenHands Index: 1.03 usd for an issue of SWE-bench Verified with Sonnet 4.6";
const TURN = {
	output: 450,
	results: 1300
};
const lengthOf = ({ criteria, paths, verify }) => 8 + 2 * criteria + 2 * paths + 2 * verify;
const SPREAD = {
	low: .5,
	high: 2.5
};
/** Below this many sessions their spread says nothing. */
const ENOUGH = 3;
function estimatePhase(size, model, budget, past = []) {
	const known = past.length >= ENOUGH ? past : [];
	const lengths = known.map(({ turns }) => turns).sort((a, b) => a - b);
	const turn = known.length > 0 ? turnOf(known, size) : TURN;
	const usual = lengthOf(size);
	const turns = lengths.length > 0 ? {
		low: quantile(lengths, .1),
		likely: quantile(lengths, .5),
		high: quantile(lengths, .9)
	} : {
		low: usual * SPREAD.low,
		likely: usual,
		high: usual * SPREAD.high
	};
	const at = (count) => {
		const whole = Math.max(1, Math.min(Math.round(count), budget.turns));
		const usage = usageOf(size, whole, turn);
		const usd = cost(model, usage);
		return {
			turns: whole,
			usage,
			usd: usd === null ? null : Math.min(usd, budget.usd)
		};
	};
	return {
		low: at(turns.low),
		likely: at(turns.likely),
		high: at(turns.high),
		from: known.length
	};
}
/** Each turn reads all before it from the cache and writes what is new to it. */
function usageOf({ prefix }, turns, { output, results }) {
	const first = Math.ceil(prefix / CHARACTERS);
	const grows = output + results;
	return {
		...noUsage,
		cacheWrite: Math.round(first + (turns - 1) * grows),
		cacheRead: Math.round((turns - 1) * first + grows * (turns - 1) * (turns - 2) / 2),
		output: Math.round(turns * output)
	};
}
/** What a turn took on the average: what it said, and what it was answered. */
function turnOf(past, { prefix }) {
	const turns = past.reduce((sum, session) => sum + session.turns, 0);
	const output = past.reduce((sum, { usage }) => sum + usage.output, 0) / turns;
	const results = (past.reduce((sum, { usage }) => sum + usage.input + usage.cacheWrite, 0) - past.length * (prefix / CHARACTERS)) / turns - output;
	return {
		output,
		results: Math.max(0, results)
	};
}
/** Of sorted numbers, at least one. */
const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
// src/report/estimates.ts
/** The one estimate: `report`, `status` and a dry run show the same. */
function estimatePlan(plan, facts, phases = plan.phases) {
	const estimates = phases.flatMap((phase) => estimateOf(phase, plan, facts) ?? []);
	const sum = (of) => ({
		low: total(estimates.map((one) => of(one).low)),
		likely: total(estimates.map((one) => of(one).likely)),
		high: total(estimates.map((one) => of(one).high))
	});
	return {
		phases: estimates,
		usd: sum(({ low, likely, high }) => ({
			low: low.usd,
			likely: likely.usd,
			high: high.usd
		})),
		onPlanner: sum(({ onPlanner }) => onPlanner),
		from: estimates[0]?.from ?? 0
	};
}
/** Sessions that ended as built, oldest first, of as many records as are given. */
function pastSessions(records) {
	const sessions = [];
	for (const steps of records) for (const { step } of steps) {
		if (step.type !== "end" || step.outcome !== "done" || step.turns === 0) continue;
		const built = step.usage.filter(({ role }) => role === "executor");
		if (built.length === 0) continue;
		const usage = built.reduce(addUsage, noUsage);
		sessions.push({
			at: Date.parse(step.at),
			turns: step.turns,
			usage
		});
	}
	return sessions.sort((a, b) => a.at - b.at);
}
/** Models and habits change: what was long ago says little. */
const RECENT = 50;
/** The latest sessions that had ended before a moment: what an estimate of that moment could have known. */
function recentBefore(sessions, at) {
	let [low, high] = [0, sessions.length];
	while (low < high) {
		const middle = low + high >> 1;
		if (sessions[middle].at < at) low = middle + 1;
		else high = middle;
	}
	return sessions.slice(Math.max(0, low - RECENT), low);
}
function estimateOf(phase, plan, facts) {
	const force = inForce(facts.policy, plan, phase);
	if (!force.ok) return void 0;
	const { executor, planner, budget, rounds } = force.inForce;
	const task = executorTask({
		told: toldOf(phase),
		model: callName(executor.model),
		budget,
		rounds,
		shell: true,
		map: "",
		instructions: []
	});
	const estimate = estimatePhase({
		prefix: FIXED + task.length + facts.introduction,
		criteria: phase.criteria.length,
		paths: phase.paths.length,
		verify: phase.verify.length
	}, executor.model, budget, facts.past);
	const same = ({ usage }) => (facts.cost ?? cost)(planner.model, usage);
	const { low, likely, high } = estimate;
	return {
		phase: phase.id,
		model: executor.model,
		...estimate,
		onPlanner: {
			low: same(low),
			likely: same(likely),
			high: same(high)
		}
	};
}
/** What every session is told first: system, tools. */
const FIXED = executorSystem().length + JSON.stringify(TOOLS).length;
const total = (amounts) => amounts.reduce((sum, amount) => sum === null || amount === null ? null : sum + amount, 0);
export { PUBLISHED as i, pastSessions as n, recentBefore as r, estimatePlan as t };
