import { n as pastSessions, t as estimatePlan } from "./estimates.js";
import { i as introduction } from "./introduction.js";
import { i as stepsOf } from "./record3.js";
// src/commands/forecast.ts
/** Of a wave that would start. */
const forecast = ({ schedule, plan, policy }, ports) => {
	const { base, policyCommit, legs } = schedule;
	return forecastOf({
		plan,
		policy,
		base,
		policyCommit,
		phases: legs.map(({ phase }) => phase)
	}, ports);
};
/** Of whichever phases; those that the policy does not let run are left out. */
async function forecastOf({ plan, policy, base, policyCommit, phases: names }, ports) {
	const told = await introduction({
		base,
		trusted: policyCommit,
		documents: []
	}, ports);
	const stored = await ports.git.repository.records();
	const facts = {
		policy,
		introduction: [...told.manifests ?? [], ...told.instructions].reduce((sum, { text }) => sum + text.length, 0),
		past: pastSessions([...stored.values()].map(({ text }) => stepsOf(text)))
	};
	const phases = plan.phases.filter(({ id }) => names.includes(id));
	return estimatePlan(plan, facts, phases).phases.map(({ phase, model, low, likely, high }) => ({
		phase,
		model,
		usd: {
			low: low.usd,
			likely: likely.usd,
			high: high.usd
		}
	}));
}
export { forecastOf as n, forecast as t };
