import { t as finding } from "./review.js";
import { i as readReviewMarker } from "./marker.js";
import { t as recall } from "./recall.js";
import { t as branchOf } from "./where2.js";
import { n as lastOfEach, t as allHold } from "./which-counts.js";
// src/commands/mending/posted.ts
async function postedReview(ask, ports, guards) {
	const { people, pulls } = ports.forge;
	const self = await people.self();
	const found = [];
	for (const pull of await pulls.everyOfBranch(branchOf(ask.plan))) {
		if (!allHold(guards.pulls, pull)) continue;
		for (const remark of await pulls.reviews(pull.number)) {
			const marker = readReviewMarker(remark.body);
			if (marker?.mends === void 0) continue;
			if (allHold(guards.posted, {
				remark,
				marker,
				self,
				ask
			})) found.push({
				...marker,
				pull
			});
		}
	}
	if (found.length === 0) return void 0;
	const said = {
		mends: [],
		left: 0,
		settled: /* @__PURE__ */ new Set()
	};
	for (const one of lastOfEach(found)) {
		said.mends.push(...one.mends ?? []);
		said.left += one.left ?? 0;
		for (const id of await settledOn(one.pull, one, ask, ports)) said.settled.add(id);
	}
	return said;
}
/** By the same rules as when a review is posted: for this code, as bad as it was called, and never the worst (review/memory.ts). */
async function settledOn(pull, { base, mends = [] }, { tip }, ports) {
	const findings = mends.flatMap(findingOf);
	if (findings.length === 0) return /* @__PURE__ */ new Set();
	const { decisions } = await recall({
		pull,
		review: {
			verdict: "none",
			cause: null,
			unread: [],
			leftOut: [],
			base,
			findings
		},
		head: tip
	}, ports);
	const open = new Set(decisions.flatMap((one) => isSettled(one) ? [] : fingerprintIn(one)));
	return new Set(decisions.flatMap((one) => fingerprintIn(one)).filter((id) => !open.has(id)));
}
const isSettled = (one) => one.do === "declined" || one.do === "keep" && one.thread.resolved === "person";
const fingerprintIn = (one) => "finding" in one ? [one.finding.fingerprint] : [];
/**
* As far as memory needs it; nobody talks of criteria in threads. A finding about removed lines has lost its line on the way, so that what
* was declined of it counts as open: somebody looks once more.
*/
function findingOf({ id, severity, category, ...mend }) {
	const known = finding.shape.category.safeParse(category);
	if (severity === null || !known.success) return [];
	const { path, line, claim, evidence, scenario, suggestion } = mend;
	return [{
		fingerprint: id,
		severity,
		category: known.data,
		path,
		line,
		claim,
		evidence,
		scenario,
		suggestion,
		endLine: null,
		side: "new",
		replacement: null,
		by: "model",
		standing: "confirmed",
		reason: ""
	}];
}
export { postedReview };
