import { n as printStep, r as union, t as parseRecord } from "./record.js";
import { t as Fault } from "./fault.js";
// src/commands/record.ts
/** The record's one way to grow: read, decide, append, compare-and-swap; again when somebody was faster. */
const recordRef = (id) => `refs/planfile/${id}`;
/** Eight writers at once were served by this many tries with room to spare (mechanics.md). */
const MAX_TRIES = 30;
/** Appends to a plan's record. Throws `undecided` when the race is lost too often, or a moved ref is not the record's. */
async function appendSteps(append, workshop, ports) {
	for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
		const stored = await ports.git.repository.record(append.id);
		const known = stepsOf(stored?.text);
		const { steps, moves = [], keep = [], message = append.message } = await append.decide(known);
		const keys = new Set(known.map(({ step }) => step.key));
		const missing = steps.filter(({ key }) => !keys.has(key));
		if (missing.length === 0 && moves.length === 0) {
			if (await stands(append.id, stored?.tip, workshop, ports)) return {
				tip: stored?.tip,
				added: []
			};
			continue;
		}
		const text = union(stored?.text ?? "", missing.map(printStep));
		const parents = [...stored ? [stored.tip] : [await workshop.recordCommit("", [], `planfile ${append.id}: open`)], ...keep];
		const tip = await workshop.recordCommit(text, parents, message);
		const result = await workshop.land([...moves, {
			ref: recordRef(append.id),
			from: stored?.tip,
			to: tip
		}]);
		if (result.landed) return {
			tip,
			added: missing
		};
		const foreign = result.moved.filter((ref) => ref !== recordRef(append.id));
		if (foreign.length > 0) throw new Fault("undecided", "ref-moved", `${foreign.join(", ")} moved meanwhile; nothing was written`, "Run it again.");
		await ports.clock.sleep(Math.min(400, 10 * 2 ** attempt) * jitter(ports.clock.nonce()));
	}
	throw new Fault("undecided", "record-busy", `the record of ${append.id} moved ${MAX_TRIES} times while a step was appended`, "Run it again.");
}
/** To add nothing is a decision as well: it holds only if it was made on the record that is there when it is done. */
async function stands(id, tip, workshop, { git }) {
	if (tip === void 0) return await git.repository.record(id) === void 0;
	return (await workshop.land([{
		ref: recordRef(id),
		from: tip,
		to: tip
	}])).landed;
}
/** Steps of a record's text; what does not parse is reported by `status`, and is no step. */
const stepsOf = (text) => text ? parseRecord(text).steps : [];
/** 0..1 from a nonce: chance comes through the clock's port only. */
const jitter = (nonce) => Number.parseInt(nonce.slice(0, 8), 16) / 4294967295;
export { stepsOf as i, jitter as n, recordRef as r, appendSteps as t };
