import { t as Fault } from "./fault.js";
import { s as shortId } from "./mends.js";
import { i as stepsOf } from "./record3.js";
// src/commands/open-start.ts
/** Throws a `refused` fault where the record has ended this start. */
async function requireOpenStart({ plan }, leg, ports) {
	if (endOf(leg, await recordOf(plan, ports)) !== void 0) throw ended(plan, [leg]);
}
/** The same for a wave: one that is open, or that landed and may lack its review, is worth one. */
async function requireWorthReview({ plan, legs }, ports) {
	const record = await recordOf(plan, ports);
	if (legs.every((leg) => ["failed", "blocked"].includes(endOf(leg, record) ?? ""))) throw ended(plan, legs);
}
const recordOf = async (plan, { git }) => stepsOf((await git.repository.record(plan))?.text);
function endOf({ start }, record) {
	for (const { step } of record) if (step.type === "end" && step.start === start) return step.outcome;
}
function ended(plan, legs) {
	const phases = legs.map(({ phase }) => phase);
	const findings = new Set(legs.flatMap(({ mends }) => (mends ?? []).map(({ id }) => shortId(id))));
	const anew = findings.size > 0 ? `/planfile fix ${plan} ${[...findings].join(" ")}` : `/planfile execute ${plan} ${phases.join(" ")}`;
	return new Fault("refused", "start-ended", `this start of ${phases.join(", ")} has ended, and nothing that is done for it now would land`, `Start anew: all jobs of the run, or ${anew}`);
}
export { requireWorthReview as n, requireOpenStart as t };
