// src/models/aliases.ts
/** The one table of model names: everything else speaks of roles (design.md §4). */
/** Short names that plans and policies may use, for ids pinned here. */
const aliases = {
	opus: "claude-opus-5-5",
	sonnet: "claude-sonnet-5-5",
	haiku: "claude-haiku-4-5"
};
/** An alias or a full id, to a full id. A full id is always allowed and passed on as it is. */
function resolveModel(name) {
	return Object.hasOwn(aliases, name) ? aliases[name] : name;
}
/** What people call a model: its alias where it has one, else its id. */
function callName(model) {
	const named = Object.entries(aliases).find(([alias, id]) => alias === model || id === model);
	return named ? named[0] : model;
}
/** Models that refuse a request with `effort`: Haiku, and what came before the 4.5 generation. */
const WITHOUT_EFFORT = /^claude-(?:haiku-4|3|sonnet-4|opus-4-[01])/;
const takesEffort = (model) => !WITHOUT_EFFORT.test(model);
// src/models/roles.ts
/** Who does what. Code names roles, never models; plan and policy may put another model in a role. */
const roles = [
	"planner",
	"executor",
	"advisor",
	"reviewer"
];
/** Opus decides and judges, Sonnet builds (design.md §4). */
const defaultModels = {
	planner: "opus",
	executor: "sonnet",
	advisor: "opus",
	reviewer: "opus"
};
/** The full id that a role has when neither plan nor policy says otherwise. */
const defaultModel = (role) => aliases[defaultModels[role]];
// src/policy/inforce.ts
/**
* What is in force for a phase, or for a plan's wave as a whole: the policy, overridden by the plan and then by the phase, within
* what the policy allows (design.md §4). Models come out as full ids, sizes in bytes, times with their unit in the name.
*/
/** Without a phase: what holds for the wave as a whole (verify, review). Nothing is in force where the plan asks for too much. */
function inForce(policy, plan, phase) {
	const overreach = roles.flatMap((role) => overreachOf(role, policy, plan, phase));
	if (overreach.length > 0) return {
		ok: false,
		overreach
	};
	const { limits, budget } = policy;
	return {
		ok: true,
		inForce: {
			planner: roleOf("planner", policy, plan, phase),
			executor: roleOf("executor", policy, plan, phase),
			advisor: roleOf("advisor", policy, plan, phase),
			reviewer: roleOf("reviewer", policy, plan, phase),
			budget: sessionBudget(policy, phase),
			reviewBudget: budget.review,
			planBudget: {
				usd: Math.min(plan.budget.usd ?? budget.plan.usd, budget.plan.usd),
				...plan.budget.tokens === void 0 ? {} : { tokens: plan.budget.tokens }
			},
			runUsd: budget.run.usd,
			rounds: policy.rounds,
			ladder: rungsAbove(roleOf("executor", policy, plan, phase), policy.ladder),
			consults: policy.advisor,
			compaction: policy.compaction,
			transcripts: policy.transcripts,
			attempts: policy.attempts,
			limits: {
				box: {
					commandSeconds: limits.commandMinutes * 60,
					outputBytes: limits.outputKilobytes * 1024,
					treeBytes: limits.treeMegabytes * 1048576
				},
				files: limits.files,
				bytes: limits.fileMegabytes * 1048576,
				waitSeconds: limits.wait,
				stallSeconds: limits.stall
			},
			setup: policy.setup,
			mounts: policy.mounts,
			threadHosts: policy.threads.hosts
		}
	};
}
/**
* What one session may take: never more than its share of what is left of the plan's and of the run's money, when `sessions` of
* them work at once, and of a fix never more than its phase has left (trust.md T23). undefined: nothing is left.
*/
function withinTheRest(force, spent, sessions = 1) {
	const share = Math.min(force.planBudget.usd - spent.planUsd, force.runUsd - spent.runUsd) / sessions;
	const rest = Math.min(share, force.budget.usd - (spent.phaseUsd ?? 0));
	return rest > 0 ? {
		...force.budget,
		usd: Math.min(force.budget.usd, rest)
	} : void 0;
}
function roleOf(role, policy, plan, phase) {
	const model = first(phase?.models[role], plan.models[role], policy.models[role]);
	const own = role === "executor" ? [phase?.effort, plan.effort] : [void 0, void 0];
	const effort = first(own[0], own[1], policy.effort[role]);
	return {
		model: resolveModel(model.value ?? policy.models[role]),
		effort: effort.value,
		from: {
			model: model.from,
			effort: effort.from
		}
	};
}
/** The ladder as it goes on above the executor: what stands up to the executor's own rung was climbed already. */
function rungsAbove(executor, ladder) {
	const rungs = ladder.map(({ model, effort }) => ({
		model: resolveModel(model),
		effort
	}));
	const own = rungs.findLastIndex(({ model, effort }) => model === executor.model && effort === executor.effort);
	return rungs.slice(own + 1);
}
function overreachOf(role, policy, plan, phase) {
	const { model, effort, from } = roleOf(role, policy, plan, phase);
	const where = (source) => source === "phase" ? `phase ${phase?.id}` : "the plan";
	const { models: mayModels, effort: mayEffort } = policy.overrides;
	const found = [];
	if (from.model !== "policy" && mayModels !== "any" && !mayModels.map(resolveModel).includes(model)) found.push({
		code: "model-not-allowed",
		message: `${where(from.model)} wants ${model} as ${role}, which the policy does not allow`,
		fix: `Choose one of ${mayModels.join(", ") || "none"}, or add it to overrides.models in the policy.`
	});
	if (from.effort !== "policy" && mayEffort !== "any" && !mayEffort.some((one) => one === effort)) found.push({
		code: "effort-not-allowed",
		message: `${where(from.effort)} wants effort ${effort}, which the policy does not allow`,
		fix: `Choose one of ${mayEffort.join(", ") || "none"}, or add it to overrides.effort in the policy.`
	});
	return found;
}
function sessionBudget(policy, phase) {
	const { phase: usual, most } = policy.budget;
	const asked = phase?.budget ?? {};
	const tokens = asked.tokens ?? usual.tokens;
	return {
		usd: Math.min(asked.usd ?? usual.usd, most.usd),
		turns: Math.min(asked.turns ?? usual.turns, most.turns),
		minutes: Math.min(asked.minutes ?? usual.minutes, most.minutes),
		...tokens === void 0 ? {} : { tokens }
	};
}
function first(phase, plan, policy) {
	if (phase !== void 0) return {
		value: phase,
		from: "phase"
	};
	if (plan !== void 0) return {
		value: plan,
		from: "plan"
	};
	return {
		value: policy,
		from: "policy"
	};
}
export { resolveModel as a, callName as i, withinTheRest as n, takesEffort as o, defaultModel as r, inForce as t };
