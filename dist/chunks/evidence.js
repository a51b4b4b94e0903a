import { i as canonicalize } from "./record.js";
// src/lifecycle/evidence.ts
/**
* Evidence, checked: may this step of the record be believed? Local evidence is decided here (trust.md T11); of the kinds
* that a forge keeps, the verdict comes from whoever can ask the forge.
*/
/** Checks evidence of the kind `local`; of any other kind it says that this is not the place. */
function checkLocal({ step, line }, facts, guards = Object.values(localGuards)) {
	if (step.evidence.kind !== "local") return {
		step,
		line,
		verdict: "undecided",
		code: "evidence-kind-not-checked-here",
		why: `evidence of the kind "${step.evidence.kind}" is checked where the forge can be asked`
	};
	for (const guard of guards) {
		const objection = guard(step, facts);
		if (objection) return {
			step,
			line,
			verdict: "does-not-hold",
			...objection
		};
	}
	return {
		step,
		line,
		verdict: "holds",
		code: "given-here",
		why: "given on this machine, and authentic"
	};
}
/** A step of these fields with the evidence that this machine gave it. */
function sealLocally(step, place, seal) {
	const machine = {
		kind: "local",
		machine: seal.machine
	};
	const mac = seal.sign(localText({
		...step,
		evidence: machine
	}, place));
	return {
		...step,
		evidence: {
			...machine,
			mac
		}
	};
}
/** What the seal is over. The first field keeps it apart from anything else that the same key may ever sign. */
function localText(step, { plan, repository }) {
	return canonicalize({
		purpose: "planfile local approval 1",
		plan,
		repository,
		step
	});
}
const DAY = 864e5;
/** Clocks of one machine are set now and then, by seconds. */
const SKEW = 3e5;
/** In order: the first that objects is the reason. */
const localGuards = {
	"local evidence counts nowhere in CI": (_, { ci }) => ci ? {
		code: "local-evidence-in-ci",
		why: "a local approval allows only the run of the machine that gave it"
	} : void 0,
	"it was given on this machine": ({ evidence }, { seal }) => evidence.kind === "local" && evidence.machine === seal.machine ? void 0 : {
		code: "other-machine",
		why: "it was given on another machine, or by another user of this one"
	},
	"its seal holds": (step, { seal, plan, repository }) => {
		if (step.evidence.kind !== "local") return NOT_AUTHENTIC;
		const { mac, ...evidence } = step.evidence;
		return seal.verify(localText({
			...step,
			evidence
		}, {
			plan,
			repository
		}), mac) ? void 0 : NOT_AUTHENTIC;
	},
	"it is not from the future": ({ at }, { now }) => Date.parse(at) > now.getTime() + SKEW ? {
		code: "dated-in-the-future",
		why: `it is dated ${at}, and this machine's clock says ${now.toISOString()}`
	} : void 0,
	"it has not expired": ({ at, type }, { now, days }) => type === "approve" && now.getTime() - Date.parse(at) > days * DAY ? {
		code: "expired",
		why: `it was given on ${at.slice(0, 10)} and lives ${days} days`
	} : void 0
};
const NOT_AUTHENTIC = {
	code: "not-authentic",
	why: "its seal does not fit: it was changed, or given for another plan or another folder"
};
export { sealLocally as n, checkLocal as t };
