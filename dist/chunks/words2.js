import { n as cleanLine } from "./clean.js";
import { m as array, p as _enum, v as literal, w as strictObject, x as number } from "./schemas.js";
import { n as datetime, t as date } from "./iso.js";
import { c as line, d as paragraph, i as count, m as reason, p as planId } from "./header.js";
import { i as span, n as counted } from "./words.js";
import { n as PHASE_STATES, t as fold } from "./fold.js";
import { i as parseTrailers } from "./trailers.js";
import { a as reviewStanding, i as planStatus } from "./status2.js";
import { i as callName } from "./inforce.js";
import { a as noUsage, i as addUsage, n as costs, r as priceList } from "./prices.js";
import { t as sameTokensOn } from "./meter.js";
import { i as PUBLISHED, r as recentBefore, t as estimatePlan } from "./estimates.js";
// src/lifecycle/stretches.ts
function stretchesOf(facts) {
	const { steps, begun, merged, now, over } = facts;
	const first = begun ?? (steps[0] ? time$1(steps[0].step) : merged);
	if (first === void 0) return [];
	const running = runningOf(facts);
	const moments = momentsOf(steps, first);
	if (merged !== void 0) moments.push({
		at: merged,
		by: "people"
	});
	else if (!over) moments.push({
		at: now,
		by: "people"
	});
	const stretches = [];
	let from = first;
	for (const { at, by } of moments) {
		if (at <= from) continue;
		for (const piece of cut(from, at, running)) {
			const what = piece.runs ? "running" : by;
			const last = stretches.at(-1);
			if (last?.what === what && last.to === piece.from) last.to = piece.to;
			else stretches.push({
				from: piece.from,
				to: piece.to,
				what
			});
		}
		from = at;
	}
	return stretches;
}
/** Seconds of each kind. */
function secondsOf(stretches) {
	const sum = {
		running: 0,
		people: 0,
		machines: 0
	};
	for (const { from, to, what } of stretches) sum[what] += (to - from) / 1e3;
	return sum;
}
function momentsOf(steps, first) {
	let before;
	let latest = first;
	return steps.map(({ step }) => {
		latest = Math.max(latest, time$1(step));
		const by = endedBy(step, before);
		if (step.type !== "start" || before?.type !== "start") before = step;
		return {
			at: latest,
			by
		};
	});
}
/** Whose act ended the quiet before a step. Nothing starts itself (trust.md T23), but a wave goes on after a passing review. */
function endedBy(step, before) {
	switch (step.type) {
		case "end":
		case "review": return "machines";
		case "start": return before?.type === "review" && before.verdict === "pass" ? "machines" : "people";
		case "draft": return step.model === void 0 ? "people" : "machines";
		default: return "people";
	}
}
/** Attempts that the transitions allowed, joined where they overlap. */
function runningOf({ state, now }) {
	const attempts = [...state.phases, ...state.history].flatMap(({ attempts, holder }) => attempts.flatMap(({ start, end }) => {
		if (end === void 0 && holder === void 0) return [];
		return [[time$1(start), end ? time$1(end) : now]];
	}));
	const joined = [];
	for (const [from, to] of attempts.filter(([from, to]) => to > from).sort(([a], [b]) => a - b)) {
		const last = joined.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else joined.push([from, to]);
	}
	return joined;
}
/** The pieces of `from`–`to`, at the borders of what ran. */
function cut(from, to, running) {
	const points = [
		from,
		...running.flat().filter((border) => border > from && border < to),
		to
	];
	return points.slice(1).map((end, index) => {
		const begin = points[index];
		return {
			from: begin,
			to: end,
			runs: running.some(([start, stop]) => start <= begin && end <= stop)
		};
	});
}
const time$1 = ({ at }) => Date.parse(at);
// src/report/figures/phase-figures.ts
function phaseFiguresOf(one) {
	const { phase, title, track, tracks, estimate } = one;
	const attempts = tracks.flatMap((each) => each.attempts);
	const ends = attempts.flatMap(({ end }) => end ?? []);
	const lines = ends.flatMap(({ usage }) => usage);
	const { input, cacheRead, cacheWrite, output } = lines.reduce(addUsage, noUsage);
	const usd = Number(lines.reduce((sum, line) => sum + (line.usd ?? 0), 0).toFixed(6));
	const by = (role) => lines.filter((line) => line.role === role);
	const starts = attempts.map(({ start }) => start.at).sort();
	return {
		phase: phase.id,
		title: title.slice(0, 1e3),
		needs: [...phase.needs],
		state: track.state,
		reason: track.reason,
		message: track.holder ? `run ${track.holder.run} works on it` : track.message,
		approvedBy: one.approvals.map(({ by, at, evidence }) => ({
			by: by.name,
			at,
			evidence: evidence.kind
		})),
		attempts: attempts.length,
		reviews: one.reviews,
		model: by("executor").at(-1)?.model ?? null,
		turns: ends.reduce((sum, { turns }) => sum + turns, 0),
		seconds: ends.reduce((sum, { seconds }) => sum + seconds, 0),
		tokens: {
			input,
			cacheRead,
			cacheWrite,
			output
		},
		consults: by("advisor").reduce((sum, { calls }) => sum + calls, 0),
		usd,
		onPlanner: one.onPlanner(lines),
		startedAt: starts[0] ?? null,
		endedAt: track.end?.at ?? null,
		commit: track.end?.commit ?? null,
		estimate: estimate ? shown(estimate) : null,
		took: track.state === "done" && lines.length > 0 ? beside(usd, estimate) : null
	};
}
function shown({ low, likely, high, onPlanner, from }) {
	const tokens = ({ usage }) => usage.input + usage.cacheRead + usage.cacheWrite + usage.output;
	return {
		turns: {
			low: low.turns,
			likely: likely.turns,
			high: high.turns
		},
		tokens: {
			low: tokens(low),
			likely: tokens(likely),
			high: tokens(high)
		},
		usd: {
			low: low.usd,
			likely: likely.usd,
			high: high.usd
		},
		onPlanner,
		from
	};
}
function beside(usd, estimate) {
	if (estimate === void 0 || estimate.low.usd === null || estimate.high.usd === null) return null;
	if (usd < estimate.low.usd) return "below";
	return usd > estimate.high.usd ? "above" : "within";
}
// src/report/figures/remembered.ts
/** What a record tells of a plan whose document is gone: the phases that were last named, in that order. */
function rememberedPlan(id, steps) {
	const last = steps.findLast(({ step }) => step.type === "draft")?.step;
	const named = new Map(last?.phases.map(({ phase, digest }) => [phase, digest]));
	for (const { step } of steps) {
		if (last !== void 0) break;
		if (step.type === "approve") for (const { phase, digest } of step.phases) named.set(phase, digest);
		if (step.type === "start") named.set(step.phase, step.digest);
	}
	return {
		id,
		phases: [...named].map(([phase, digest]) => ({
			id: phase,
			digest,
			needs: []
		}))
	};
}
/** By the record's word: what approves a digest, was not taken back after, and is not spent by building what is undone by now. */
function approvals(state) {
	return (phase, digest) => {
		let standing = [];
		const track = [...state.phases, ...state.history].find((one) => one.phase === phase && one.digest === digest);
		const built = track?.state === "done" || track?.state === "running";
		for (const { step, line } of state.approvals) {
			if (track !== void 0 && !built && line < track.doneLine) continue;
			if (!step.phases.some((one) => one.phase === phase && one.digest === digest)) continue;
			standing = step.type === "approve" ? [...standing, step] : [];
		}
		return standing;
	};
}
/** By the draft steps; else by what landed commits say; else by who committed the document. */
function planners({ edits, messages }, state) {
	if (state.drafts.length > 0) return state.drafts.map(({ step }) => ({
		by: step.by.name,
		model: step.model ?? null,
		at: step.at
	}));
	const last = state.phases.flatMap(({ end }) => end?.outcome === "done" ? [end] : []).sort((a, b) => a.at < b.at ? -1 : 1).at(-1);
	const trailers = parseTrailers(messages.get(last?.commit ?? "") ?? "");
	const landed = trailers ? [trailers.plannedBy] : [];
	const names = landed.length > 0 ? landed : edits.map(({ by }) => by);
	const first = edits[0]?.at ?? null;
	return [...new Set(names)].map((by) => ({
		by: by.slice(0, 1e3),
		model: null,
		at: first
	}));
}
// src/report/figures/waits.ts
function waitsOf(facts) {
	const { id, phases, approved, merged, gone, review } = facts;
	const named = (some) => some.map(({ phase }) => phase).join(", ");
	const told = (waitsFor, waits) => ({
		waitsFor,
		waits: cleanLine(waits, 500)
	});
	const blocked = phases.filter(({ state }) => state === "blocked");
	const failed = phases.filter(({ state }) => state === "failed");
	const running = phases.filter(({ state }) => state === "running");
	const pending = phases.filter(({ state }) => state === "pending");
	const lacking = pending.filter(({ phase }) => !approved.has(phase));
	const why = ({ message, reason }) => message ? `: ${message}` : reason ? ` (${reason})` : "";
	if (merged) return told("nothing", "merged");
	if (gone) return told("nothing", "its document is on no branch any more");
	if (phases.length === 0) return told("nothing", "nothing is known of its phases");
	if (running.length > 0) return told("nothing", `${named(running)} ${running.length === 1 ? "is" : "are"} being built`);
	if (blocked[0]) return told("revision", `a new revision of the plan, for ${named(blocked)} is blocked${why(blocked[0])}`);
	if (failed[0]) return told("restart", `somebody to look at ${named(failed)} and start it again${why(failed[0])}`);
	if (review && review.verdict !== "pass") return told("review", `the review ${review.verdict === "block" ? "blocks" : "is missing"}: ${review.why}`);
	if (lacking.length > 0) return told("approval", `approval of ${named(lacking)}`);
	if (pending.length > 0) return told("start", `somebody to start ${named(pending)}`);
	return told("merge", `somebody to merge branch plan/${id}`);
}
// src/report/figures/plan-figures.ts
/** One plan's account: what its record and its document say of work, money and time. Nothing here is proof (trust.md T4). */
function planFiguresOf(material, facts) {
	const { id, plan, steps, edits, mergedAt } = material;
	const known = plan ?? rememberedPlan(id, steps);
	const state = fold(known, steps);
	const standing = approvals(state);
	const approved = new Set(known.phases.flatMap(({ id, digest }) => standing(id, digest).length > 0 ? [id] : []));
	const estimates = plan && estimatesOf(plan, state, facts);
	const phases = known.phases.map((phase, index) => {
		const own = tracksOf(state, phase.id);
		return phaseFiguresOf({
			phase,
			title: plan?.phases[index]?.title ?? phase.id,
			track: state.phases[index],
			tracks: own,
			approvals: standing(phase.id, phase.digest),
			reviews: state.reviews.filter(({ step }) => step.phases.includes(phase.id)).length,
			estimate: estimates?.phases.find((one) => one.phase === phase.id),
			onPlanner: (lines) => sameTokensOn(facts.planner, lines, facts.cost)
		});
	});
	const allDone = phases.length > 0 && phases.every((one) => one.state === "done");
	const merged = allDone && mergedAt !== void 0;
	const begun = steps.find(({ step }) => step.type === "draft")?.step.at ?? edits[0]?.at ?? steps[0]?.step.at;
	const stretches = stretchesOf({
		state,
		steps,
		begun: begun === void 0 ? void 0 : Date.parse(begun),
		merged: merged ? Date.parse(mergedAt) : void 0,
		now: facts.now,
		over: plan === void 0
	});
	const seconds = secondsOf(stretches);
	const ends = endsOf(steps);
	const usage = steps.flatMap(({ step }) => usageOf(step));
	const building = dollars(ends.flatMap((end) => end.usage));
	const reviewing = dollars(state.reviews.flatMap(({ step }) => step.usage));
	const planning = dollars(state.drafts.flatMap(({ step }) => usageOf(step)));
	const total = planning + building + reviewing;
	const done = phases.filter((one) => one.state === "done");
	const ids = new Set(known.phases.map((one) => one.id));
	const iso = (ms) => new Date(ms).toISOString();
	const doneAt = allDone ? done.map(({ endedAt }) => endedAt).sort().at(-1) ?? null : null;
	const status = merged ? "merged" : planStatus(state, approved);
	const count = (verdict) => state.reviews.filter(({ step }) => step.verdict === verdict).length;
	return {
		id,
		title: (plan?.title ?? id).slice(0, 1e3),
		path: plan?.path ?? null,
		status,
		...waitsOf({
			id,
			known,
			phases,
			approved,
			merged,
			gone: plan === void 0,
			review: reviewStanding(state)
		}),
		plannedBy: planners(material, state),
		phases,
		escalations: ends.filter(({ reason }) => reason === "escalated").length,
		reviews: {
			pass: count("pass"),
			block: count("block"),
			none: count("none")
		},
		findings: findingsOf(state),
		usd: {
			planning,
			building,
			reviewing,
			dropped: dollars(ends.filter(({ phase }) => !ids.has(phase)).flatMap((end) => end.usage)),
			total,
			perDonePhase: done.length > 0 ? total / done.length : null,
			onPlanner: sameTokensOn(facts.planner, usage, facts.cost)
		},
		unpriced: state.unpriced,
		estimate: estimates?.usd ?? {
			low: null,
			likely: null,
			high: null
		},
		times: {
			begunAt: begun === void 0 ? null : iso(Date.parse(begun)),
			firstStartAt: steps.find(({ step }) => step.type === "start")?.step.at ?? null,
			doneAt,
			mergedAt: merged ? iso(Date.parse(mergedAt)) : null,
			draftToMerge: merged && begun !== void 0 ? Math.max(0, (Date.parse(mergedAt) - Date.parse(begun)) / 1e3) : null,
			...seconds
		},
		stretches: stretches.map(({ from, to, what }) => ({
			from: iso(from),
			to: iso(to),
			what
		})),
		problems: material.problems + state.problems.length
	};
}
/** What a step was paid for; a draft of a model may say it. */
const usageOf = (step) => step.usage ?? [];
const dollars = (lines) => Number(lines.reduce((sum, { usd }) => sum + (usd ?? 0), 0).toFixed(6));
/** Each phase as it would have been estimated before its first start, or now; together what the plan was thought to cost. */
function estimatesOf(plan, state, facts) {
	const parts = plan.phases.flatMap((phase) => {
		const first = tracksOf(state, phase.id).flatMap(({ attempts }) => attempts.map(({ start }) => Date.parse(start.at))).sort((a, b) => a - b)[0];
		const known = facts.estimating(first ?? facts.now);
		return known ? [estimatePlan(plan, known, [phase])] : [];
	});
	if (parts.length === 0) return void 0;
	const sum = (of) => parts.reduce((all, part) => {
		const own = of(part);
		return all === null || own === null ? null : all + own;
	}, 0);
	return {
		phases: parts.flatMap((part) => part.phases),
		usd: {
			low: sum(({ usd }) => usd.low),
			likely: sum(({ usd }) => usd.likely),
			high: sum(({ usd }) => usd.high)
		},
		onPlanner: {
			low: sum(({ onPlanner }) => onPlanner.low),
			likely: sum(({ onPlanner }) => onPlanner.likely),
			high: sum(({ onPlanner }) => onPlanner.high)
		},
		from: parts[0].from
	};
}
const tracksOf = (state, phase) => [...state.phases, ...state.history].filter((track) => track.phase === phase);
const endsOf = (steps) => steps.flatMap(({ step }) => step.type === "end" ? [step] : []);
function findingsOf({ reviews }) {
	const sum = {
		blocker: 0,
		major: 0,
		minor: 0,
		nit: 0
	};
	for (const { step } of reviews) for (const severity of [
		"blocker",
		"major",
		"minor",
		"nit"
	]) sum[severity] += step.findings[severity];
	return sum;
}
// src/report/figures/schema.ts
/**
* What `planfile report --json` prints: the account of plans in figures, by the records' own word. Published as
* plan-spec/report.schema.json.
*/
const usd = number().min(0).describe("US dollars");
const seconds = number().min(0);
const time = datetime();
const range = strictObject({
	low: usd.nullable(),
	likely: usd.nullable(),
	high: usd.nullable()
}).describe("US dollars; null: no price is known");
const estimate = strictObject({
	turns: strictObject({
		low: count,
		likely: count,
		high: count
	}),
	tokens: strictObject({
		low: count,
		likely: count,
		high: count
	}).describe("fresh input, cache writes, cache reads and output together"),
	usd: range,
	onPlanner: range.describe("the same tokens on the planner's model"),
	from: count.describe("sessions of this repository that it was taken from; 0: from published figures")
});
const phaseFigures = strictObject({
	phase: planId,
	title: line,
	needs: array(planId),
	state: _enum(PHASE_STATES),
	reason: reason.nullable().describe("why it failed or is blocked"),
	message: paragraph,
	approvedBy: array(strictObject({
		by: line,
		at: time,
		evidence: line
	})),
	attempts: count.describe("sessions, of all revisions of the phase"),
	reviews: count.describe("that judged it"),
	model: line.nullable().describe("of the executor, as answered last"),
	turns: count,
	seconds: seconds.describe("that its sessions took"),
	tokens: strictObject({
		input: count,
		cacheRead: count,
		cacheWrite: count,
		output: count
	}),
	consults: count.describe("of the advisor"),
	usd: usd.describe("of its sessions, reviews aside"),
	onPlanner: usd.nullable().describe("the same tokens on the planner's model"),
	startedAt: time.nullable(),
	endedAt: time.nullable(),
	commit: line.nullable(),
	estimate: estimate.nullable().describe("as it would have been given before the phase first started"),
	took: _enum([
		"below",
		"within",
		"above"
	]).nullable().describe("what a done phase cost, beside its estimate")
});
const WAITS = [
	"approval",
	"start",
	"restart",
	"revision",
	"review",
	"merge",
	"nothing"
];
const planFigures = strictObject({
	id: planId,
	title: line,
	path: line.nullable().describe("null: the document is on no branch any more"),
	status: _enum([
		"draft",
		"waiting",
		"approved",
		"running",
		"blocked",
		"failed",
		"done",
		"merged"
	]),
	waitsFor: _enum(WAITS).describe("what a person is asked to do next"),
	waits: line.describe("the same in words"),
	plannedBy: array(strictObject({
		by: line,
		model: line.nullable(),
		at: time.nullable()
	})),
	phases: array(phaseFigures),
	escalations: count.describe("how often the executor said that the plan is wrong"),
	reviews: strictObject({
		pass: count,
		block: count,
		none: count
	}),
	findings: strictObject({
		blocker: count,
		major: count,
		minor: count,
		nit: count
	}),
	usd: strictObject({
		planning: usd,
		building: usd,
		reviewing: usd,
		dropped: usd.describe("of phases that the plan has no more; part of building"),
		total: usd,
		perDonePhase: usd.nullable(),
		onPlanner: usd.nullable().describe("all tokens on the planner's model")
	}),
	unpriced: array(line).describe("models without a known price: the amounts are then lower bounds"),
	estimate: range.describe("of all phases together"),
	times: strictObject({
		begunAt: time.nullable().describe("the first draft"),
		firstStartAt: time.nullable(),
		doneAt: time.nullable(),
		mergedAt: time.nullable(),
		draftToMerge: seconds.nullable(),
		running: seconds,
		people: seconds.describe("waiting for people"),
		machines: seconds.describe("waiting for machines")
	}),
	stretches: array(strictObject({
		from: time,
		to: time,
		what: _enum([
			"running",
			"people",
			"machines"
		])
	})).describe("the same, one after the other"),
	problems: count.describe("lines of the record without effect")
});
strictObject({
	planfile: literal(1),
	kind: literal("report"),
	at: time,
	planner: line.describe("the model that costs are shown beside"),
	prices: line,
	estimates: strictObject({
		from: count.describe("recent sessions that estimates of now are taken from; 0: published figures"),
		source: line
	}),
	totals: strictObject({
		plans: count,
		merged: count,
		phases: count,
		phasesDone: count,
		usd,
		onPlanner: usd.nullable(),
		perDonePhase: usd.nullable(),
		running: seconds,
		people: seconds,
		draftToMerge: seconds.nullable().describe("median of the merged plans"),
		estimated: count.describe("done phases that had an estimate"),
		within: count.describe("of these: cost within the range")
	}),
	spent: array(strictObject({
		day: date(),
		usd
	})).describe("by day, days without spending left out"),
	plans: array(planFigures).describe("what waits for people first, then the latest"),
	unreadable: array(strictObject({
		plan: line,
		message: paragraph,
		fix: paragraph
	})),
	notes: array(line)
});
// src/report/figures/figures.ts
function figuresOf(material) {
	const { now, policy, introduction, planner, past } = material;
	const cost = costs();
	const facts = {
		now,
		planner,
		cost,
		estimating: (at) => policy && {
			policy,
			introduction,
			past: recentBefore(past, at),
			cost
		}
	};
	const plans = material.plans.map((plan) => planFiguresOf(plan, facts)).sort(byUrgency);
	const recent = recentBefore(past, now).length;
	const own = recent >= 3 ? recent : 0;
	return {
		planfile: 1,
		kind: "report",
		at: new Date(now).toISOString(),
		planner,
		prices: `${priceList.name} ${priceList.version} of ${priceList.date}, supplemented ${priceList.supplemented}`,
		estimates: {
			from: own,
			source: own > 0 ? `the last ${own} sessions of this repository, by its records` : PUBLISHED
		},
		totals: totalsOf(plans),
		spent: spentByDay(material.plans.flatMap(({ steps }) => steps.map(({ step }) => step))),
		plans,
		unreadable: [...material.unreadable],
		notes: [...material.notes]
	};
}
/** What asks for a person stands first; then what was touched last. */
function byUrgency(a, b) {
	const waits = (plan) => plan.waitsFor === "nothing" ? 1 : 0;
	const last = (plan) => plan.stretches.at(-1)?.to ?? "";
	return waits(a) - waits(b) || (last(a) < last(b) ? 1 : last(a) > last(b) ? -1 : a.id < b.id ? -1 : 1);
}
function totalsOf(plans) {
	const sum = (of) => Number(plans.reduce((total, plan) => total + of(plan), 0).toFixed(6));
	const phases = plans.flatMap((plan) => plan.phases);
	const phasesDone = phases.filter(({ state }) => state === "done").length;
	const usd = sum((plan) => plan.usd.total);
	const priced = plans.every((plan) => plan.usd.onPlanner !== null);
	const merged = plans.flatMap(({ times }) => times.draftToMerge ?? []).sort((a, b) => a - b);
	const judged = phases.filter(({ took }) => took !== null);
	return {
		plans: plans.length,
		merged: plans.filter(({ status }) => status === "merged").length,
		phases: phases.length,
		phasesDone,
		usd,
		onPlanner: priced ? sum((plan) => plan.usd.onPlanner) : null,
		perDonePhase: phasesDone > 0 ? usd / phasesDone : null,
		running: sum(({ times }) => times.running),
		people: sum(({ times }) => times.people),
		draftToMerge: merged.length > 0 ? merged[merged.length >> 1] : null,
		estimated: judged.length,
		within: judged.filter(({ took }) => took === "within").length
	};
}
function spentByDay(steps) {
	const days = /* @__PURE__ */ new Map();
	for (const step of steps) {
		const usd = dollars(usageOf(step));
		const day = step.at.slice(0, 10);
		if (usd > 0) days.set(day, (days.get(day) ?? 0) + usd);
	}
	return [...days].sort(([a], [b]) => a < b ? -1 : 1).map(([day, usd]) => ({
		day,
		usd
	}));
}
/** Plans by what they wait for, in the order in which they are told; those that wait for nothing are not among them. */
const waitingPlans = ({ plans }) => WAITS.flatMap((wait) => wait === "nothing" ? [] : plans.filter(({ waitsFor }) => waitsFor === wait));
// src/report/figures/words.ts
/** The sentences of a report, the same on a terminal, in markdown and on the page. Texts of plans come raw, for each to make safe. */
/** `0.21 (0.11 to 0.62)`; empty where nothing was estimated. */
const rangeWords = ({ low, likely, high }) => likely === null ? "" : `${cents(likely)} (${cents(low)} to ${cents(high)})`;
/** US dollars to the cent: a report is no invoice. `?`: no price is known. */
function cents(value) {
	if (value === null) return "?";
	return value > 0 && value < .005 ? "<0.01" : value.toFixed(2);
}
/** Empty for no time at all. */
const spanOrNothing = (seconds) => seconds === null || seconds === 0 ? "" : span(seconds);
const doneWords = ({ phases }) => `${phases.filter(({ state }) => state === "done").length}/${phases.length}`;
const modelWords = ({ model }) => model === null ? "" : callName(model);
function plannedWords({ plannedBy }) {
	if (plannedBy.length === 0) return "nobody known";
	return plannedBy.map(({ by, model }) => model === null ? by : `${callName(model)} for ${by}`).join(", ");
}
/** Each person once, with what their words were about. */
function approvedWords({ phases }) {
	const people = /* @__PURE__ */ new Map();
	for (const { phase, approvedBy } of phases) for (const { by } of approvedBy) people.set(by, [...people.get(by) ?? [], phase]);
	if (people.size === 0) return "nobody yet";
	return [...people].map(([by, named]) => `${by} (${new Set(named).size === phases.length ? "all" : [...new Set(named)].join(", ")})`).join(", ");
}
/** What the same tokens would have cost on the planner's model, where that differs. */
function plannerWords(spent, onPlanner, planner) {
	if (onPlanner === null || spent === 0) return "";
	const part = Math.round(spent / onPlanner * 100);
	return `${cents(spent)} usd, ${part} % of the ${cents(onPlanner)} that the same tokens cost on ${callName(planner)}`;
}
function reviewWords({ reviews, findings, escalations }) {
	return [
		...reviews.pass > 0 ? [`${counted(reviews.pass, "review")} passed`] : [],
		...reviews.block > 0 ? [`${reviews.block} blocked`] : [],
		...reviews.none > 0 ? [`${reviews.none} came to nothing`] : [],
		...[
			"blocker",
			"major",
			"minor",
			"nit"
		].flatMap((severity) => findings[severity] > 0 ? [counted(findings[severity], `${severity} finding`)] : []),
		...escalations > 0 ? [counted(escalations, "escalation")] : []
	].join(", ");
}
function timeWords({ times }) {
	const { draftToMerge, running, people, machines } = times;
	return [
		...draftToMerge === null ? [] : [`${span(draftToMerge)} from draft to merge`],
		`${span(running)} running`,
		`${span(people)} waiting for people`,
		...machines >= 1 ? [`${span(machines)} waiting for machines`] : []
	].join(", ");
}
/** How the estimates held, over all that is done. */
const heldWords = ({ totals: { estimated, within } }) => estimated === 0 ? "" : `${within} of ${counted(estimated, "done phase")} cost what was estimated`;
function totalWords({ totals, planner }) {
	const { plans, merged, phases, phasesDone, usd: spent, perDonePhase, onPlanner, people, running, draftToMerge } = totals;
	return [
		`${counted(plans, "plan")}, ${merged} merged; ${phasesDone} of ${counted(phases, "phase")} done`,
		[plannerWords(spent, onPlanner, planner) || `${cents(spent)} usd`, ...perDonePhase === null ? [] : [`${cents(perDonePhase)} for each done phase, reviews included`]].join("; "),
		[`${span(running)} running, ${span(people)} waiting for people`, ...draftToMerge === null ? [] : [`from draft to merge ${span(draftToMerge)} in the median`]].join("; ")
	];
}
/** What every rendering says at its end: where the figures come from. */
const sourceWords = ({ prices, estimates }) => ["By the records’ own word; planfile status says what may run, and what is proved.", `Estimates from ${estimates.source}. Prices: ${prices}.`];
export { modelWords as a, rangeWords as c, spanOrNothing as d, timeWords as f, waitingPlans as h, heldWords as i, reviewWords as l, figuresOf as m, cents as n, plannedWords as o, totalWords as p, doneWords as r, plannerWords as s, approvedWords as t, sourceWords as u };
