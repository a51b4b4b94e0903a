import { i as addUsage, t as cost } from "./prices.js";
// src/models/meter.ts
/** One line for each role and model, in order of first use. */
function usageLines(calls) {
	return [...Map.groupBy(calls, ({ role, model }) => `${role} ${model}`).values()].map((group) => {
		const { role, model } = group[0];
		const usage = group.map((call) => call.usage).reduce(addUsage);
		return {
			role,
			model,
			calls: group.length,
			...usage,
			usd: sum(group.map((call) => cost(call.model, call.usage)))
		};
	});
}
/** US dollars of all lines; null when one of them has no known price. */
const totalUsd = (lines) => sum(lines.map(({ usd }) => usd));
/** What the same tokens would have cost on another model; null where it has no known price. */
const sameTokensOn = (model, lines, costOf = cost) => costOf(model, lines.reduce(addUsage, {
	input: 0,
	cacheRead: 0,
	cacheWrite: 0,
	output: 0
}));
const sum = (amounts) => amounts.reduce((total, amount) => total === null || amount === null ? null : total + amount, 0);
export { totalUsd as n, usageLines as r, sameTokensOn as t };
